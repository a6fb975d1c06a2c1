import { TEXT_ENCODINGS } from '@pastiche/test-fixtures';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  kerasTensor,
  kerasTensors,
  MIN,
  manifestFiles,
  quantum,
  SCALE,
  type Stored,
  TINY_LAYERS,
  type TinyTensor,
  torchvisionTensors,
} from '../../test/weights-fixture.js';
import { isStyleTransferError } from '../base/errors.js';
import type { LayerName } from '../vgg19/network/layers.js';
import { floatToHalf, halfToFloat } from './formats/half-float.js';
import { encodeSafetensors, type SafetensorsTensor } from './formats/safetensors.js';
import type { LoadProgress } from './load-progress.js';
import { loadWeights } from './load-weights.js';
import { memorySource, type ReadOptions, type WeightSource } from './transport/source.js';

/** A source in memory that writes down what is read of it. */
function watched(files: Record<string, Uint8Array>): WeightSource & { readonly reads: string[] } {
  const source = memorySource(files);
  const reads: string[] = [];
  return {
    name: source.name,
    reads,
    read(file, options: ReadOptions = {}) {
      const { start, end } = options;
      reads.push(end === undefined ? file : `${file} ${start}-${end}`);
      return source.read(file, options);
    },
  };
}

function loadTiny(files: Record<string, Uint8Array>, deepest: LayerName, file = 'model.json') {
  return loadWeights({
    source: memorySource(files),
    deepest,
    layers: TINY_LAYERS,
    file,
    id: 'tiny',
  });
}

const TENSORS = kerasTensors('uint8');

test.each<Stored>(['float32', 'float16', 'uint8', 'uint16'])(
  'a manifest of %s gives the values by their formula',
  async (stored) => {
    const files = manifestFiles({ tensors: kerasTensors(stored), shardBytes: 1000 });
    const weights = await loadTiny(files, 'conv2_1');
    const round =
      stored === 'float16' ? (v: number) => halfToFloat(floatToHalf(v)) : (v: number) => v;
    const value = (name: string, index: number) => {
      // A float32 file holds rounded values; the others are rounded once, at the end.
      const exact = quantum(name, index) * SCALE + MIN;
      return stored === 'float32' ? Math.fround(exact) : round(exact);
    };
    expect([...weights.layers.keys()]).toEqual(['conv1_1', 'conv1_2', 'conv2_1']);
    const { kernel, bias, inputChannels, outputChannels } = weights.layers.get('conv2_1')!;
    expect([inputChannels, outputChannels]).toEqual([2, 3]);
    expect(kernel).toEqual(
      Float32Array.from({ length: 54 }, (_, i) => value('block2_conv1/kernel', i)),
    );
    expect(bias).toEqual(Float32Array.from({ length: 3 }, (_, i) => value('block2_conv1/bias', i)));
    // conv1_1: [tap, bgr, out] becomes [tap, rgb, out], times 255 before the rounding
    const first = weights.layers.get('conv1_1')!.kernel;
    for (const [tap, rgb, out] of [
      [0, 0, 0],
      [4, 1, 1],
      [8, 2, 0],
    ] as const) {
      const from = tap * 6 + (2 - rgb) * 2 + out;
      expect(first[tap * 6 + rgb * 2 + out]).toBe(
        Math.fround(value('block1_conv1/kernel', from) * 255),
      );
    }
    expect(weights.id).toBe('tiny');
  },
);

test.each([1, 7, 54, 100])('tensors may straddle shards of %i bytes', async (shardBytes) => {
  const whole = await loadTiny(manifestFiles({ tensors: TENSORS, shardBytes: 1000 }), 'conv2_1');
  const cut = await loadTiny(manifestFiles({ tensors: TENSORS, shardBytes }), 'conv2_1');
  expect(cut).toEqual(whole);
});

test('only the shards that hold needed tensors are read', async () => {
  // 54 + 2 bytes of conv1_1, 36 + 2 of conv1_2, 54 + 3 of conv2_1, in shards of 30
  const files = manifestFiles({ tensors: TENSORS, shardBytes: 30 });
  const source = watched(files);
  await loadWeights({ source, deepest: 'conv1_1', layers: TINY_LAYERS });
  expect(source.reads).toEqual(['model.json', 'group1-shard1of6.bin', 'group1-shard2of6.bin']);
});

test('the shards behind the first are read four at a time', async () => {
  const inner = memorySource(manifestFiles({ tensors: TENSORS, shardBytes: 10 })); // 16 shards
  let running = 0;
  let most = 0;
  const source: WeightSource = {
    name: 'slow',
    async read(file, options) {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
      return inner.read(file, options);
    },
  };
  await loadWeights({ source, deepest: 'conv2_1', layers: TINY_LAYERS });
  expect(most).toBe(4);
});

test('groups and shards before and behind the needed ones are left alone', async () => {
  const classifier = kerasTensor('fc1/kernel', [10, 30], 'uint8');
  const files = manifestFiles(
    { tensors: [kerasTensor('fc2/kernel', [90], 'uint8')], shardBytes: 10 },
    { tensors: [classifier, ...TENSORS.slice(0, 4), classifier], shardBytes: 100 },
    { tensors: [kerasTensor('fc3/kernel', [5], 'uint8'), ...TENSORS.slice(4)], shardBytes: 50 },
  );
  const source = watched(files);
  const weights = await loadWeights({ source, deepest: 'conv2_1', layers: TINY_LAYERS });
  // Group 2: 300 bytes, then 94 needed, then 300: shard 4 of 7, and no other.
  expect(source.reads).toEqual([
    'model.json',
    'group2-shard4of7.bin',
    'group3-shard1of2.bin',
    'group3-shard2of2.bin',
  ]);
  const plain = manifestFiles({ tensors: TENSORS, shardBytes: 1000 });
  expect(weights.layers).toEqual((await loadTiny(plain, 'conv2_1')).layers);
});

test('shards of unequal lengths are put together when they add up', async () => {
  const files = manifestFiles({ tensors: TENSORS, shardBytes: 51 }); // 151 bytes in 3
  const whole = Buffer.concat([1, 2, 3].map((n) => files[`group1-shard${n}of3.bin`]!));
  const expected = await loadTiny(files, 'conv2_1');
  const cuts = [0, 20, 140, 151];
  for (const n of [1, 2, 3]) {
    files[`group1-shard${n}of3.bin`] = Uint8Array.from(whole.subarray(cuts[n - 1], cuts[n]));
  }
  expect(await loadTiny(files, 'conv2_1')).toEqual(expected);
});

test('progress counts bytes up to the total', async () => {
  const files = manifestFiles({ tensors: TENSORS, shardBytes: 30 });
  const seen: LoadProgress[] = [];
  await loadWeights({
    source: memorySource(files),
    deepest: 'conv1_1',
    layers: TINY_LAYERS,
    onProgress: (progress) => seen.push(progress),
  });
  const manifest = files['model.json']!.byteLength;
  expect(seen).toEqual([
    { loaded: manifest, total: null, file: 'model.json' },
    { loaded: manifest + 30, total: null, file: 'group1-shard1of6.bin' },
    { loaded: manifest + 60, total: manifest + 60, file: 'group1-shard2of6.bin' },
  ]);
});

test('unpacking counts numbers up to the total, layer by layer', async () => {
  const files = manifestFiles({ tensors: TENSORS, shardBytes: 1000 });
  const onUnpack = vi.fn();
  await loadWeights({
    source: memorySource(files),
    deepest: 'conv2_1',
    layers: TINY_LAYERS,
    onUnpack,
  });
  // 54 + 2 numbers of conv1_1, 36 + 2 of conv1_2, 54 + 3 of conv2_1
  expect(onUnpack.mock.calls).toEqual([
    [{ unpacked: 56, total: 151 }],
    [{ unpacked: 94, total: 151 }],
    [{ unpacked: 151, total: 151 }],
  ]);
});

test.each(['F32', 'F16', 'BF16'] as const)(
  'safetensors of %s with torchvision names are transposed and folded',
  async (dtype) => {
    const files = { 'x.safetensors': encodeSafetensors(torchvisionTensors(dtype)) };
    const weights = await loadTiny(files, 'conv2_1', 'x.safetensors');
    expect(weights.inputMean).toEqual([0.485, 0.456, 0.406]);
    const value = (name: string, index: number) => (quantum(name, index) - 128) / 64;
    const { kernel, bias } = weights.layers.get('conv2_1')!; // [3, 3, 2, 3] from [3, 2, 3, 3]
    for (let out = 0; out < 3; out++) {
      expect(bias[out]).toBe(value('features.5.bias', out));
      for (let input = 0; input < 2; input++) {
        for (let tap = 0; tap < 9; tap++) {
          const from = out * 18 + input * 9 + tap;
          expect(kernel[tap * 6 + input * 3 + out]).toBe(value('features.5.weight', from));
        }
      }
    }
    const first = weights.layers.get('conv1_1')!.kernel; // [3, 3, 3, 2] from [2, 3, 3, 3]
    const green = value('features.0.weight', 1 * 27 + 1 * 9 + 4) / 0.224;
    expect(first[4 * 6 + 1 * 2 + 1]).toBe(Math.fround(green));
  },
);

test('of a safetensors file only the header and the needed ranges are read, merged', async () => {
  const file = encodeSafetensors(torchvisionTensors('F32'));
  const header = 8 + new DataView(file.buffer).getUint32(0, true);
  const source = watched({ 'x.safetensors': file });
  await loadWeights({ source, file: 'x.safetensors', deepest: 'conv1_2', layers: TINY_LAYERS });
  const start = header + 4 * 2000; // behind classifier.0.weight
  const end = start + 4 * (2 + 54 + 2 + 36);
  expect(source.reads).toEqual([
    'x.safetensors 0-8',
    `x.safetensors 8-${header}`,
    `x.safetensors ${start}-${end}`,
  ]);
});

test.each(TEXT_ENCODINGS)(
  'a manifest in %s is read, with a mark too (case 21)',
  async (_, write) => {
    const files = manifestFiles({ tensors: TENSORS, shardBytes: 1000 });
    const json = new TextDecoder().decode(files['model.json']);
    const plain = await loadTiny(files, 'conv1_1');
    for (const mark of ['', '\ufeff']) {
      const written = { ...files, 'model.json': write(mark + json) };
      expect((await loadTiny(written, 'conv1_1')).layers).toEqual(plain.layers);
    }
  },
);

test('the source is closed, also after a failure', async () => {
  const close = vi.fn();
  const files = manifestFiles({ tensors: TENSORS, shardBytes: 30 });
  const options = { deepest: 'conv1_1', layers: TINY_LAYERS } as const;
  await loadWeights({ ...options, source: { ...memorySource(files), close } });
  await expect(loadWeights({ ...options, source: { ...memorySource({}), close } })).rejects.toThrow(
    'model.json is not in memory, which holds no file; add it or correct the name.',
  );
  expect(close).toHaveBeenCalledTimes(2);
});

test('an aborted load stops before it reads', async () => {
  const source = watched(manifestFiles({ tensors: TENSORS, shardBytes: 30 }));
  const load = loadWeights({ source, deepest: 'conv1_1', signal: AbortSignal.abort() });
  await expect(load).rejects.toMatchObject({ code: 'aborted', message: 'The run was cancelled.' });
  expect(source.reads).toEqual([]);
});

function manifestWith(changes: Partial<TinyTensor>, index = 0): Record<string, Uint8Array> {
  const tensors = TENSORS.map((tensor, i) => (i === index ? { ...tensor, ...changes } : tensor));
  return manifestFiles({ tensors, shardBytes: 1000 });
}
const text = (json: string) => ({ 'model.json': new TextEncoder().encode(json) });
const cutShard = (n: number) => {
  const files = manifestFiles({ tensors: TENSORS, shardBytes: 30 });
  const name = `group1-shard${n}of6.bin`;
  return { ...files, [name]: files[name]!.subarray(0, 20) };
};
const RIGHT = 'give the weights of the right network.';
const NOT_MANIFEST = 'model.json is not the expected TensorFlow.js layers-model manifest: ';
test.each<[string, Record<string, Uint8Array>, string]>([
  [
    'no JSON',
    text('<html>'),
    `${NOT_MANIFEST}it is not JSON; give the model.json that lies beside its shards.`,
  ],
  ['JSON of another kind', text('{"a":1}'), `${NOT_MANIFEST}it has no list "weightsManifest"`],
  [
    'a group without paths',
    text('{"weightsManifest":[{}]}'),
    'a group has no lists "paths" and "weights"',
  ],
  [
    'a tensor without a shape',
    text('{"weightsManifest":[{"paths":[],"weights":[{"name":"s","dtype":"float32"}]}]}'),
    `${NOT_MANIFEST}a tensor has no name, type or shape; give the model.json that lies beside its shards.`,
  ],
  [
    'sizes beyond all numbers',
    text(
      '{"weightsManifest":[{"paths":[],"weights":[{"name":"s","shape":[9e15,9],"dtype":"float32"}]}]}',
    ),
    `${NOT_MANIFEST}a group has impossible sizes; give the model.json that lies beside its shards.`,
  ],
  [
    'a path that leads away',
    text('{"weightsManifest":[{"paths":["../secret"],"weights":[]}]}'),
    'the path "../secret" does not name a file beside it',
  ],
  [
    'a type of unknown size',
    text(
      '{"weightsManifest":[{"paths":[],"weights":[{"name":"s","shape":[1],"dtype":"string"}]}]}',
    ),
    '"s" is stored as "string"',
  ],
  [
    'a missing tensor',
    manifestWith({ name: 'other/kernel' }),
    `model.json has no tensor "block1_conv1/kernel", expected VGG19's with Keras' names; ${RIGHT}`,
  ],
  [
    'a wrong shape',
    manifestWith({ shape: [3, 3, 2, 3] }),
    `"block1_conv1/kernel" in model.json has the shape [3,3,2,3], expected [3,3,3,2]; ${RIGHT}`,
  ],
  [
    'a wrong type',
    manifestWith({ dtype: 'int32' }),
    `"block1_conv1/kernel" in model.json is int32 stored as uint8, expected float32 stored as float32, float16, or uint8 or uint16 with scale and min; ${RIGHT}`,
  ],
  [
    'a quantization without scale',
    manifestWith({ quantization: { dtype: 'uint8' } }),
    'is float32 stored as uint8, expected float32 stored as',
  ],
  [
    'an infinite value',
    manifestWith({ quantization: { dtype: 'uint8', scale: 1e308, min: 0 } }),
    'of the kernel of conv1_1 is Infinity, expected a finite number; the weights are damaged, fetch them again.',
  ],
  [
    'a truncated shard',
    cutShard(3),
    'group1-shard3of6.bin has 20 bytes, expected 30; it is cut short or another file, fetch it again.',
  ],
  [
    'a truncated first shard',
    cutShard(1),
    'The group of shards from group1-shard1of6.bin has 141 bytes, expected 151; it is cut short',
  ],
  [
    'a truncated only shard',
    { ...manifestWith({}), 'group1-shard1of1.bin': new Uint8Array(150) },
    'group1-shard1of1.bin has 150 bytes, expected 151; it is cut short',
  ],
  [
    'a shard that is too long',
    { ...manifestWith({}), 'group1-shard1of1.bin': new Uint8Array(152) },
    'group1-shard1of1.bin has 152 bytes, expected 151; it is cut short or another file',
  ],
])('a manifest with %s is refused in one sentence', async (_name, files, sentence) => {
  const load = loadTiny(files, 'conv2_1');
  await expect(load).rejects.toMatchObject({ code: 'invalid-weights' });
  await expect(load).rejects.toThrow(sentence);
});

test('a truncated first shard is blamed where the shards behind it are not there', async () => {
  const files: Record<string, Uint8Array> = cutShard(1);
  delete files['group1-shard6of6.bin'];
  await expect(loadTiny(files, 'conv1_1')).rejects.toThrow(
    'group1-shard1of6.bin has 20 bytes, expected about 26; it is cut short or another file, fetch it again.',
  );
});

function torchvisionWith(name: string, tensor: SafetensorsTensor | null): Uint8Array {
  const tensors = torchvisionTensors('F32');
  if (tensor === null) tensors.delete(name);
  else tensors.set(name, tensor);
  return encodeSafetensors(tensors);
}
const two = { dtype: 'F32', shape: [2], values: Float32Array.of(0, 0) } as const;
test.each<[string, Uint8Array, string]>([
  [
    'a missing tensor',
    torchvisionWith('features.2.bias', null),
    `x.safetensors has no tensor "features.2.bias", expected VGG19's with torchvision's names; ${RIGHT}`,
  ],
  [
    'a wrong shape',
    torchvisionWith('features.5.bias', two),
    `"features.5.bias" in x.safetensors has the shape [2], expected [3]; ${RIGHT}`,
  ],
  [
    'a wrong type',
    torchvisionWith('features.2.bias', { ...two, dtype: 'I32', values: Int32Array.of(0, 0) }),
    `"features.2.bias" in x.safetensors holds I32, expected F32, F16 or BF16; ${RIGHT}`,
  ],
  [
    'NaN',
    torchvisionWith('features.2.bias', { ...two, values: Float32Array.of(0, Number.NaN) }),
    'Value 1 of the bias of conv1_2 is NaN, expected a finite number',
  ],
  ['its end cut off', torchvisionWith('head.weight', null).slice(0, -1), 'expected at least '],
])('a safetensors file with %s is refused in one sentence', async (_name, bytes, sentence) => {
  const load = loadTiny({ 'x.safetensors': bytes }, 'conv2_1', 'x.safetensors');
  await expect(load).rejects.toMatchObject({ code: 'invalid-weights' });
  await expect(load).rejects.toThrow(sentence);
});

test('another kind of file is refused', async () => {
  await expect(loadTiny({}, 'conv1_1', 'vgg19.h5')).rejects.toThrow(
    'The weights file is "vgg19.h5", expected a TensorFlow.js manifest (*.json) or a safetensors file (*.safetensors); give one of these.',
  );
});

test.each(['model.json', 'x.safetensors'])('any damage to %s loads or is refused', async (file) => {
  const files: Record<string, Uint8Array> = {
    ...manifestFiles({ tensors: TENSORS, shardBytes: 30 }),
    'x.safetensors': encodeSafetensors(torchvisionTensors('F16')),
  };
  const size = file === 'model.json' ? files[file]!.length : 1000; // the header and a little more
  const edits = fc.array(fc.tuple(fc.nat(size - 1), fc.integer({ min: 32, max: 126 })), {
    maxLength: 4,
  });
  const cut = fc.option(fc.nat(files[file]!.length), { nil: files[file]!.length, freq: 3 });
  const outcomes = { loaded: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(edits, cut, async (changes, length) => {
      const bytes = files[file]!.slice(0, length);
      for (const [at, value] of changes) if (at < length) bytes[at] = value;
      try {
        await loadTiny({ ...files, [file]: bytes }, 'conv2_1', file);
        outcomes.loaded++;
      } catch (error) {
        expect(isStyleTransferError(error)).toBe(true);
        outcomes.refused++;
      }
    }),
    { numRuns: 1000 },
  );
  expect(outcomes.loaded).toBeGreaterThan(0);
  expect(outcomes.refused).toBeGreaterThan(0);
});
