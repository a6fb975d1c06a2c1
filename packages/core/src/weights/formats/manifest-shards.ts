import { isStyleTransferError, StyleTransferError } from '../../base/errors.js';
import { sentence } from '../../base/sentence.js';
import { type ByteRange, mergeAdjacent } from '../transport/byte-range.js';
import { mapConcurrently } from '../transport/concurrent.js';
import { wrongSize } from '../transport/source.js';
import type { ManifestGroup } from './tfjs-manifest.js';

/** Reads one shard whole. */
export type ReadShard = (path: string, signal?: AbortSignal) => Promise<Uint8Array>;

export interface ShardsRequest {
  readonly group: ManifestGroup;
  /** Byte ranges wanted of the group's files put end to end. */
  readonly ranges: readonly ByteRange[];
  readonly read: ReadShard;
  readonly signal?: AbortSignal | undefined;
  /** Hears how many bytes will be read of this group once its shards' size is known. */
  readonly onTotal?: (bytes: number) => void;
}

/** The shards that were read, as one run of bytes with holes where none were needed. */
export interface ShardBytes {
  /** A copy of the bytes `start..end` of the group, across shards where need be. */
  slice(start: number, end: number): Uint8Array;
}

interface Shard {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** Shards read at the same time: enough to hide the latency of a server, gentle enough for it. */
const CONCURRENCY = 4;

/**
 * Reads the shards of a group that hold the wanted ranges, each whole, because checksums are per
 * file.
 *
 * A manifest does not say how long its shards are, but the converter makes all of a group equally
 * long except the last, so the first one read tells where the others begin. Shards cut in
 * another way are all read, and must add up to the manifest's size.
 *
 * @throws StyleTransferError `invalid-weights` when a shard is not as long as it must be, besides
 * what reading throws.
 */
export async function readShards(request: ShardsRequest): Promise<ShardBytes> {
  const { group, ranges, read, signal } = request;
  if (group.bytes === 0 || ranges.length === 0) return shardBytes([]);
  if (group.paths.length === 0) {
    throw wrongSize(sentence`A group of shards without files`, 0, String(group.bytes));
  }
  const probe = firstShard(group, ranges);
  const probePath = group.paths[probe] as string;
  const probeBytes = await read(probePath, signal);
  const size = shardSize(group, probe, probeBytes.byteLength);
  if (size === null) return readAllShards(request, probe, probeBytes);

  const sizeOf = (index: number) => Math.min(size, group.bytes - index * size);
  const indices = shardIndices(ranges, size);
  request.onTotal?.(
    [...new Set([...indices, probe])].reduce((sum, index) => sum + sizeOf(index), 0),
  );
  const shards = await mapConcurrently(indices, CONCURRENCY, signal, async (index, inner) => {
    const path = group.paths[index] as string;
    const bytes = index === probe ? probeBytes : await read(path, inner);
    if (bytes.byteLength !== sizeOf(index)) {
      throw wrongSize(path, bytes.byteLength, String(sizeOf(index)));
    }
    return { start: index * size, bytes };
  });
  return shardBytes(shards);
}

/**
 * The shard to read first: one that is needed whatever the shards' size S, where there is one.
 * `n` equal shards of `T` bytes, the last one possibly shorter, have T/n ≤ S < T/(n − 1). The k-th
 * then ends behind (k + 1)·T/n and begins before k·T/(n − 1).
 */
function firstShard({ bytes, paths }: ManifestGroup, ranges: readonly ByteRange[]): number {
  const smallest = Math.ceil(bytes / paths.length);
  const largest = paths.length > 1 ? Math.ceil(bytes / (paths.length - 1)) - 1 : bytes;
  for (const { start, end } of mergeAdjacent(ranges)) {
    const index = Math.floor(start / smallest);
    if (index * largest < end) return index;
  }
  return 0;
}

/** The common length of the shards told by one of them, or `null` where that does not add up. */
function shardSize({ bytes, paths }: ManifestGroup, index: number, length: number): number | null {
  const others = paths.length - 1;
  const size = index === others && others > 0 ? (bytes - length) / others : length;
  return Number.isInteger(size) && size > 0 && Math.ceil(bytes / size) === paths.length
    ? size
    : null;
}

function shardIndices(ranges: readonly ByteRange[], size: number): number[] {
  const indices = new Set<number>();
  for (const { start, end } of ranges) {
    for (let index = Math.floor(start / size); index * size < end; index++) indices.add(index);
  }
  return [...indices].sort((a, b) => a - b);
}

async function readAllShards(
  { group, read, signal, onTotal }: ShardsRequest,
  probe: number,
  probeBytes: Uint8Array,
): Promise<ShardBytes> {
  const probePath = group.paths[probe] as string;
  const expected = sentence`about ${Math.ceil(group.bytes / group.paths.length)}`;
  if (group.paths.length === 1) throw wrongSize(probePath, probeBytes.byteLength, `${group.bytes}`);
  onTotal?.(group.bytes);
  const shards: Shard[] = [];
  let position = 0;
  for (const [index, path] of group.paths.entries()) {
    const bytes = index === probe ? probeBytes : await readOrBlame(path);
    shards.push({ start: position, bytes });
    position += bytes.byteLength;
  }
  if (position !== group.bytes) {
    throw wrongSize(
      sentence`The group of shards from ${String(group.paths[0])}`,
      position,
      `${group.bytes}`,
    );
  }
  return shardBytes(shards);

  /** Where the odd shard's length makes us read files that are not there, it is what is wrong. */
  async function readOrBlame(path: string): Promise<Uint8Array> {
    try {
      return await read(path, signal);
    } catch (cause) {
      if (!isStyleTransferError(cause) || cause.code !== 'weights-unavailable') throw cause;
      const { said } = wrongSize(probePath, probeBytes.byteLength, expected);
      throw new StyleTransferError('invalid-weights', said, { cause });
    }
  }
}

function shardBytes(shards: readonly Shard[]): ShardBytes {
  return {
    slice(start, end) {
      const bytes = new Uint8Array(end - start);
      for (const shard of shards) {
        const from = Math.max(start, shard.start);
        const to = Math.min(end, shard.start + shard.bytes.byteLength);
        if (from >= to) continue;
        bytes.set(shard.bytes.subarray(from - shard.start, to - shard.start), from - start);
      }
      return bytes;
    },
  };
}
