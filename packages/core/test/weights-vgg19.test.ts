import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VGG19 } from '../src/weights/catalogue.js';
import type { LoadProgress } from '../src/weights/load-progress.js';
import { loadWeights } from '../src/weights/load-weights.js';
import { cachedSource } from '../src/weights/transport/cached-source.js';
import type { WeightSource } from '../src/weights/transport/source.js';

const folder = process.env.PASTICHE_WEIGHTS;
const why = folder === undefined ? ' (skipped: PASTICHE_WEIGHTS names no folder with VGG19)' : '';

function folderSource(path: string): WeightSource & { readonly reads: string[] } {
  const reads: string[] = [];
  return {
    name: 'the folder',
    reads,
    async read(file, options = {}) {
      reads.push(file);
      const bytes = new Uint8Array(await readFile(join(path, file)));
      options.onBytes?.(bytes.byteLength, bytes.byteLength);
      return bytes;
    },
  };
}

interface Spec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly quantization: { readonly scale: number; readonly min: number };
}

/** One value straight from the shards: its byte's place counted from the manifest by hand. */
async function rawValue(path: string, name: string, index: number): Promise<number> {
  const model = JSON.parse(await readFile(join(path, 'model.json'), 'utf8'));
  const specs: Spec[] = model.weightsManifest[0].weights;
  let offset = index;
  for (const { name: other, shape, quantization } of specs) {
    if (other === name) {
      const shard = Math.floor(offset / 1_048_576) + 1;
      const bytes = await readFile(join(path, `group1-shard${shard}of138.bin`));
      return bytes[offset % 1_048_576]! * quantization.scale + quantization.min;
    }
    offset += shape.reduce((product, size) => product * size, 1);
  }
  throw new Error(`${name} is not in the manifest`);
}

test.skipIf(folder === undefined)(`the real VGG19 up to conv5_1${why}`, async () => {
  const path = folder as string;
  const source = folderSource(path);
  let progress: LoadProgress | undefined;
  const weights = await loadWeights({
    source: cachedSource(source, null, VGG19.files),
    deepest: 'conv5_1',
    onProgress: (now) => {
      progress = now;
    },
  });
  // The 13 convolutions are one byte a value and come first: 12 944 960 values, 12.35 MiB.
  const values = [...weights.layers.values()];
  const count = values.reduce((sum, { kernel, bias }) => sum + kernel.length + bias.length, 0);
  expect(count).toBe(12_944_960);
  expect(Math.ceil(count / 1_048_576)).toBe(13);
  const shards = Array.from({ length: 13 }, (_, i) => `group1-shard${i + 1}of138.bin`);
  expect([...source.reads].sort()).toEqual([...shards, 'model.json'].sort());
  const bytes = 13 * 1_048_576 + 25_990;
  expect(progress).toMatchObject({ loaded: bytes, total: bytes });

  expect([...weights.layers.keys()].at(-1)).toBe('conv5_1');
  expect(weights.inputMean).toEqual([123.68 / 255, 116.779 / 255, 103.939 / 255]);
  for (const index of [0, 1000, 2_359_295]) {
    const raw = await rawValue(path, 'block5_conv1/kernel', index);
    expect(weights.layers.get('conv5_1')!.kernel[index]).toBe(Math.fround(raw));
  }
  const bias = await rawValue(path, 'block3_conv4/bias', 255);
  expect(weights.layers.get('conv3_4')!.bias[255]).toBe(Math.fround(bias));
  // conv1_1, middle tap, output 10: red is the file's third input channel.
  const red = await rawValue(path, 'block1_conv1/kernel', (4 * 3 + 2) * 64 + 10);
  const blue = await rawValue(path, 'block1_conv1/kernel', (4 * 3 + 0) * 64 + 10);
  const first = weights.layers.get('conv1_1')!.kernel;
  expect(first[4 * 3 * 64 + 10]).toBe(Math.fround(red * 255));
  expect(first[(4 * 3 + 2) * 64 + 10]).toBe(Math.fround(blue * 255));
});
