import { fitLongSide } from '@pastiche/core';
import type { Signal } from '@preact/signals';
import type { Subject } from './history-part.js';
import { type Ingredients, runStyles, sizeAfter } from './painting-order.js';
import type { PanelModelOptions } from './panel-options.js';
import type { PanelParts } from './panel-parts.js';
import { type LiveSubject, labelOf } from './shown.js';

/** Whoever waits so long for a painting looks at something else meanwhile. */
const LONG_RUN_MS = 30_000;

/**
 * Starts a run and sees to its end: the painting goes to the history, the person is told outside the
 * panel if it took long.
 *
 * @param subject set to what is painted until the run ends
 */
export function beginPainting(
  { runs, history, bitmaps, styles, weights, engine: enginePart, describe }: PanelParts,
  { host, now = () => performance.now() }: PanelModelOptions,
  ingredients: Ingredients,
  subject: Signal<LiveSubject | null>,
): void {
  const { engine, picture, contentName, settings } = ingredients;
  const { parameters, network, frames } = settings;
  const kept: Subject = { contentName, original: picture.preview, blend: styles.blend(), frames };
  const label = labelOf(
    contentName,
    kept.blend.map(({ source }) => source.item.name),
  );
  const size = fitLongSide(picture.width, picture.height, parameters.size);
  const mine: LiveSubject = { original: picture.preview, ...size, label };
  const began = now();
  // The content may be another long before the run ends.
  bitmaps.take(picture.preview);
  subject.value = mine;
  if (frames) history.dropFrames();
  runs.start({
    engine,
    request: { content: picture.id, styles: runStyles(ingredients), parameters, network, frames },
    describe: (error, used) =>
      describe(error, {
        parameters: used,
        network,
        fittingSize: sizeAfter(error, ingredients),
      }),
    keep: (result) => history.add(result, kept),
    onEnd: (error) => {
      if (subject.peek() === mine) subject.value = null;
      bitmaps.give(picture.preview);
      enginePart.noteFailure(error, engine);
      void weights.refresh();
      const { kind } = runs.job.peek();
      if (now() - began < LONG_RUN_MS) return;
      if (kind === 'done') host.notify(`${label} is finished.`, 'info');
      if (kind === 'failed') host.notify(`${label} could not be finished.`, 'error');
    },
  });
}
