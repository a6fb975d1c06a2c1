import * as tf from '@tensorflow/tfjs-core';
import { readBack } from '../backend/read-back.js';
import { fromTensor, toTensor } from '../backend/tensor.js';
import type { RgbImage } from '../image/pixels.js';
import { resample } from '../image/resample.js';
import { type AdamOptions, adam, DEFAULT_ADAM } from '../optimizer/adam.js';
import {
  type AdamOnHost,
  beginOnHost,
  forgetOnHost,
  pictureOnHost,
  rescaleOnHost,
} from '../optimizer/adam-on-host.js';
import { lbfgs } from '../optimizer/lbfgs.js';
import { disposeState, type Optimizer, type OptimizerState } from '../optimizer/optimizer.js';
import type { Parameters } from '../parameters/schema.js';
import type { Checkpoint } from './checkpoint.js';
import type { Scale } from './pyramid.js';

/** The image of a scale and what the optimizer knows of it: on the device, or in the computer's own memory. */
export type PaintingState =
  | { readonly place: 'device'; readonly optimizer: Optimizer; readonly state: OptimizerState }
  | { readonly place: 'host'; readonly adam: AdamOnHost; readonly options: AdamOptions };

export type Place = PaintingState['place'];

/** A state as plain numbers. */
export type StoredState = Pick<Checkpoint, 'tensors' | 'counts'>;

/** What a state belongs to. */
export interface StateOptions {
  readonly parameters: Parameters;
  readonly scale: Scale;
  /** Only Adam's may lie on the host. */
  readonly place: Place;
}

/** Starts from an image of the scale's size; the caller frees the state. */
export function beginState(
  image: RgbImage,
  { parameters, scale, place }: StateOptions,
): PaintingState {
  if (place === 'host') return { place, adam: beginOnHost(image), options: adamOptions(scale) };
  const optimizer = optimizerFor(parameters, scale);
  return { place, optimizer, state: tf.tidy(() => optimizer.init(toTensor(image))) };
}

/** Goes on from a stored state, whose numbers pass over; the caller frees the state. */
export function stateFrom(
  { tensors, counts }: StoredState,
  { parameters, scale, place }: StateOptions,
): PaintingState {
  if (place === 'host') {
    const { width, height } = scale;
    const array = (name: string) =>
      tensors.get(name)?.values ?? new Float32Array(width * height * 3);
    const arrays = {
      image: array('image'),
      firstMoment: array('firstMoment'),
      secondMoment: array('secondMoment'),
      average: array('average'),
    };
    const { step = 0, averaged = 0 } = counts;
    const state = { size: { width, height }, arrays, counts: { step, averaged } };
    return { place, adam: state, options: adamOptions(scale) };
  }
  const state = tf.tidy(() => {
    const named: Record<string, tf.Tensor> = {};
    for (const [name, { shape, values }] of tensors) named[name] = tf.tensor(values, [...shape]);
    return { tensors: named, counts };
  });
  return { place, optimizer: optimizerFor(parameters, scale), state };
}

/** Reads a state; what comes does not change with it. */
export async function storeState(state: PaintingState): Promise<StoredState> {
  if (state.place === 'host') {
    const { arrays, counts, size } = state.adam;
    const shape = [1, size.height, size.width, 3];
    const tensors = Object.entries(arrays).map(
      ([name, values]) => [name, { shape, values: values.slice() }] as const,
    );
    return { counts: { ...counts }, tensors: new Map(tensors) };
  }
  const { counts, tensors } = state.state;
  // All reads begin before the first is awaited: the run may go on and free the state meanwhile.
  const read = await Promise.all(
    Object.entries(tensors).map(async ([name, tensor]) => {
      const values = await readBack(tensor);
      return [name, { shape: tensor.shape, values }] as const;
    }),
  );
  return { counts, tensors: new Map(read) };
}

/** The picture so far, at its scale's size. */
export async function pictureOf(state: PaintingState): Promise<RgbImage> {
  if (state.place === 'host') return pictureOnHost(state.adam, state.options);
  const tensor = state.optimizer.picture(state.state);
  try {
    return await fromTensor(tensor);
  } finally {
    tensor.dispose();
  }
}

/** The same image without what was learnt of its gradients; the state passes over. */
export function forgetGradients(state: PaintingState): PaintingState {
  if (state.place === 'host') return { ...state, adam: forgetOnHost(state.adam) };
  const forgetful = state.optimizer.forget(state.state);
  disposeState(state.state);
  return { ...state, state: forgetful };
}

/** The same walk at another scale than `from`; the state passes over. */
export async function rescaleState(
  state: PaintingState,
  from: Scale,
  options: StateOptions,
): Promise<PaintingState> {
  const { scale, parameters, place } = options;
  if (state.place === 'device' && place === 'device') {
    const { optimizer } = state;
    const rescaled = await optimizer.rescale(state.state, async (tensor, filter) => {
      const { width, height, data } = await fromTensor(tensor);
      const resized = resample(data, { width, height }, scale, 3, filter);
      return toTensor({ width: scale.width, height: scale.height, data: resized });
    });
    disposeState(state.state);
    return { place, optimizer: optimizerFor(parameters, scale), state: rescaled };
  }
  // On the host, where the larger of the two has more room.
  const before = await moveState(state, { parameters, scale: from, place: 'host' });
  if (before.place === 'device') throw new Error('The state did not move.');
  const enlarged = rescaleOnHost(before.adam, scale, before.options);
  return moveState({ place: 'host', adam: enlarged, options: adamOptions(scale) }, options);
}

/** The same state at another place; the state passes over. */
export async function moveState(
  state: PaintingState,
  options: StateOptions,
): Promise<PaintingState> {
  if (state.place === options.place) return state;
  const moved = stateFrom(await storeState(state), options);
  freeState(state);
  return moved;
}

/** Frees what lies on the device. */
export function freeState(state: PaintingState): void {
  if (state.place === 'device') disposeState(state.state);
}

function optimizerFor({ optimizer }: Parameters, scale: Scale): Optimizer {
  return optimizer === 'lbfgs' ? lbfgs() : adam(adamOptions(scale));
}

/**
 * The running average of Adam's iterates reaches back over about a third of the scale's
 * iterations, so that even a short scale leaves its starting point behind.
 */
function adamOptions({ iterations }: Scale): AdamOptions {
  const averaging = Math.max(0, Math.min(DEFAULT_ADAM.averaging, 1 - 3 / iterations));
  return { ...DEFAULT_ADAM, averaging };
}
