import { expect, test } from 'vitest';
import type { NetworkWeights } from '../../vgg19/network/network-weights.js';
import { KERAS_INPUT, TORCHVISION_INPUT } from './input-convention.js';
import type { NeededLayer } from './needed-layers.js';
import { assembleNetwork, kernelFromOihw } from './network-assembly.js';

const OUTPUTS = 2;
const FIRST: NeededLayer = {
  name: 'conv1_1',
  inputChannels: 3,
  outputChannels: OUTPUTS,
  keras: 'block1_conv1',
  torchvision: 'features.0',
};
/** A 3×3 picture, RGB in 0..1, row-major. */
const PICTURE = Array.from({ length: 27 }, (_, index) => ((index * 7) % 11) / 10);
const KERNEL = Float64Array.from({ length: 9 * 3 * OUTPUTS }, (_, i) => ((i * 5) % 13) / 8 - 0.7);
const BIAS = Float64Array.of(0.25, -0.5);

/** The middle pixel of the first convolution, as the engine will compute it. */
function middlePixel({ layers, inputMean }: NetworkWeights): number[] {
  const { kernel, bias } = layers.get('conv1_1')!;
  return [0, 1].map((output) => {
    let sum = bias[output]!;
    for (let i = 0; i < 27; i++) {
      sum += kernel[i * OUTPUTS + output]! * (PICTURE[i]! - inputMean[i % 3]!);
    }
    return sum;
  });
}

test("Keras' preprocessing folded into the kernel gives the same first convolution", () => {
  const network = assembleNetwork({ id: 'k', needed: [FIRST] }, KERAS_INPUT, () => ({
    kernel: KERNEL,
    bias: BIAS,
  }));
  // Direct: BGR picture × 255 minus (103.939, 116.779, 123.68), then the kernel as it is.
  const means = [103.939, 116.779, 123.68];
  const direct = [0, 1].map((output) => {
    let sum = BIAS[output]!;
    for (let pixel = 0; pixel < 9; pixel++) {
      for (let bgr = 0; bgr < 3; bgr++) {
        const seen = PICTURE[pixel * 3 + 2 - bgr]! * 255 - means[bgr]!;
        sum += seen * KERNEL[(pixel * 3 + bgr) * OUTPUTS + output]!;
      }
    }
    return sum;
  });
  middlePixel(network).forEach((value, output) => {
    expect(Math.abs(value - direct[output]!)).toBeLessThan(1e-4); // of about 300
  });
  // One entry by hand: red of the first tap is the file's third channel.
  expect(network.layers.get('conv1_1')!.kernel[0]).toBe(Math.fround(KERNEL[4]! * 255));
  expect(network.inputMean).toEqual([123.68 / 255, 116.779 / 255, 103.939 / 255]);
});

test("torchvision's preprocessing and layout give the same first convolution", () => {
  // The kernel as [out, in, row, column]
  const oihw = new Float64Array(KERNEL.length);
  for (let o = 0; o < OUTPUTS; o++) {
    for (let i = 0; i < 3; i++) {
      for (let tap = 0; tap < 9; tap++) oihw[o * 27 + i * 9 + tap] = KERNEL[tap * 6 + i * 2 + o]!;
    }
  }
  expect(kernelFromOihw(oihw, 3, OUTPUTS)).toEqual(KERNEL);
  const network = assembleNetwork({ id: 't', needed: [FIRST] }, TORCHVISION_INPUT, () => ({
    kernel: kernelFromOihw(oihw, 3, OUTPUTS),
    bias: BIAS,
  }));
  const mean = [0.485, 0.456, 0.406];
  const std = [0.229, 0.224, 0.225];
  const direct = [0, 1].map((output) => {
    let sum = BIAS[output]!;
    for (let pixel = 0; pixel < 9; pixel++) {
      for (let rgb = 0; rgb < 3; rgb++) {
        const seen = (PICTURE[pixel * 3 + rgb]! - mean[rgb]!) / std[rgb]!;
        sum += seen * oihw[output * 27 + rgb * 9 + pixel]!;
      }
    }
    return sum;
  });
  middlePixel(network).forEach((value, output) => {
    expect(Math.abs(value - direct[output]!)).toBeLessThan(1e-5);
  });
  expect(network.layers.get('conv1_1')!.kernel[2]).toBe(Math.fround(KERNEL[2]! / 0.224));
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])('the value %d is refused', (value) => {
  const bias = Float64Array.of(0, value);
  expect(() =>
    assembleNetwork({ id: 'x', needed: [FIRST] }, KERAS_INPUT, () => ({ kernel: KERNEL, bias })),
  ).toThrow(
    `Value 1 of the bias of conv1_1 is ${Math.fround(value)}, expected a finite number; the weights are damaged, fetch them again.`,
  );
});
