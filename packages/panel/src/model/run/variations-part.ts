import type { GivenParameters, Parameters, Say } from '@pastiche/core';
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { fromWireError } from '../../channel/wire-error.js';
import type { Engine, Run } from '../../engine/engine.js';
import type { Variation } from '../model.js';
import { codeOf } from '../problem.js';
import type { BitmapShares } from '../styles/bitmap-shares.js';
import { type PaintingOrder, requestOf } from './painting-order.js';
import { variationsAround } from './variations-around.js';

/** Enough to tell a look, and painted in seconds. */
const LONG_SIDE = 192;
const ITERATIONS = 40;

/** Small paintings with other parameters. */
export interface VariationsPart {
  readonly variations: ReadonlySignal<readonly Variation[]>;
  readonly active: ReadonlySignal<boolean>;
  /** Paints them one after another; resolves when all are painted or it was cancelled. Never rejects. */
  paint(order: PaintingOrder): Promise<void>;
  /** Ends the painting, keeping what is done; resolves once the engine is free. */
  cancel(): Promise<void>;
  changeOf(id: string): GivenParameters | null;
  /** Cancels, and puts all of them away. */
  clear(): Promise<void>;
}

export interface VariationsPartOptions {
  readonly bitmaps: BitmapShares;
  /** Told of the error of one that failed. */
  onFailed(error: unknown, engine: Engine): void;
  readonly say?: Say | undefined;
}

/** Variations; those that are painted stay until the next ones, or until they are put away. */
export function createVariationsPart(options: VariationsPartOptions): VariationsPart {
  const state: State = { options, list: signal([]), current: null, cancelled: false };
  const active = signal(false);
  let painted: Promise<void> = Promise.resolve();
  const cancel = () => {
    if (!active.peek()) return painted;
    state.cancelled = true;
    state.current?.cancel();
    return painted;
  };
  return {
    variations: state.list,
    active,
    paint: (order) => {
      if (active.peek()) return painted;
      state.cancelled = false;
      batch(() => {
        putAway(state);
        state.list.value = plannedAround(order.parameters, state.options.say);
        active.value = true;
      });
      painted = paintAll(state, order).finally(() => {
        batch(() => {
          drop(state, ({ state: how }) => how === 'waiting' || how === 'painting');
          active.value = false;
        });
      });
      return painted;
    },
    cancel,
    changeOf: (id) => state.list.peek().find((variation) => variation.id === id)?.change ?? null,
    clear: async () => {
      putAway(state);
      await cancel();
    },
  };
}

interface State {
  readonly options: VariationsPartOptions;
  readonly list: Signal<readonly Variation[]>;
  current: Run | null;
  cancelled: boolean;
}

function plannedAround(parameters: Parameters, say: Say | undefined): readonly Variation[] {
  return variationsAround(parameters, say).map(({ label, change }, index) => ({
    id: `variation-${index + 1}`,
    label,
    change,
    state: 'waiting',
    preview: null,
  }));
}

async function paintAll(state: State, order: PaintingOrder): Promise<void> {
  for (const { id, change } of state.list.peek()) {
    if (state.cancelled) return;
    put(state, id, { state: 'painting' });
    try {
      await paintOne(state, order, id, change);
    } catch (error) {
      if (state.cancelled || codeOf(error) === 'aborted') return;
      put(state, id, { state: 'failed' });
      state.options.onFailed(error, order.engine);
      // The rest would fail alike.
      if (codeOf(error) === 'channel-closed') return;
    }
  }
}

async function paintOne(
  state: State,
  order: PaintingOrder,
  id: string,
  change: Partial<Parameters>,
): Promise<void> {
  const { engine, parameters } = order;
  const small: Parameters = {
    ...parameters,
    ...change,
    size: Math.min(LONG_SIDE, parameters.size),
    quality: 'draft',
    iterations: ITERATIONS,
  };
  const request = requestOf({ ...order, parameters: small, network: 'vgg19-lite', frames: false });
  const run = engine.run(request, (event) => {
    if (event.kind === 'preview') show(state, id, event.bitmap);
  });
  state.current = run;
  try {
    const { preview, failure } = await run.result;
    if (failure !== undefined) {
      preview.close();
      throw fromWireError(failure);
    }
    show(state, id, preview);
    put(state, id, { state: 'done' });
  } finally {
    state.current = null;
  }
}

/** A picture that comes too late, for one that has been put away or is done, is closed. */
function show(state: State, id: string, bitmap: ImageBitmap): void {
  const variation = state.list.peek().find((one) => one.id === id);
  if (variation?.state !== 'painting') {
    bitmap.close();
    return;
  }
  state.options.bitmaps.take(bitmap);
  put(state, id, { preview: bitmap });
  state.options.bitmaps.give(variation.preview);
}

function put({ list }: State, id: string, change: Partial<Variation>): void {
  list.value = list.peek().map((one) => (one.id === id ? { ...one, ...change } : one));
}

function putAway(state: State): void {
  drop(state, () => true);
}

function drop({ list, options }: State, isDropped: (variation: Variation) => boolean): void {
  const gone = list.peek().filter(isDropped);
  list.value = list.peek().filter((variation) => !isDropped(variation));
  for (const { preview } of gone) options.bitmaps.give(preview);
}
