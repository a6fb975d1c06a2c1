import type { ReplyOf } from '@pastiche/panel/channel';
import { type Signal, signal } from '@preact/signals';
import type { SANDBOX_CONTRACT } from '../window-contract.js';

/** How the window begins. */
export type Opening = ReplyOf<typeof SANDBOX_CONTRACT, 'opening'>;

/** What the strip above the panel shows. */
export interface WindowState {
  readonly queue: Signal<Opening['queue']>;
  readonly readOnly: Signal<boolean>;
  /** What became of the layer; a sentence, or `null`. */
  readonly target: Signal<string | null>;
  /** Why the window could not begin as it was told to; a sentence, or `null`. */
  readonly trouble: Signal<string | null>;
  /** Whether one layer after another is painted. */
  readonly paintingAll: Signal<boolean>;
}

/** Nothing is known yet. */
export function createWindowState(): WindowState {
  return {
    queue: signal<Opening['queue']>(null),
    readOnly: signal(false),
    target: signal<string | null>(null),
    trouble: signal<string | null>(null),
    paintingAll: signal(false),
  };
}
