import type { ReadOptions } from '../transport/source.js';
import type { NeededLayer } from './needed-layers.js';

/** How far the numbers have been taken out of the bytes, once all of these are here. */
export interface UnpackProgress {
  /** Numbers of the kernels and biases that are ready to be computed with. */
  readonly unpacked: number;
  readonly total: number;
}

/** What the readers of the two file forms are given. */
export interface WeightsReading {
  readonly file: string;
  readonly id: string;
  readonly needed: readonly NeededLayer[];
  readonly signal: AbortSignal | undefined;
  readonly onUnpack?: ((progress: UnpackProgress) => void) | undefined;
  /** Announces how many bytes will be read in all. */
  setTotal(bytes: number): void;
  /** Reads through the source, reporting progress. */
  read(file: string, options?: ReadOptions): Promise<Uint8Array>;
}
