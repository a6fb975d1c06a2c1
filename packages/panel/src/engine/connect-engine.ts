import { type Said, sentence } from '@pastiche/core/sentence';
import {
  type Channel,
  ChannelError,
  createChannel,
  REALM_TIMERS,
  type Transport,
} from '../channel/index.js';
import type { EngineError, RunEvent } from './engine.js';
import { ENGINE_CLIENT_CONTRACT, ENGINE_CONTRACT, type EngineContract } from './engine-contract.js';
import { createEngineLoss } from './engine-loss.js';
import type { ProgressListener } from './shared-download.js';

/** Longer than this a worker that starts is not waited for, ms. */
const HELLO_MS = 10_000;

/** Where an engine runs, before it has said anything. */
export interface EnginePlace {
  readonly transport: Transport;
  /** Told when the place fails, whether before the engine answered or later. */
  onFailure(listener: (reason: Said) => void): void;
  /** Ends the worker, or the pipe. */
  end(): void;
}

/** Where the events of the engine go; replaced as runs and downloads come and go. */
export interface EngineListeners {
  runEvent: (event: RunEvent) => void;
  loadProgress: ProgressListener;
}

/** An engine that answers. */
export interface EngineConnection {
  readonly channel: Channel<EngineContract>;
  readonly listeners: EngineListeners;
  /** As `Engine.onLost`. */
  onLost(listener: (error: EngineError) => void): void;
  /** Fails what is pending and ends the place. */
  close(reason: Said): void;
}

/**
 * Opens the channel to an engine and waits for its `hello`.
 *
 * @throws ChannelError when the place fails first, or says nothing within 10 s
 */
export async function connectEngine(
  place: EnginePlace,
  readWeights: (file: string) => Promise<Uint8Array>,
): Promise<EngineConnection> {
  const listeners: EngineListeners = { runEvent: dropEvent, loadProgress: () => {} };
  let greet = () => {};
  const hello = new Promise<void>((resolve) => {
    greet = resolve;
  });
  const channel = createChannel({
    transport: place.transport,
    timers: REALM_TIMERS,
    name: 'engine',
    mine: ENGINE_CLIENT_CONTRACT,
    theirs: ENGINE_CONTRACT,
    handlers: {
      requests: { readWeights: ({ file }) => readWeights(file) },
      events: {
        hello: () => greet(),
        runEvent: (event) => listeners.runEvent(event),
        loadProgress: ({ loaded, total, phase }) => listeners.loadProgress(loaded, total, phase),
      },
    },
  });
  const loss = createEngineLoss();
  const end = (reason: Said) => {
    channel.close(reason);
    place.end();
  };
  const close = (reason: Said) => {
    loss.forget();
    end(reason);
  };
  let giveUp = (_reason: Said) => {};
  const failure = new Promise<never>((_, reject) => {
    giveUp = (reason) => reject(new ChannelError('failed', reason));
  });
  place.onFailure((reason) => {
    giveUp(reason);
    const said = sentence`${reason} Start the engine anew.`;
    end(said);
    loss.lose(said);
  });
  const timeout = setTimeout(() => giveUp(sentence`The engine said nothing for 10 s.`), HELLO_MS);
  try {
    await Promise.race([hello, failure]);
    return { channel, listeners, onLost: loss.onLost, close };
  } catch (error) {
    close(sentence`The engine could not be started.`);
    throw error;
  } finally {
    clearTimeout(timeout);
    failure.catch(() => {});
  }
}

/** What a run that is over still says; its bitmaps would stay in memory for long. */
export function dropEvent(event: RunEvent): void {
  if (event.kind === 'preview') event.bitmap.close();
}
