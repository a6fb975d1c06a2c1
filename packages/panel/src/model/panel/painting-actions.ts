import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { PanelModel } from '../model.js';
import type { PanelModelOptions } from '../panel-options.js';
import { type PaintingOrder, tooLarge } from '../run/painting-order.js';
import type { LiveSubject } from '../run/shown.js';
import type { SessionFile } from '../session/session-file.js';
import { beginRun } from './begin-run.js';
import { createCancelWatch } from './cancel-watch.js';
import { createLargerPainting } from './larger-painting.js';
import { masksNow } from './masks-now.js';
import { orderNow } from './order-now.js';
import type { PanelParts } from './panel-parts.js';
import { type RestoredParts, restoreSession } from './restore-session.js';

export type PaintingActions = Pick<
  PanelModel,
  | 'stylize'
  | 'tryAgain'
  | 'pause'
  | 'resume'
  | 'stopAndKeep'
  | 'cancel'
  | 'paintLarger'
  | 'paintVariations'
  | 'continueVariation'
  | 'closeVariations'
> & {
  /** What is being painted, for the canvas. */
  readonly subject: ReadonlySignal<LiveSubject | null>;
  /** Brings back what a reload interrupted. */
  restore(session: SessionFile): Promise<void>;
};

/**
 * Painting, as a person asks for it. `stylize` and `paintVariations` resolve once the painting has
 * begun, not when it ends: the job tells that.
 */
export function createPaintingActions(
  parts: RestoredParts & Pick<PanelParts, 'variations' | 'masks' | 'offeredMask'>,
  options: PanelModelOptions,
  obstacle: ReadonlySignal<string | null>,
): PaintingActions {
  const { runs, variations, settings } = parts;
  const subject = signal<LiveSubject | null>(null);
  const watchCancel = createCancelWatch(parts, options);
  const begin = beginner(parts, obstacle);
  const paint = (order: PaintingOrder) => {
    parts.notices.forgetError();
    // The painting is looked at, not what it was chosen from; nothing is painted by now.
    void variations.clear();
    parts.history.select(null);
    const problem = tooLarge(order, parts.describe);
    if (problem === null) beginRun(parts, options, order, subject);
    else runs.refuse(problem);
  };
  const larger = createLargerPainting(parts, begin, paint);
  const stylize = begin((order) => {
    larger.forget();
    paint(order);
  });
  return {
    subject: computed(() => (runs.active.value ? subject.value : null)),
    restore: (session) => restoreSession(parts, options, session, subject),
    stylize,
    paintLarger: larger.paintLarger,
    tryAgain: async (change = {}) => {
      const again = larger.again();
      // What is set is not that of what becomes larger.
      if (!(await isReadyAgain(parts, again ? {} : change))) return;
      await (again ? again(change) : stylize());
    },
    pause: runs.pause,
    resume: runs.resume,
    stopAndKeep: () => {
      runs.stop();
      void variations.cancel();
    },
    cancel: () => {
      runs.cancel();
      void variations.cancel();
      watchCancel();
    },
    paintVariations: begin((order) => void variations.paint(order)),
    continueVariation: async (id) => {
      const change = variations.changeOf(id);
      if (change === null || runs.active.peek()) return;
      await variations.clear();
      if (settings.change(change)) await stylize();
    },
    closeVariations: () => {
      void variations.clear();
    },
  };
}

/** Makes what begins a painting: once its masks are packed, if nothing is missing and no other begins. */
function beginner(
  parts: RestoredParts & Pick<PanelParts, 'masks' | 'offeredMask'>,
  obstacle: ReadonlySignal<string | null>,
) {
  let begins = false;
  return (paint: (order: PaintingOrder) => void, masksOfRun = () => masksNow(parts)) =>
    async () => {
      if (begins || parts.busy.peek()) return;
      const missing = obstacle.peek();
      if (missing !== null) {
        parts.notices.error(missing);
        return;
      }
      begins = true;
      try {
        const masks = await masksOfRun();
        const order = parts.busy.peek() ? null : orderNow(parts, masks);
        if (order !== null) paint(order);
      } finally {
        begins = false;
      }
    };
}

/** Brings back what failed; whether a painting that failed may begin anew then. */
async function isReadyAgain(
  parts: RestoredParts,
  { size, network }: NonNullable<Parameters<PanelModel['tryAgain']>[0]>,
): Promise<boolean> {
  const { runs, settings, engine } = parts;
  if (parts.busy.peek()) return false;
  const job = runs.job.peek();
  if (size !== undefined && !settings.change({ size })) return false;
  if (network !== undefined) settings.set({ network });
  if (engine.state.peek().kind === 'failed') await engine.restart();
  if (job.kind !== 'failed' || engine.engine.peek() === null) return false;
  await allRead(parts);
  return true;
}

/** Resolves once no picture is being read any more. */
function allRead({ content, styles }: Pick<PanelParts, 'content' | 'styles'>): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      const reading =
        content.content.value.kind === 'loading' ||
        styles.styles.value.some(({ state }) => state === 'loading');
      if (reading) return;
      queueMicrotask(() => stop());
      resolve();
    });
  });
}
