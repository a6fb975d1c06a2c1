import type { Size } from '../image/fit.js';
import type { RgbImage } from '../image/pixels.js';
import { resample } from '../image/resample.js';
import type { AdamOptions } from './adam.js';

/**
 * Adam's state in the computer's own memory: for pictures so large that it would crowd the device. Names and
 * counts are those of `adam`'s state, so that either goes on from the other's.
 */
export interface AdamOnHost {
  readonly size: Size;
  /** `[h, w, 3]` each. */
  readonly arrays: Readonly<Record<AdamArray, Float32Array>>;
  readonly counts: { readonly step: number; readonly averaged: number };
}

type AdamArray = 'image' | 'firstMoment' | 'secondMoment' | 'average';

/** Starts at an image, which it copies. */
export function beginOnHost({ width, height, data }: RgbImage): AdamOnHost {
  return {
    size: { width, height },
    arrays: {
      image: data.slice(),
      ...noMoments(data.length),
      average: new Float32Array(data.length),
    },
    counts: { step: 0, averaged: 0 },
  };
}

/**
 * One iteration of `adam` from the gradient at the state's image.
 *
 * @returns the state after it, in the arrays of the one before, which is gone
 */
export function updateOnHost(
  { size, arrays, counts }: AdamOnHost,
  gradient: Float32Array,
  { learningRate, beta1, beta2, epsilon, clamp, averaging }: AdamOptions,
): AdamOnHost {
  const { image, firstMoment, secondMoment, average } = arrays;
  const step = counts.step + 1;
  const [firstBias, secondBias] = [1 - beta1 ** step, 1 - beta2 ** step];
  for (let at = 0; at < gradient.length; at++) {
    const slope = gradient[at] as number;
    const first = beta1 * firstMoment[at] + (1 - beta1) * slope;
    const second = beta2 * secondMoment[at] + (1 - beta2) * slope * slope;
    const direction = first / firstBias / (Math.sqrt(second / secondBias) + epsilon);
    const moved = image[at] - learningRate * direction;
    const next = clamp ? Math.min(1, Math.max(0, moved)) : moved;
    firstMoment[at] = first;
    secondMoment[at] = second;
    image[at] = next;
    average[at] = averaging * average[at] + (1 - averaging) * next;
  }
  return { size, arrays, counts: { step, averaged: counts.averaged + 1 } };
}

/** The picture of `adam`: the average of the iterates, within 0..1. */
export function pictureOnHost(
  { size, arrays, counts }: AdamOnHost,
  { averaging }: Pick<AdamOptions, 'averaging'>,
): RgbImage {
  const from = counts.averaged === 0 ? arrays.image : arrays.average;
  const share = counts.averaged === 0 ? 1 : 1 - averaging ** counts.averaged;
  const data = from.map((value) => Math.min(1, Math.max(0, value / share)));
  return { ...size, data };
}

/** The same walk at another size, as `adam` has it. */
export function rescaleOnHost(
  state: AdamOnHost,
  to: Size,
  options: Pick<AdamOptions, 'averaging'>,
): AdamOnHost {
  const { arrays, size, counts } = state;
  const resized = (data: Float32Array, kernel: 'cubic' | 'triangle') =>
    copyOf(resample(data, size, to, 3, kernel), data);
  const image = resized(pictureOnHost(state, options).data, 'cubic');
  for (let at = 0; at < image.length; at++) image[at] = Math.min(1, Math.max(0, image[at]));
  const firstMoment = resized(arrays.firstMoment, 'cubic');
  const secondMoment = resized(arrays.secondMoment, 'triangle');
  for (let at = 0; at < image.length; at++) if (!(secondMoment[at] > 0)) firstMoment[at] = 0;
  return {
    size: { width: to.width, height: to.height },
    arrays: { image, firstMoment, secondMoment, average: new Float32Array(image.length) },
    counts: { step: counts.step, averaged: 0 },
  };
}

/** The same image, without what was learnt of its gradients. */
export function forgetOnHost({ size, arrays, counts }: AdamOnHost): AdamOnHost {
  const { image, average } = arrays;
  return {
    size,
    arrays: { image, average, ...noMoments(image.length) },
    counts: { step: 0, averaged: counts.averaged },
  };
}

function noMoments(length: number) {
  return { firstMoment: new Float32Array(length), secondMoment: new Float32Array(length) };
}

/** Resampling gives back what it was given where the size stays. */
function copyOf(data: Float32Array, source: Float32Array): Float32Array {
  return data === source ? data.slice() : data;
}
