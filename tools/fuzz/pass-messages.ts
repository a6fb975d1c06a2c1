import type { Fault } from './fuzz.js';

/** What one process is to do. */
export interface PassOrder {
  readonly target: string;
  readonly seed: number;
  /** One of the two is given. */
  readonly seconds: number | null;
  readonly executions: number | null;
  /** The file that holds the input that is being read. */
  readonly current: string;
  /** Whether inputs that went new ways come into the corpus. */
  readonly keep: boolean;
}

/** What it tells: that it goes on, and at last what came of it. */
export type PassMessage =
  | { readonly kind: 'alive'; readonly executions: number }
  | {
      readonly kind: 'done';
      readonly executions: number;
      readonly read: number;
      readonly refused: number;
      /** In how many ways inputs were read or refused. */
      readonly ways: number;
      readonly faults: readonly Fault[];
    };
