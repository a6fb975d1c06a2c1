import { inEnglish, type Said, type Say } from '@pastiche/core';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Timers } from '../channel/channel.js';
import type { Notice } from './notice.js';
import { saidIn } from './problem.js';

/** What the panel has to say, one thing at a time. */
export interface Notices {
  readonly notice: ReadonlySignal<Notice | null>;
  info(said: Said): void;
  /** Tells what an error, or a sentence, says. */
  error(error: unknown): void;
  dismiss(): void;
  /** Takes an error away that what the person does now makes old news. */
  forgetError(): void;
  close(): void;
}

/** How long what is not an error stays, ms. */
export const INFO_MS = 8000;

/**
 * Notices; the newest takes the place of the one before. What is good to know goes away by itself,
 * errors stay until they are dismissed.
 */
export function createNotices(timers: Timers, say: Say = inEnglish): Notices {
  const notice = signal<Notice | null>(null);
  let count = 0;
  let timer: unknown = null;
  const put = (next: Notice | null) => {
    if (timer !== null) timers.clear(timer);
    timer = next?.kind === 'info' ? timers.set(dismiss, INFO_MS) : null;
    notice.value = next;
  };
  const dismiss = () => put(null);
  const show = (kind: Notice['kind'], said: Said) => {
    count += 1;
    put({ id: count, kind, message: say(said) });
  };
  return {
    notice,
    info: (said) => show('info', said),
    error: (error) => show('error', saidIn(error)),
    dismiss,
    forgetError: () => {
      if (notice.peek()?.kind === 'error') dismiss();
    },
    close: dismiss,
  };
}
