import { createChannel, REALM_TIMERS } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import type { WebviewPanel } from 'vscode';
import {
  BATCH_CONTRACT,
  BATCH_PAGE_CONTRACT,
  EXTENSION_CHANNEL,
  type PaintBody,
  type PaintReply,
} from '../../shared/extension-contract.js';
import { webviewTransport } from '../pages/webview-transport.js';
import { weightsAnswers } from '../pages/weights-answers.js';
import { ExtensionError } from '../ports/extension-error.js';
import type { Log } from '../ports/log.js';
import type { WeightsStore } from '../weights/weights-store.js';

/** How long a page may take to load, ms. */
const PATIENCE_MS = 60_000;

export interface BatchPageOptions {
  /** With its options set and its page not yet loaded. */
  readonly webviewPanel: WebviewPanel;
  readonly html: string;
  readonly weightsBase: string;
  /** As JSON. */
  readonly settings: string;
  readonly weights: WeightsStore;
  readonly log: Log;
  onWeights(): void;
}

/** The webview in which a batch is painted. */
export interface BatchPage {
  /** @throws ChannelError, or what the engine threw */
  paint(
    order: PaintBody,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<PaintReply>;
  caption(text: string): void;
  /** Aborted when the person closes it. */
  readonly closed: AbortSignal;
  close(): void;
}

/** @throws ExtensionError `unavailable` when the page does not load */
export async function openBatchPage(options: BatchPageOptions): Promise<BatchPage> {
  const { webviewPanel, weights, log } = options;
  const gone = new AbortController();
  let hear = (_share: number) => {};
  let listens = () => {};
  const ready = new Promise<void>((resolve) => {
    listens = resolve;
  });
  const channel = createChannel({
    transport: webviewTransport(webviewPanel.webview),
    timers: REALM_TIMERS,
    name: EXTENSION_CHANNEL,
    mine: BATCH_CONTRACT,
    theirs: BATCH_PAGE_CONTRACT,
    onProblem: (problem) => log.warn(problem),
    handlers: {
      requests: {
        ...weightsAnswers(weights, tellProgress, options.onWeights),
        opening: () => {
          REALM_TIMERS.set(listens, 0);
          return { weightsBase: options.weightsBase, settings: options.settings };
        },
      },
      events: {
        progress: ({ share }) => hear(share),
        problem: ({ message }) => log.error(message),
      },
    },
  });
  function tellProgress(loaded: number, total: number): void {
    channel.tell('weightsProgress', { loaded, total });
  }
  webviewPanel.onDidDispose(() => {
    channel.close(sentence`The tab of the batch was closed.`);
    gone.abort();
  });
  webviewPanel.webview.html = options.html;
  await loaded(ready, gone.signal, webviewPanel);
  return {
    closed: gone.signal,
    caption: (text) => channel.tell('caption', { text }),
    close: () => webviewPanel.dispose(),
    paint: async (order, onProgress, signal) => {
      signal.throwIfAborted();
      hear = onProgress;
      const pending = channel.request('paint', order, { timeoutMs: null });
      signal.addEventListener('abort', pending.cancel, { once: true });
      try {
        return await pending.reply;
      } finally {
        signal.removeEventListener('abort', pending.cancel);
        hear = () => {};
      }
    },
  };
}

async function loaded(
  ready: Promise<void>,
  gone: AbortSignal,
  webviewPanel: WebviewPanel,
): Promise<void> {
  let timer: unknown = null;
  const trouble = new Promise<never>((_, reject) => {
    const fail = () => {
      const message = sentence`The tab of the batch should load, but it did not; try again.`;
      reject(new ExtensionError('unavailable', message));
    };
    timer = REALM_TIMERS.set(fail, PATIENCE_MS);
    gone.addEventListener('abort', fail, { once: true });
  });
  try {
    await Promise.race([ready, trouble]);
  } catch (error) {
    webviewPanel.dispose();
    throw error;
  } finally {
    REALM_TIMERS.clear(timer);
  }
}
