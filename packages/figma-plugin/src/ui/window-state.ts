import type { Said } from '@pastiche/panel/core';
import { type Signal, signal } from '@preact/signals';
import type { ActionNotes, Opening } from '../window-contract.js';
import type { OutdatedLayer } from './outdated-layers.js';

/** What the strip above the panel shows. */
export interface WindowState {
  readonly queue: Signal<Opening['queue']>;
  readonly readOnly: Signal<boolean>;
  /** What became of the layer; a sentence, or `null`. */
  readonly target: Signal<Said | null>;
  /** Why the window could not begin as it was told to; a sentence, or `null`. */
  readonly trouble: Signal<Said | null>;
  /** Results that can be painted anew; `null`: none are offered. */
  readonly updates: Signal<readonly OutdatedLayer[] | null>;
  /** Whether one layer after another is painted. */
  readonly paintingAll: Signal<boolean>;
  /** Whether it came to the last of them, so that none is left. */
  readonly finished: Signal<boolean>;
  /** The paintings that were placed or saved, by their ids. */
  readonly placed: Signal<ReadonlySet<string>>;
  /** How many paintings that were not placed the person is asked about; 0: there is no question. */
  readonly leaving: Signal<number>;
  /** What is to be known of actions with results of a content, by its id. */
  readonly notes: Signal<ReadonlyMap<string, ActionNotes>>;
  /** How often a result was dropped on the canvas. */
  readonly drops: Signal<number>;
}

/** Nothing is known yet. */
export function createWindowState(): WindowState {
  return {
    queue: signal<Opening['queue']>(null),
    readOnly: signal(false),
    target: signal<Said | null>(null),
    trouble: signal<Said | null>(null),
    updates: signal<readonly OutdatedLayer[] | null>(null),
    paintingAll: signal(false),
    finished: signal(false),
    placed: signal<ReadonlySet<string>>(new Set()),
    leaving: signal(0),
    notes: signal<ReadonlyMap<string, ActionNotes>>(new Map()),
    drops: signal(0),
  };
}
