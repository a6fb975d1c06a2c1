import type { ReadOptions } from '../transport/source.js';
import type { NeededLayer } from './needed-layers.js';

/** What the readers of the two file forms are given. */
export interface WeightsReading {
  readonly file: string;
  readonly id: string;
  readonly needed: readonly NeededLayer[];
  readonly signal: AbortSignal | undefined;
  /** Announces how many bytes will be read in all. */
  setTotal(bytes: number): void;
  /** Reads through the source, reporting progress. */
  read(file: string, options?: ReadOptions): Promise<Uint8Array>;
}
