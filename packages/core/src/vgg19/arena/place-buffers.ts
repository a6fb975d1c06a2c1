/** A buffer that is needed from one step of a pass to another, both included. */
export interface Buffer {
  readonly bytes: number;
  readonly from: number;
  readonly until: number;
}

/** Addresses are multiples of this: a cache line. */
const ALIGNMENT = 64;

/**
 * Places buffers so that no two that are needed at the same step overlap: large ones first, each at
 * the lowest gap between those that it meets (greedy by size, as TensorFlow Lite plans its arenas).
 *
 * @returns where each buffer begins, from 0, and the bytes of all
 */
export function placeBuffers(buffers: readonly Buffer[]): {
  readonly starts: readonly number[];
  readonly bytes: number;
} {
  const starts = buffers.map(() => 0);
  const order = buffers.map((_, index) => index);
  order.sort((a, b) => (buffers[b] as Buffer).bytes - (buffers[a] as Buffer).bytes);
  const placed: { readonly buffer: Buffer; readonly start: number }[] = [];
  let bytes = 0;
  for (const index of order) {
    const buffer = buffers[index] as Buffer;
    const neighbours = placed
      .filter((other) => overlap(other.buffer, buffer))
      .sort((a, b) => a.start - b.start);
    let start = 0;
    for (const other of neighbours) {
      if (start + buffer.bytes <= other.start) break;
      start = Math.max(start, align(other.start + other.buffer.bytes));
    }
    starts[index] = start;
    placed.push({ buffer, start });
    bytes = Math.max(bytes, align(start + buffer.bytes));
  }
  return { starts, bytes };
}

/** The next address at which a buffer may begin. */
export function align(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT;
}

function overlap(a: Buffer, b: Buffer): boolean {
  return a.from <= b.until && b.from <= a.until;
}
