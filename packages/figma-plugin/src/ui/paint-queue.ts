import type { PanelModel } from '@pastiche/panel';
import { whenTrue } from './when-true.js';
import type { WindowState } from './window-state.js';

/** How long the picture of the next layer may take to be read, ms. */
const PATIENCE_MS = 60_000;

export interface PaintQueueOptions {
  readonly model: Pick<
    PanelModel,
    | 'capabilities'
    | 'job'
    | 'busy'
    | 'content'
    | 'engine'
    | 'obstacle'
    | 'stylise'
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
  const paintOne = async (prepare: () => Promise<void>): Promise<boolean> => {
    const isReady = () =>
      model.content.value.kind === 'ready' && model.engine.value.kind === 'ready';
    if (!(await whenTrue(isReady, PATIENCE_MS)) || !paintingAll.peek()) return false;
    await prepare();
    await model.stylise();
    const hasEnded = () => !model.busy.value;
    if (!(await whenTrue(hasEnded, null))) return false;
    if (model.job.peek().kind !== 'done' || !paintingAll.peek()) return false;
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
        trouble.value = error instanceof Error ? error.message : String(error);
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
