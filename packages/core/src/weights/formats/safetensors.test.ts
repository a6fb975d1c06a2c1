import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStyleTransferError } from '../../base/errors.js';
import { decodeSafetensors, encodeSafetensors, type SafetensorsTensor } from './safetensors.js';

/** A file of a given header text and data bytes, whatever they say. */
function fileOf(json: string, dataBytes: number): Uint8Array {
  const header = new TextEncoder().encode(json);
  const file = new Uint8Array(8 + header.byteLength + dataBytes);
  new DataView(file.buffer).setUint32(0, header.byteLength, true);
  file.set(header, 8);
  return file;
}

const SAMPLE = new Map<string, SafetensorsTensor>([
  ['bytes', { dtype: 'U8', shape: [3], values: Uint8Array.of(1, 2, 255) }],
  ['half', { dtype: 'F16', shape: [1, 2], values: Float32Array.of(0.5, -2) }],
  ['whole', { dtype: 'I32', shape: [2], values: Int32Array.of(-7, 2 ** 31 - 1) }],
  ['float', { dtype: 'F32', shape: [2, 2], values: Float32Array.of(1, 2, 3, 0.1) }],
  ['brain', { dtype: 'BF16', shape: [1], values: Float32Array.of(3.140625) }],
  ['7', { dtype: 'F32', shape: [], values: Float32Array.of(-1) }],
  ['none', { dtype: 'F32', shape: [0, 4], values: new Float32Array(0) }],
]);

test('what is written is read back, whatever the alignment of the buffer', () => {
  const file = encodeSafetensors(SAMPLE, { made: 'by a test', __proto__note: 'é' });
  const shifted = new Uint8Array(file.byteLength + 3);
  shifted.set(file, 3);
  for (const bytes of [file, shifted.subarray(3)]) {
    const { tensors, metadata } = decodeSafetensors(bytes);
    expect(new Map([...tensors].sort())).toEqual(new Map([...SAMPLE].sort()));
    expect(metadata).toEqual({ made: 'by a test', __proto__note: 'é' });
  }
});

test('the bytes are those of the format', () => {
  const file = encodeSafetensors(
    new Map([['t', { dtype: 'F16', shape: [2], values: Float32Array.of(1, -2) }]]),
  );
  const json = '{"t":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}  ';
  expect(json.length).toBe(56);
  const expected = fileOf(json, 4);
  expected.set([0x00, 0x3c, 0x00, 0xc0], 8 + 56);
  expect(file).toEqual(expected);
});

test('values given as F16 are rounded', () => {
  const tensor = { dtype: 'F16', shape: [1], values: Float32Array.of(0.1) } as const;
  const read = decodeSafetensors(encodeSafetensors(new Map([['x', tensor]]))).tensors.get('x');
  expect(read?.values[0]).toBe(0.0999755859375); // (1 + 614/1024) / 16, the half nearest to 0.1
});

test('a shape that does not fit its values is refused', () => {
  const tensor = { dtype: 'F32', shape: [2, 3], values: new Float32Array(5) } as const;
  expect(() => encodeSafetensors(new Map([['w', tensor]]))).toThrow(
    'The tensor "w" (F32) has 5 values, expected 6 for the shape [2,3]',
  );
});

const ENTRY = '"dtype":"F32","shape":[2]';
const END = 'the file is damaged or not a safetensors file, fetch or write it again.';
test.each([
  ['a stub', new Uint8Array(5), `has 5 bytes, expected at least 8; ${END}`],
  [
    'a huge header length',
    new Uint8Array(64).fill(255),
    `announces a header of 18446744073709552000 bytes, expected 2 to 16777216; ${END}`,
  ],
  ['a header beyond the end', fileOf('{}', 0).subarray(0, 9), 'has 9 bytes, expected at least 10;'],
  ['no JSON', fileOf('{"a"', 0), `has a header that is not JSON, expected a JSON object; ${END}`],
  ['an array', fileOf('[]', 0), 'has a header that is not a JSON object'],
  ['odd metadata', fileOf('{"__metadata__":{"a":1}}', 0), 'has metadata of another kind'],
  [
    'an unknown type',
    fileOf('{"a":{"dtype":"constructor","shape":[1],"data_offsets":[0,4]}}', 4),
    'gives "a" the unknown number type "constructor", expected one such as F32 or F16',
  ],
  [
    'a type that is no text',
    fileOf('{"a":{"dtype":{"toString":1},"shape":[1],"data_offsets":[0,4]}}', 4),
    'gives "a" the unknown number type "{\\"toString\\":1}", expected one such as F32 or F16',
  ],
  [
    'a negative size',
    fileOf('{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}', 8),
    'gives "a" no valid shape and offsets, expected whole numbers from 0',
  ],
  [
    'a shape beside its bytes',
    fileOf(`{"a":{${ENTRY},"data_offsets":[0,4]}}`, 4),
    'gives "a" 4 bytes, expected 8 for F32 [2]',
  ],
  [
    'an overlap',
    fileOf(`{"a":{${ENTRY},"data_offsets":[0,8]},"b":{${ENTRY},"data_offsets":[4,12]}}`, 12),
    'places "b" at byte 120, expected 124: tensors may not overlap or leave holes',
  ],
  [
    'offsets beyond the end',
    fileOf(`{"a":{${ENTRY},"data_offsets":[0,8]}}`, 4),
    'has 66 bytes, expected 70; it is cut short or damaged, fetch or write it again.',
  ],
  [
    'a type nothing here computes with',
    fileOf('{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}', 8),
    'holds "a" as I64, expected F32, F16, BF16, I32 or U8; convert it.',
  ],
])('%s is refused in one sentence', (_name, file, sentence) => {
  const context = { name: 'x.safetensors', code: 'invalid-checkpoint' } as const;
  try {
    decodeSafetensors(file, context);
    expect.fail('was read');
  } catch (error) {
    expect(isStyleTransferError(error) && error.code).toBe('invalid-checkpoint');
    expect((error as Error).message).toContain(`x.safetensors ${sentence}`);
  }
});

test('any mutation or truncation is read or refused, never worse', () => {
  const file = encodeSafetensors(SAMPLE, { made: 'by a test' });
  const edits = fc.array(fc.tuple(fc.nat(file.byteLength - 1), fc.nat(255)), { maxLength: 8 });
  const cut = fc.option(fc.nat(file.byteLength), { nil: file.byteLength });
  let read = 0;
  let refused = 0;
  fc.assert(
    fc.property(edits, cut, (changes, length) => {
      const bytes = file.slice(0, length);
      for (const [at, value] of changes) if (at < length) bytes[at] = value;
      try {
        decodeSafetensors(bytes);
        read++;
      } catch (error) {
        expect(isStyleTransferError(error)).toBe(true);
        refused++;
      }
    }),
    { numRuns: 2000 },
  );
  expect(read).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
});
