import type { PaintQueue } from './paint-queue.js';
import type { WindowState } from './window-state.js';

export interface StripProps {
  readonly state: WindowState;
  readonly queue: PaintQueue;
  /** Whether something is painted now. */
  readonly busy: { readonly value: boolean };
  onNext(): void;
}

/** What only Figma has to say, above the panel: several layers, a layer that changed, a file that is read only. */
export function Strip({ state, queue, busy, onNext }: StripProps) {
  const { trouble, target, readOnly } = state;
  return (
    <>
      {state.queue.value !== null && state.queue.value.names.length > 1 && (
        <QueueRow state={state} queue={queue} busy={busy} onNext={onNext} />
      )}
      <p class="strip-line strip-warning" role="status">
        {target.value ?? trouble.value}
      </p>
      {readOnly.value && (
        <p class="strip-line p-hint">This file is read-only: preview and download only.</p>
      )}
    </>
  );
}

function QueueRow({ state, queue, busy, onNext }: StripProps) {
  const layers = state.queue.value;
  if (layers === null) return null;
  const { index, names } = layers;
  const all = state.paintingAll.value;
  const hasNext = index + 1 < names.length;
  return (
    <section class="strip-line strip-queue" aria-label="Layers">
      <p class="strip-layer" title={names[index]}>
        <span class="p-hint">
          Layer {index + 1} of {names.length}:{' '}
        </span>
        {names[index]}
      </p>
      {all ? (
        <StripButton onPress={queue.stop}>Stop all</StripButton>
      ) : (
        <>
          {hasNext && (
            <StripButton blocked={busy.value} onPress={onNext}>
              Next
            </StripButton>
          )}
          {!state.readOnly.value && (
            <StripButton blocked={busy.value} onPress={() => void queue.paintAll()}>
              Paint all
            </StripButton>
          )}
        </>
      )}
    </section>
  );
}

interface StripButtonProps {
  readonly blocked?: boolean;
  readonly children: string;
  onPress(): void;
}

function StripButton({ blocked = false, children, onPress }: StripButtonProps) {
  return (
    <button
      type="button"
      class="p-button p-secondary"
      aria-disabled={blocked ? 'true' : undefined}
      onClick={() => {
        if (!blocked) onPress();
      }}
    >
      {children}
    </button>
  );
}
