import { fitLongSide, sentence } from '@pastiche/core';
import type { Signal } from '@preact/signals';
import type { PanelModelOptions } from '../panel-options.js';
import { codeOf } from '../problem.js';
import { type PaintingOrder, sizeAfter } from '../run/painting-order.js';
import { withSpeeds } from '../run/price.js';
import { masksInRecipe } from '../run/run-masks.js';
import { type LiveSubject, labelOf } from '../run/shown.js';
import { forWantOfVgg19 } from '../vgg19-problem.js';
import type { PanelParts } from './panel-parts.js';

/** Whoever waits so long for a painting looks at something else meanwhile. */
const LONG_RUN_MS = 30_000;

/** What a painting touches from its beginning to its end. */
export type BegunParts = Pick<
  PanelParts,
  | 'runs'
  | 'settings'
  | 'history'
  | 'bitmaps'
  | 'weights'
  | 'engine'
  | 'notices'
  | 'describe'
  | 'say'
>;

/**
 * Starts a run and sees to its end: the painting goes to the history, the person is told outside the
 * panel if it took long.
 *
 * @param subject set to what is painted until the run ends
 */
export function beginRun(
  parts: BegunParts,
  options: PanelModelOptions,
  order: PaintingOrder,
  subject: Signal<LiveSubject | null>,
): void {
  const { runs, settings, history, bitmaps, weights, engine: enginePart, describe, say } = parts;
  const { host, now = () => performance.now() } = options;
  const { engine, picture, parameters, network, frames } = order;
  const items = order.blend.map(({ source }) => source.item);
  const label = labelOf(order.contentName, items, say);
  const size = fitLongSide(picture.width, picture.height, parameters.size);
  const mine: LiveSubject = { original: picture.preview, ...size, label };
  const began = now();
  // The content may be another long before the run ends.
  bitmaps.take(picture.preview);
  subject.value = mine;
  if (frames) history.dropFrames();
  runs.start(order, {
    describe: (error, used) => {
      const fittingSize = sizeAfter(error, order);
      const problem = describe(error, { parameters: used, network, fittingSize });
      const job = runs.job.peek();
      const phase = job.kind === 'loading' ? (job.phase ?? 'downloading') : null;
      return forWantOfVgg19(problem, phase, say);
    },
    keep: (result) => {
      const { speeds } = settings.settings.peek();
      settings.set({ speeds: withSpeeds(speeds, result.speeds) });
      const { styles, regions } = order;
      const all = [...styles, ...regions.flatMap((region) => region.styles)];
      const masks = masksInRecipe(result.masks, order.masks, regions, all);
      return history.add(result, {
        ...order,
        original: picture.preview,
        masks,
        drawn: order.masks,
      });
    },
    onEnd: (error) => {
      if (subject.peek() === mine) subject.value = null;
      bitmaps.give(picture.preview);
      enginePart.noteFailure(error, engine);
      void weights.refresh();
      if (order.checkpoint !== null && codeOf(error) === 'invalid-checkpoint') {
        // Not by itself: other styles may be chosen by now, and its own are no longer held.
        runs.forget();
        parts.notices.info(sentence`The painting could not go on; press Stylize to begin it anew.`);
        return;
      }
      const { kind } = runs.job.peek();
      if (now() - began < LONG_RUN_MS) return;
      if (kind === 'done') host.notify(say(sentence`${label} is finished.`), 'info');
      if (kind === 'failed') host.notify(say(sentence`${label} could not be finished.`), 'error');
    },
  });
}
