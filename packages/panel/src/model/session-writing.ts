import type { Timers } from '../channel/channel.js';
import type { Host } from '../host/host.js';

/** A change is written so long after it, together with those that came meanwhile, ms. */
const DELAY_MS = 1000;

/** Writes what a reload must bring back. */
export interface SessionWriting {
  /** Something changed. */
  arm(): void;
  close(): void;
}

/**
 * Writes one at a time and the newest last. A host that cannot write makes no fuss: nothing is lost as long as
 * the window lives.
 *
 * @param make the bytes of the moment; `null`: there is nothing to bring back
 */
export function createSessionWriting(
  { writeSession }: Pick<Host, 'writeSession'>,
  timers: Timers,
  make: () => Uint8Array | null,
): SessionWriting {
  let timer: unknown = null;
  let writing = false;
  let waits = false;
  let closed = false;
  const write = async () => {
    writing = true;
    try {
      await writeSession?.(make());
    } catch {
      // As said above.
    } finally {
      writing = false;
      if (waits) arm();
    }
  };
  const arm = () => {
    if (closed) return;
    waits = writing;
    if (writing) return;
    timer ??= timers.set(() => {
      timer = null;
      void write();
    }, DELAY_MS);
  };
  return {
    arm,
    close: () => {
      closed = true;
      if (timer !== null) timers.clear(timer);
    },
  };
}
