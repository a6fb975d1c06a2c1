import type {
  GrowthResult,
  IterationTime,
  KernelsResult,
  MemoryResult,
  NetworksResult,
  PyramidResult,
  RegionsResult,
} from '../processor/job.js';
import type { Machine } from './machine.js';

/** One line of `results/wasm.jsonl`; parts that were not asked for are missing. */
export interface Row {
  readonly date: string;
  readonly backend: 'wasm';
  readonly machine: Machine;
  readonly sizes?: readonly SizeRow[];
  /** The engine alone in its process, at each size. */
  readonly alone?: readonly ({ readonly size: number } & IterationTime)[];
  /** Its processor time per pixel at the largest size over that at the smallest. */
  readonly msPerPixelRatio?: number;
  /** vgg19-lite beside VGG19, the engine with either, at each size. */
  readonly networks?: readonly NetworksRow[];
  /** Our kernels beside TensorFlow.js's operations, by network and size. */
  readonly kernels?: readonly KernelsRow[];
  readonly regions?: RegionsRow;
  readonly growth?: GrowthResult & { readonly size: number; readonly iterations: number };
  readonly at512?: MemoryResult;
  readonly pyramid?: PyramidRow;
}

export interface KernelsRow extends KernelsResult {
  readonly network: 'vgg19' | 'vgg19-lite';
  readonly size: number;
  /** Processor time of TensorFlow.js's operations over ours. */
  readonly relaxedSpeedup: number;
  readonly simdSpeedup: number;
  /** By the clock: means something on two free cores only. */
  readonly twoThreadsSpeedup: number;
  /** With relaxed SIMD, by the multiplications of plain convolutions. */
  readonly gflopPerSecond?: number;
}

export interface RegionsRow {
  readonly size: number;
  readonly parts: RegionsResult;
  /** Share of an iteration's processor time that each region adds, for every number of parts but one. */
  readonly addedByRegion: readonly number[];
}

export interface NetworksRow extends NetworksResult {
  readonly size: number;
  /** VGG19's processor time per iteration over lite's. */
  readonly speedup: number;
  readonly memory: Readonly<Record<'vgg19' | 'lite', MemoryResult>>;
  /** Lite's most bytes of live tensors within an iteration over VGG19's. */
  readonly tensorShare: number;
}

/** This engine against stock TensorFlow.js at one size, px square. */
export interface SizeRow {
  readonly size: number;
  readonly rounds: number;
  readonly engine: Performance;
  readonly stock: Performance;
  readonly speedup: number;
  readonly lossDifference: number;
}

export interface Performance extends MemoryResult {
  /** By the clock and of the processor, each in its fastest round; the backend uses one thread. */
  readonly msPerIteration: number;
  readonly cpuMsPerIteration: number;
  /** By processor time, as are all ratios, so that a busy machine does not blur them. */
  readonly gflopPerSecond: number;
}

export interface PyramidRow {
  readonly size: number;
  readonly pictures: string;
  readonly with: PyramidResult;
  readonly without: PyramidResult;
}
