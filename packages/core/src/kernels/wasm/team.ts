import { StyleTransferError } from '../../base/errors.js';
import { type Said, sentence } from '../../base/sentence.js';
import type { Kernels } from './load-kernels.js';
import {
  type OperationName,
  type OperationWords,
  RECORD_ADDRESS,
  writeOperation,
} from './operations.js';
import {
  MOST_THREADS,
  ORDER_WORD,
  QUIT_WORD,
  READY_WORD,
  type Thread,
  type ThreadPort,
} from './threads.js';

/** Bytes of a page of WebAssembly's memory. */
const PAGE = 65536;
/** Pages in all: 32-bit addresses reach 4 GiB. */
const MOST_PAGES = 65536;
/** The kernels wait a second at a time for other threads; so often in a row means that one is gone. */
const PATIENCE = 120;

/** The register tile of the kernels' products; see `tile-shape.ts` there. */
export interface TileShape {
  /** Tiles or positions side by side at most; buffers have room for a group more than they hold. */
  readonly rows: number;
  /** Channels of a panel. */
  readonly columns: number;
}

/** A memory and the threads that compute in it. */
export interface Team extends TileShape {
  /** All threads that will compute; fewer do until the others have come. */
  readonly threads: number;
  /** Makes the memory reach up to an address. @throws StyleTransferError `out-of-memory` */
  reach(end: number): void;
  /** A part of the memory as floats; holds until the memory grows. */
  floats(address: number, length: number): Float32Array;
  /** Carries out one operation on all threads; returns when it is done. */
  run<Name extends OperationName>(name: Name, words: OperationWords<Name>): void;
  /** Ends the threads; the memory goes with the last reference to it. */
  dispose(): void;
}

interface Exports {
  readonly ROWS: WebAssembly.Global;
  readonly COLUMNS: WebAssembly.Global;
  lead(record: number, threads: number): number;
  wait(threads: number): number;
}

/** @param port how other threads are started; `null` where there are none */
export function createTeam(kernels: Kernels, port: ThreadPort | null): Team {
  const { memory, threads } = openMemory(Math.max(1, Math.min(port?.count ?? 1, MOST_THREADS)));
  const shared = threads > 1;
  const module = shared ? kernels.shared : kernels.single;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const { lead, wait, ROWS, COLUMNS } = exports as unknown as Exports;
  const others: Thread[] = [];
  let ended: string | null = null;
  let disposed = false;
  for (let thread = 1; thread < threads; thread++) {
    const onEnd = (reason: string) => {
      if (!disposed) ended ??= reason;
    };
    others.push((port as ThreadPort).start({ module, memory, thread }, onEnd));
  }
  const words = () => new Int32Array(memory.buffer);
  // The results are the same on any number, so nothing waits for threads that are still starting.
  const present = () => (shared && Atomics.load(words(), READY_WORD) === threads - 1 ? threads : 1);
  const dispose = () => {
    if (disposed) return;
    disposed = true;
    if (!shared) return;
    Atomics.store(words(), QUIT_WORD, 1);
    Atomics.notify(words(), ORDER_WORD);
    for (const thread of others) thread.end();
  };
  return {
    threads,
    rows: ROWS.value,
    columns: COLUMNS.value,
    reach: (end) => grow(memory, end),
    floats: (address, length) => new Float32Array(memory.buffer, address, length),
    run: (name, record) => {
      if (disposed) throw new Error('The kernels were disposed.');
      if (ended !== null) throw threadEnded(ended);
      writeOperation(memory.buffer, name, record);
      const count = present();
      if (carriedOut(() => lead(RECORD_ADDRESS, count), words)) return;
      awaitOthers(() => carriedOut(() => wait(count), words), words);
    },
    dispose,
  };
}

/**
 * A memory for so many threads. A shared one is reserved up to its end at once, for which not every
 * computer has the addresses; then the calling thread computes alone.
 */
function openMemory(threads: number): { readonly memory: WebAssembly.Memory; threads: number } {
  const limits = { initial: 1, maximum: MOST_PAGES };
  if (threads > 1) {
    try {
      return { memory: new WebAssembly.Memory({ ...limits, shared: true }), threads };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return { memory: new WebAssembly.Memory(limits), threads: 1 };
}

/** Whether all threads have finished; a trap because another thread failed becomes a sentence. */
function carriedOut(work: () => number, words: () => Int32Array): boolean {
  try {
    return work() !== 0;
  } catch (error) {
    if (Atomics.load(words(), QUIT_WORD) !== 0) throw threadEnded(sentence`it failed`);
    // One that was killed tells nothing, and the others give up waiting for it.
    if (isGivenUp(error)) throw threadEnded(sentence`it did not answer`);
    throw error;
  }
}

/** The kernels trap on purpose in one place only: where they wait for one another (`kernels/team.ts`). */
function isGivenUp(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError && error.message.includes('unreachable');
}

function awaitOthers(finished: () => boolean, words: () => Int32Array): void {
  for (let turn = 0; turn < PATIENCE; turn++) {
    if (finished()) return;
    if (Atomics.load(words(), QUIT_WORD) !== 0) break;
  }
  throw threadEnded(sentence`it did not answer`);
}

function threadEnded(reason: Said): StyleTransferError {
  return new StyleTransferError(
    'backend-unavailable',
    sentence`A thread of the computation ended before its work was done (${reason}); run again with fewer threads.`,
  );
}

function grow(memory: WebAssembly.Memory, end: number): void {
  const missing = Math.ceil(end / PAGE) - memory.buffer.byteLength / PAGE;
  if (missing <= 0) return;
  try {
    memory.grow(missing);
  } catch (cause) {
    throw new StyleTransferError(
      'out-of-memory',
      sentence`The network needs ${Math.ceil(end / 2 ** 20)} MB for its feature maps, which this computer did not give; choose a smaller size.`,
      { cause },
    );
  }
}
