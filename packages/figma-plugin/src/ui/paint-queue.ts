import type { Job, PanelModel } from '@pastiche/panel';
import { type Said, saidBy } from '@pastiche/panel/core';
import { whenTrue } from '@pastiche/panel/when-true';
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
    | 'cancel'
  >;
  readonly state: Pick<WindowState, 'paintingAll' | 'trouble'>;
  /** Makes the next layer the content, as the panel has been told when this resolves; `false`: that was the last. */
  nextLayer(): Promise<boolean>;
  /** Whether the result that was saved last reached the document. */
  written(): boolean;
}

/** Paints the layers of the queue one after another. */
export interface PaintQueue {
  /**
   * From the present layer to the last; the first that fails, or is cancelled, ends it.
   *
   * @param prepare makes ready what a layer is painted with, by its number from here on
   */
  paintAll(prepare?: (index: number) => Promise<void>): Promise<void>;
  /** Ends it, with the painting under way. */
  stop(): void;
}

/** The same styles and settings for each layer; what is done with a result is the host's first action. */
export function createPaintQueue(options: PaintQueueOptions): PaintQueue {
  const { model, nextLayer, written } = options;
  const { paintingAll, trouble } = options.state;
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
    paintAll: async (prepare = async () => {}) => {
      if (paintingAll.peek() || model.busy.peek()) return;
      paintingAll.value = true;
      try {
        let index = 0;
        while (await paintOne(() => prepare(index))) {
          if (!paintingAll.peek() || !(await nextLayer())) break;
          index += 1;
        }
      } catch (error) {
        trouble.value = saidBy(error);
      } finally {
        paintingAll.value = false;
      }
    },
    stop: () => {
      paintingAll.value = false;
      if (model.busy.peek()) model.cancel();
    },
  };
}

function entryOf(job: Job): string | null {
  return job.kind === 'done' ? job.entry : null;
}
