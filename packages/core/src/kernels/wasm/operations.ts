/** Where an operation's record lies in the memory; one at a time is carried out. */
export const RECORD_ADDRESS = 512;
/** The first address that nothing fixed occupies. */
export const FIRST_FREE = 1024;

const CONVOLUTION = [
  ...['source', 'target', 'height', 'width', 'sourceChannels', 'targetChannels'],
  ...['weights', 'bias', 'mask', 'accumulate', 'block', 'panelGroup', 'together'],
  ...['input', 'inputBytes', 'product', 'productBytes'],
  ...['weightBuffer', 'weightBytes', 'work', 'workBytes'],
] as const;
const POOLING = [
  ...['source', 'pooled', 'height', 'width', 'channels', 'average'],
  ...['pooledGradient', 'sourceGradient', 'accumulate'],
] as const;
const MOMENTS = [
  ...['source', 'positions', 'channels', 'roots', 'blockPositions', 'blocks', 'parts'],
  ...['sums', 'pack', 'packBytes', 'result', 'wanted', 'scale'],
] as const;
const PRODUCT = [
  ...['source', 'target', 'positions', 'channels', 'matrix', 'panels', 'wanted', 'offset'],
  ...['roots', 'accumulate', 'block', 'input', 'inputBytes', 'product', 'productBytes'],
] as const;
const PACKING = [
  ...['kernel', 'sourceChannels', 'targetChannels', 'scale', 'backward'],
  ...['weights', 'transformed', 'work', 'workBytes'],
] as const;
const PIXELS = ['three', 'four', 'count', 'red', 'green', 'blue'] as const;
const MASKING = ['gradient', 'map', 'count'] as const;

/**
 * The operations of the kernels: their codes in `entry.ts` and the words of their records, both as
 * `packages/core/kernels/records.ts` has them, where each word is explained.
 */
const OPERATIONS = {
  subtractMean: { code: 0, words: PIXELS },
  convolveByTiles: { code: 1, words: CONVOLUTION },
  convolveDirectly: { code: 2, words: CONVOLUTION },
  pool: { code: 3, words: POOLING },
  poolBackward: { code: 4, words: POOLING },
  gram: { code: 5, words: MOMENTS },
  mean: { code: 6, words: MOMENTS },
  multiplyByMatrix: { code: 7, words: PRODUCT },
  mask: { code: 8, words: MASKING },
  dropFourth: { code: 9, words: PIXELS },
  packWeights: { code: 10, words: PACKING },
} as const;

/** The words that are floats; all others are whole numbers and addresses. */
const FLOATS: ReadonlySet<string> = new Set(['scale', 'red', 'green', 'blue']);

export type OperationName = keyof typeof OPERATIONS;
/** The words of one operation's record by name. */
export type OperationWords<Name extends OperationName> = Readonly<
  Record<(typeof OPERATIONS)[Name]['words'][number], number>
>;

/** Writes an operation's record, none of its shares taken yet, to where the kernels look for it. */
export function writeOperation<Name extends OperationName>(
  buffer: ArrayBufferLike,
  name: Name,
  words: OperationWords<Name>,
): void {
  const { code, words: names } = OPERATIONS[name];
  const whole = new Int32Array(buffer, RECORD_ADDRESS, names.length + 2);
  const floats = new Float32Array(buffer, RECORD_ADDRESS, names.length + 2);
  whole[0] = code;
  whole[1] = 0;
  const values: Readonly<Record<string, number>> = words;
  names.forEach((word, index) => {
    (FLOATS.has(word) ? floats : whole)[index + 2] = values[word] as number;
  });
}
