import type { PanelModel } from '@pastiche/panel';
import type { PaintQueue } from './paint-queue.js';
import type { WindowState } from './window-state.js';

export interface EscapeOptions {
  readonly model: Pick<PanelModel, 'busy' | 'job' | 'history' | 'stopAndKeep' | 'cancel'>;
  readonly state: Pick<WindowState, 'paintingAll' | 'placed' | 'leaving'>;
  readonly queue: Pick<PaintQueue, 'stop'>;
  /** Closes the window. */
  dismiss(): void;
}

/**
 * What Escape does. While something is painted, it stops and keeps what is there; pressed once more before that
 * has ended, it keeps nothing. Otherwise it closes the window; paintings that were never placed or saved are asked
 * about first, and pressed once more it discards them.
 */
export function createEscape(options: EscapeOptions): () => void {
  const { model, state, queue, dismiss } = options;
  return () => {
    if (state.paintingAll.peek()) queue.stop();
    else if (model.busy.peek()) {
      if (model.job.peek().kind === 'ending') model.cancel();
      else model.stopAndKeep();
    } else {
      const unplaced = model.history.peek().filter(({ id }) => !state.placed.peek().has(id)).length;
      if (unplaced === 0 || state.leaving.peek() > 0) dismiss();
      else state.leaving.value = unplaced;
    }
  };
}

/** Before the panel, for which Escape cancels; but after its menus and fields, which keep theirs to themselves. */
export function followEscape(body: HTMLElement, press: () => void): void {
  body.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.repeat || event.defaultPrevented) return;
    event.preventDefault();
    press();
  });
}
