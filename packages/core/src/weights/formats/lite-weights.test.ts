import { readFile } from 'node:fs/promises';
import { mulberry32, noisePicture } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { toTensor } from '../../backend/tensor.js';
import { toRgb } from '../../image/pixels.js';
import { createNetwork } from '../../vgg19/create-network.js';
import { readLiteWeights } from './lite-weights.js';
import { encodeSafetensors, type SafetensorsTensor } from './safetensors.js';

const TAPS = ['conv1_1', 'conv2_1', 'conv3_1', 'conv4_1', 'conv4_2', 'conv5_1'] as const;
const CHANNELS = {
  conv1_1: 2,
  conv2_1: 3,
  conv2_2: 4,
  conv3_1: 3,
  conv4_1: 2,
  conv4_2: 3,
  conv5_1: 2,
};
const METADATA = {
  network: 'vgg19-lite',
  version: '1',
  inputMean: '[0.5, 0.25, 0.125]',
  pooling: 'max',
  contentGain: '1.5',
};

/** A network of the file's own form, drawn by seed: conv2_2 is no tap, the other six are. */
function tinyTensors(): Map<string, SafetensorsTensor> {
  const random = mulberry32(5);
  const tensors = new Map<string, SafetensorsTensor>();
  const draw = (name: string, shape: number[]) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const values = Float32Array.from({ length: count }, () => random() - 0.5);
    tensors.set(name, { dtype: 'F32', shape, values });
  };
  let input = 3;
  for (const [layer, output] of Object.entries(CHANNELS)) {
    draw(`${layer}.kernel`, [3, 3, input, output]);
    draw(`${layer}.bias`, [output]);
    input = output;
    if (layer === 'conv2_2') continue;
    draw(`${layer}.projection`, [output, output + 1]);
    draw(`${layer}.projection_bias`, [output + 1]);
  }
  return tensors;
}

/** The sentence with which a changed file is refused. */
function refusal(
  change: (tensors: Map<string, SafetensorsTensor>) => void,
  metadata: Record<string, string> = METADATA,
): string {
  const tensors = tinyTensors();
  change(tensors);
  return sentenceOf(encodeSafetensors(tensors, metadata));
}

function sentenceOf(bytes: Uint8Array): string {
  try {
    readLiteWeights(bytes);
  } catch (error) {
    expect(error).toMatchObject({ name: 'StyleTransferError', code: 'invalid-weights' });
    return (error as Error).message;
  }
  throw new Error('The file was read.');
}

const unchanged = () => undefined;
const AGAIN = '; install this release of Pastiche again.';

describe('readLiteWeights', () => {
  it('reads back what was written', () => {
    const tensors = tinyTensors();
    const weights = readLiteWeights(encodeSafetensors(tensors, METADATA));
    expect(weights).toMatchObject({
      id: 'vgg19-lite',
      inputMean: [0.5, 0.25, 0.125],
      contentGain: 1.5,
      pooling: 'max',
    });
    expect([...weights.layers.keys()]).toEqual(Object.keys(CHANNELS));
    for (const [name, layer] of weights.layers) {
      expect(layer.kernel).toEqual(tensors.get(`${name}.kernel`)?.values);
      expect(layer.bias).toEqual(tensors.get(`${name}.bias`)?.values);
      expect(layer.outputChannels).toBe(CHANNELS[name as keyof typeof CHANNELS]);
    }
    expect([...(weights.projections?.keys() ?? [])]).toEqual(TAPS);
    expect(weights.projections?.get('conv4_2')).toEqual({
      kernel: tensors.get('conv4_2.projection')?.values,
      inputChannels: 3,
      outputChannels: 4,
      bias: tensors.get('conv4_2.projection_bias')?.values,
    });
    const table = weights.architecture?.map((layer) =>
      layer.kind === 'pooling'
        ? '|'
        : `${layer.name} ${layer.inputChannels}→${layer.outputChannels}`,
    );
    expect(table?.join(' ')).toBe(
      'conv1_1 3→2 | conv2_1 2→3 conv2_2 3→4 | conv3_1 4→3 | conv4_1 3→2 conv4_2 2→3 | conv5_1 3→2',
    );
  });

  it('refuses a damaged file', () => {
    const bytes = encodeSafetensors(tinyTensors(), METADATA);
    const { length } = bytes;
    const cut = sentenceOf(bytes.subarray(0, length - 1));
    expect(cut).toContain(`The vgg19-lite file has ${length - 1} bytes, expected ${length}`);
    expect(sentenceOf(new Uint8Array(4))).toContain(
      'The vgg19-lite file has 4 bytes, expected at least 8',
    );
  });

  it('refuses another network and another version', () => {
    const { network: _, ...unnamed } = METADATA;
    expect(refusal(unchanged, unnamed)).toBe(
      `The vgg19-lite file should hold vgg19-lite, but it holds something unnamed${AGAIN}`,
    );
    expect(refusal(unchanged, { ...METADATA, network: 'vgg16' })).toBe(
      `The vgg19-lite file should hold vgg19-lite, but it holds vgg16${AGAIN}`,
    );
    expect(refusal(unchanged, { ...METADATA, version: '2' })).toBe(
      `The vgg19-lite file should have version 1, but it has version 2${AGAIN}`,
    );
  });

  it.each(TAPS)('refuses a file without %s', (tap) => {
    // The next layer would be misshapen if it came after another one than was written.
    const sentence = refusal((tensors) => {
      for (const name of [...tensors.keys()]) if (name >= tap) tensors.delete(name);
    });
    expect(sentence).toBe(`The vgg19-lite file should hold ${tap}, but it does not${AGAIN}`);
  });

  it('refuses a tensor that is missing, misshapen or of whole numbers', () => {
    expect(refusal((tensors) => tensors.delete('conv4_2.projection'))).toBe(
      `The vgg19-lite file should hold conv4_2.projection as 3×4 floats, but nothing came${AGAIN}`,
    );
    expect(refusal((tensors) => tensors.delete('conv2_2.bias'))).toBe(
      `The vgg19-lite file should hold conv2_2.kernel as 3×3×3×0 floats, but 3×3×3×4 came${AGAIN}`,
    );
    const kernel = (shape: number[]) => (tensors: Map<string, SafetensorsTensor>) => {
      const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
      tensors.set('conv3_1.kernel', { dtype: 'F32', shape, values });
    };
    expect(refusal(kernel([3, 3, 5, 3]))).toBe(
      `The vgg19-lite file should hold conv3_1.kernel as 3×3×4×3 floats, but 3×3×5×3 came${AGAIN}`,
    );
    const whole: SafetensorsTensor = { dtype: 'U8', shape: [2], values: new Uint8Array(2) };
    expect(refusal((tensors) => tensors.set('conv1_1.bias', whole))).toContain(
      'should hold conv1_1.bias as 2 floats',
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %d among the numbers', (number) => {
    const sentence = refusal((tensors) => {
      tensors.get('conv5_1.bias')!.values[1] = number;
    });
    expect(sentence).toBe(
      `The vgg19-lite file should hold numbers, but conv5_1.bias has others${AGAIN}`,
    );
  });

  it.each([
    ['', ''],
    ['[0.5, 0.25]', '[0.5, 0.25]'],
    ['[0.5, x, 0.25]', '[0.5, x, 0.25]'],
  ])('refuses the mean "%s"', (inputMean, came) => {
    expect(refusal(unchanged, { ...METADATA, inputMean })).toBe(
      `The vgg19-lite file should name its inputMean as three numbers, but "${came}" came${AGAIN}`,
    );
  });
});

describe('the gain of content losses', () => {
  it.each(['', '0', '-1', 'much'])('refuses "%s"', (contentGain) => {
    expect(refusal(unchanged, { ...METADATA, contentGain })).toBe(
      `The vgg19-lite file should name its contentGain as a number above 0, but "${contentGain}" came${AGAIN}`,
    );
  });
});

it('refuses a pooling that there is not', () => {
  expect(refusal(unchanged, { ...METADATA, pooling: 'median' })).toBe(
    `The vgg19-lite file should name its pooling as max or average, but "median" came${AGAIN}`,
  );
});

describe('the file that ships', () => {
  it('is a network whose six taps, seen through their projections, are finite and alive', async () => {
    const file = new URL('../../../data/vgg19-lite.safetensors', import.meta.url);
    const weights = readLiteWeights(await readFile(file));
    const before = tf.memory().numTensors;
    const network = createNetwork({
      weights,
      deepest: 'conv5_1',
      pooling: 'average',
      calibration: null,
    });
    const image = toTensor(toRgb(noisePicture(48, 32, 3)));
    const pass = await network.forward(image);
    const seen = TAPS.map((tap) => {
      const map = pass.featureMap(tap);
      const { kernel, inputChannels, outputChannels, bias } = weights.projections!.get(tap)!;
      const values = tf.tidy(() => {
        const rows = tf.reshape(map, [-1, inputChannels]);
        const projection = tf.tensor2d(kernel, [inputChannels, outputChannels]);
        const projected = tf.add(tf.matMul(rows, projection), tf.tensor1d(bias));
        return [...projected.dataSync()];
      });
      const size = map.shape.slice(1, 3).join('×');
      const finite = values.every(Number.isFinite);
      const alive = Math.max(...values) - Math.min(...values) > 0.1;
      return { tap, size, finite, alive };
    });
    pass.dispose();
    image.dispose();
    network.dispose();
    const sizes = ['32×48', '16×24', '8×12', '4×6', '4×6', '2×3'];
    expect(seen).toEqual(
      TAPS.map((tap, index) => ({ tap, size: sizes[index], finite: true, alive: true })),
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});
