import { type ReadonlySignal, signal } from '@preact/signals';
import type { Notice } from './model.js';
import { sentenceOf } from './problem.js';

/** What the panel has to say, one thing at a time. */
export interface Notices {
  readonly notice: ReadonlySignal<Notice | null>;
  info(message: string): void;
  /** Tells what an error, or a sentence, says. */
  error(error: unknown): void;
  dismiss(): void;
}

/** Notices; the newest takes the place of the one before. */
export function createNotices(): Notices {
  const notice = signal<Notice | null>(null);
  let count = 0;
  const show = (kind: Notice['kind'], message: string) => {
    count += 1;
    notice.value = { id: count, kind, message };
  };
  return {
    notice,
    info: (message) => show('info', message),
    error: (error) => show('error', sentenceOf(error)),
    dismiss: () => {
      notice.value = null;
    },
  };
}
