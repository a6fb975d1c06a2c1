import { mulberry32 } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromTensor, toTensor } from '../backend/tensor.js';
import { resample } from '../image/resample.js';
import { adam, DEFAULT_ADAM } from './adam.js';
import {
  type AdamOnHost,
  beginOnHost,
  forgetOnHost,
  pictureOnHost,
  rescaleOnHost,
  updateOnHost,
} from './adam-on-host.js';
import { disposeState, type OptimizerState } from './optimizer.js';

const OPTIONS = { ...DEFAULT_ADAM, averaging: 0.8 };
const size = { width: 5, height: 4 };
const image = (seed: number, { width, height } = size) => {
  const random = mulberry32(seed);
  return { width, height, data: Float32Array.from({ length: width * height * 3 }, random) };
};
/** Of both signs, one in four nothing at all. */
const gradient = (seed: number, of = size) =>
  image(seed, of).data.map((value, at) => (at % 4 === 0 ? 0 : value - 0.5));

function expectSame(host: AdamOnHost, device: OptimizerState): void {
  expect(host.counts).toEqual(device.counts);
  for (const [name, values] of Object.entries(host.arrays)) {
    expect(values).toBeAllClose(device.tensors[name]!.dataSync(), 1e-6);
  }
}

describe('Adam on the host', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('walks as Adam on the device does: steps, picture, another size, forgetting', async () => {
    const before = tf.memory().numTensors;
    const optimizer = adam(OPTIONS);
    let device = tf.tidy(() => optimizer.init(toTensor(image(1))));
    let host = beginOnHost(image(1));
    const change = (next: OptimizerState) => {
      disposeState(device);
      device = next;
    };
    const step = (seed: number) => {
      const slope = gradient(seed, host.size);
      const tensor = toTensor({ ...host.size, data: slope });
      change(optimizer.update(device, tensor));
      tensor.dispose();
      host = updateOnHost(host, slope, OPTIONS);
      expectSame(host, device);
    };
    for (let seed = 2; seed < 6; seed++) step(seed);
    const picture = optimizer.picture(device);
    expect(pictureOnHost(host, OPTIONS).data).toBeAllClose(picture.dataSync(), 1e-6);
    picture.dispose();
    const larger = { width: 8, height: 7 };
    change(
      await optimizer.rescale(device, async (tensor, filter) => {
        const { data, width, height } = await fromTensor(tensor);
        return toTensor({ ...larger, data: resample(data, { width, height }, larger, 3, filter) });
      }),
    );
    host = rescaleOnHost(host, larger, OPTIONS);
    expectSame(host, device);
    step(6);
    change(optimizer.forget(device));
    host = forgetOnHost(host);
    expectSame(host, device);
    step(7);
    disposeState(device);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('starts with the image itself as its picture, and copies it', () => {
    const start = image(1);
    const host = beginOnHost(start);
    expect(pictureOnHost(host, OPTIONS)).toEqual(start);
    updateOnHost(host, gradient(2), OPTIONS);
    expect(start).toEqual(image(1));
  });

  it('keeps its own arrays when the size stays', () => {
    const host = beginOnHost(image(1));
    const same = rescaleOnHost(host, size, OPTIONS);
    expect(same.arrays.secondMoment).not.toBe(host.arrays.secondMoment);
  });
});
