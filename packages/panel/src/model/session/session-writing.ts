import type { Timers } from '../../channel/channel.js';
import type { Host } from '../../host/host.js';

/** A change is written so long after it, together with those that came meanwhile, ms. */
const DELAY_MS = 1000;

/** Writes what a reload must bring back. */
export interface SessionWriting {
  /** Something changed. */
  arm(): void;
  /** Something changed that a reload in the next moment must bring back. */
  hurry(): void;
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
  make: () => Promise<Uint8Array | null>,
): SessionWriting {
  let timer: unknown = null;
  let writing = false;
  let waits = false;
  let hurries = false;
  let closed = false;
  const write = async () => {
    writing = true;
    waits = false;
    try {
      await writeSession?.(await make());
    } catch {
      // As said above.
    } finally {
      writing = false;
      if (hurries) hurry();
      else if (waits) arm();
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
  const hurry = () => {
    if (closed) return;
    hurries = writing;
    if (writing) return;
    disarm();
    void write();
  };
  const disarm = () => {
    if (timer !== null) timers.clear(timer);
    timer = null;
  };
  return {
    arm,
    hurry,
    close: () => {
      closed = true;
      disarm();
    },
  };
}
