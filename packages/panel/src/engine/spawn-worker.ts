import { type Said, sentence } from '@pastiche/core/sentence';
import { ChannelError, portTransport } from '../channel/index.js';
import type { WorkerKind } from '../host/assets.js';
import type { EnginePlace } from './connect-engine.js';
import { watchLife } from './worker-life.js';

export interface SpawnWorkerOptions {
  readonly kind: WorkerKind;
  /** Of `engine.js`. */
  readonly source: string;
  readonly engineAddress: string | undefined;
}

/**
 * Starts a worker that runs the engine.
 *
 * @throws when the page forbids it at once; where it only fails later, `onFailure` tells
 */
export function spawnWorker({ kind, source, engineAddress }: SpawnWorkerOptions): EnginePlace {
  const address = kind === 'address' ? required(engineAddress) : addressOf(kind, source);
  const name = `pastiche-engine-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  const worker = new Worker(address, { name });
  const listeners = new Set<(reason: Said) => void>();
  const tell = (reason: Said) => {
    for (const listener of listeners) listener(reason);
  };
  const over = new AbortController();
  const gone = () => tell(sentence`The engine's worker was ended, most likely for want of memory.`);
  // By its first word it holds its lock.
  worker.addEventListener('message', () => void watchLife(name, gone, over.signal), { once: true });
  worker.addEventListener('error', (event) => {
    // Without this the failure of a worker that is only tried counts as one of the page.
    event.preventDefault();
    const { message } = event;
    const reason = message
      ? sentence`The engine's worker failed (${message}).`
      : sentence`The engine's worker failed.`;
    tell(reason);
  });
  return {
    transport: portTransport(worker),
    onFailure: (listener) => listeners.add(listener),
    end() {
      listeners.clear();
      over.abort();
      worker.terminate();
      if (kind === 'blob') URL.revokeObjectURL(address);
    },
  };
}

function required(address: string | undefined): string {
  if (address !== undefined) return address;
  throw new ChannelError(
    'failed',
    sentence`A worker of the kind "address" needs the address of engine.js, but none was given.`,
  );
}

function addressOf(kind: 'data' | 'blob', source: string): string {
  if (kind === 'data') return `data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`;
  return URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
}
