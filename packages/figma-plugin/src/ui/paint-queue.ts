import type { Job, PanelModel } from '@pastiche/panel';
import { type Said, saidBy } from '@pastiche/panel/core';
import { whenTrue } from '@pastiche/panel/when-true';
import type { Arrival } from '../window-contract.js';
import { bothSaid, skippedSentence } from './skipped-layers.js';
import { whenArrived } from './when-arrived.js';
import type { WindowState } from './window-state.js';

export interface PaintQueueOptions {
  readonly model: Pick<
    PanelModel,
    | 'capabilities'
    | 'job'
    | 'busy'
    | 'content'
    | 'engine'
    | 'styles'
    | 'obstacle'
    | 'stylize'
    | 'select'
    | 'save'
    | 'stopAndKeep'
  >;
  readonly state: Pick<WindowState, 'paintingAll' | 'finished' | 'trouble'>;
  /** Makes the next layer that can be read the content, as the panel has been told when this resolves. */
  nextLayer(): Promise<Arrival>;
  /** Whether the result that was saved last reached the document. */
  written(): boolean;
}

/** Paints the layers of the queue one after another. */
export interface PaintQueue {
  /**
   * From the present layer to the last; the first painting that fails, or is cancelled, ends it. Layers that
   * cannot be read are skipped, and at the end a sentence says which.
   *
   * @param prepare makes ready what a layer is painted with, by its number from here on
   * @param before why layers before the present one were skipped; they are counted
   */
  paintAll(prepare?: (index: number) => Promise<void>, before?: readonly Said[]): Promise<void>;
  /** Ends it, and keeps the painting under way as far as it is. */
  stop(): void;
}

/** The same styles and settings for each layer; what is done with a result is the host's first action. */
export function createPaintQueue(options: PaintQueueOptions): PaintQueue {
  const { model, nextLayer, written } = options;
  const { paintingAll, finished, trouble } = options.state;
  const stopsWith = (said: Said | null): boolean => {
    if (!paintingAll.peek()) return true;
    if (said !== null) trouble.value = said;
    return said !== null;
  };
  const arrived = () => whenArrived(model, () => paintingAll.value);
  const paintOne = async (prepare: () => Promise<void>): Promise<boolean> => {
    if (stopsWith(await arrived())) return false;
    await prepare();
    // A style that was chosen meanwhile may still be read.
    if (stopsWith(await arrived()) || stopsWith(model.obstacle.peek())) return false;
    const before = entryOf(model.job.peek());
    await model.stylize();
    await whenTrue(() => !model.busy.value, null);
    const entry = entryOf(model.job.peek());
    if (entry === null || entry === before || !paintingAll.peek()) return false;
    // An older painting may be looked at meanwhile, and what is looked at is saved.
    model.select(entry);
    await model.save(model.capabilities.actions[0].id);
    return written();
  };
  return {
    paintAll: async (prepare = async () => {}, before = []) => {
      if (paintingAll.peek() || model.busy.peek()) return;
      paintingAll.value = true;
      const skipped = [...before];
      try {
        let index = skipped.length;
        while (await paintOne(() => prepare(index))) {
          if (!paintingAll.peek()) break;
          const next = await nextLayer();
          skipped.push(...next.skipped);
          index += next.skipped.length + 1;
          finished.value = !next.isThere;
          if (!next.isThere) break;
        }
      } catch (error) {
        trouble.value = saidBy(error);
      } finally {
        paintingAll.value = false;
        trouble.value = bothSaid(trouble.peek(), skippedSentence(skipped));
      }
    },
    stop: () => {
      paintingAll.value = false;
      if (model.busy.peek()) model.stopAndKeep();
    },
  };
}

function entryOf(job: Job): string | null {
  return job.kind === 'done' ? job.entry : null;
}
