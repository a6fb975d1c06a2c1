import { type Language, type Said, type Say, sayIn, sentence } from '@pastiche/core';
import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { PanelModel } from '../../model/model.js';
import { styleName } from '../../model/styles/style-name.js';
import { bringsFiles, filesOf, takeAsStyle } from '../dropped-files.js';
import { type Dress, type PanelContents, PanelProvider } from '../panel-context.js';
import { RunBar } from '../run/run-bar.js';
import { Advanced } from '../settings/advanced.js';
import { Controls } from '../settings/controls.js';
import { Stage } from '../stage/stage.js';
import { StyleShelf } from '../styles/style-shelf.js';
import { ProcessorNote } from './processor-note.js';
import { Spoken } from './spoken.js';
import { usePaste } from './use-paste.js';
import { useShortcuts } from './use-shortcuts.js';

/** How long the panel's own short sentences stay, ms. */
const ANNOUNCEMENT_MS = 6000;

export interface PanelProps {
  readonly model: PanelModel;
  readonly language: Language;
  readonly dress: Dress;
}

/** The whole panel: the picture above or on the left, settings below or on the right, the run bar at the end. */
export function Panel({ model, language, dress }: PanelProps) {
  const say = useMemo(() => sayIn(language), [language]);
  const { announcement, announce } = useAnnouncement(model, say);
  const contents = useMemo<PanelContents>(
    () => ({
      model,
      say,
      dress,
      announcement,
      announce,
      nameOf: (style) => styleName(style, say),
    }),
    [model, say, dress, announcement, announce],
  );
  useShortcuts(model);
  usePaste(model);
  return (
    <PanelProvider value={contents}>
      <main
        class="p-panel"
        // A file dropped beside the drop zones would otherwise be opened in the panel's place.
        onDragOver={(event) => bringsFiles(event.dataTransfer) && event.preventDefault()}
        onDrop={(event) => {
          const file = filesOf(event.dataTransfer)[0];
          if (file === undefined) return;
          event.preventDefault();
          void takeAsStyle(model, file);
        }}
      >
        <h1 class={dress === 'plain' ? 'p-title' : 'p-unseen'}>Pastiche</h1>
        <Stage />
        <section class="p-controls" aria-label={say(sentence`Settings`)}>
          <ProcessorNote />
          <StyleShelf />
          <Controls />
          <Advanced />
        </section>
        <RunBar />
        <Spoken />
      </main>
    </PanelProvider>
  );
}

function useAnnouncement(model: PanelModel, say: Say) {
  const announcement = useSignal<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return useMemo(
    () => ({
      announcement,
      announce: (said: Said) => {
        clearTimeout(timer.current);
        // The newest sentence counts, and there is room for one.
        if (model.notice.peek()?.kind === 'info') model.dismissNotice();
        announcement.value = say(said);
        timer.current = setTimeout(() => {
          announcement.value = null;
        }, ANNOUNCEMENT_MS);
      },
    }),
    [model, say, announcement],
  );
}
