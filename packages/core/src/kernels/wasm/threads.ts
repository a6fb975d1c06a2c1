/** What another thread needs to take part; goes to it as a message. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Its number, from 1: the one that gives the orders is 0. */
  readonly thread: number;
}

/** One running thread. */
export interface Thread {
  end(): void;
}

/** How a host starts threads; core itself knows none. */
export interface ThreadPort {
  /** All that compute, the caller among them: 1 starts none. */
  readonly count: number;
  /**
   * Starts a thread that runs {@link THREAD_SCRIPT} with `start` as `threadStart`.
   *
   * @param onEnd told when it ended, whatever the reason
   */
  start(start: ThreadStart, onEnd: (reason: string) => void): Thread;
}

/** More would not fit into the word that says how many take part, nor help. */
export const MOST_THREADS = 64;

/** Address of the word by which threads are told to go, in 32-bit words. */
export const QUIT_WORD = 34;
/** Address of the word that orders change, on which idle threads sleep, in 32-bit words. */
export const ORDER_WORD = 32;
/** Address of the count of threads that have come, in 32-bit words. */
export const READY_WORD = 64;

/**
 * What a thread runs, as text, so that every host can start it from one bundled file: it serves until
 * it is told to go. Whatever ends it early ends the others too, instead of leaving them to wait.
 */
export const THREAD_SCRIPT = `
const { module, memory, thread } = threadStart;
try {
  new WebAssembly.Instance(module, { env: { memory } }).exports.serve(thread);
} catch (error) {
  Atomics.store(new Int32Array(memory.buffer), ${QUIT_WORD}, 1);
  throw error;
}
`;
