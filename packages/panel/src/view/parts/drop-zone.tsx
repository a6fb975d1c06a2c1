import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { bringsFiles, filesOf } from '../dropped-files.js';
import { Icon } from './icon.js';

export interface DropZoneProps {
  readonly class: string;
  /** What a drop does, shown while something hovers. */
  readonly invitation: string;
  readonly children: ComponentChildren;
  onDrop(files: readonly File[]): void;
}

/** A part of the panel on which files can be dropped. The same can be done by buttons and by pasting. */
export function DropZone({ class: name, invitation, children, onDrop }: DropZoneProps) {
  // Enter and leave also come for each child; only their balance says whether the drag is inside.
  const depth = useSignal(0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has no role, and buttons do the same.
    <div
      class={`p-drop-zone ${name}`}
      onDragEnter={(event) => {
        if (bringsFiles(event.dataTransfer)) depth.value += 1;
      }}
      onDragLeave={(event) => {
        if (bringsFiles(event.dataTransfer)) depth.value = Math.max(0, depth.value - 1);
      }}
      onDragOver={(event) => bringsFiles(event.dataTransfer) && event.preventDefault()}
      onDrop={(event) => {
        depth.value = 0;
        const files = filesOf(event.dataTransfer);
        if (files.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        onDrop(files);
      }}
    >
      {children}
      {depth.value > 0 && (
        <div class="p-drop-invitation" aria-hidden="true">
          <Icon name="picture" />
          {invitation}
        </div>
      )}
    </div>
  );
}
