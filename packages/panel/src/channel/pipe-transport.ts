import type { Transport } from './channel.js';

type Receive = (message: unknown) => void;

/**
 * Two connected ends in one realm, for tests and for an engine without a worker. A message is
 * delivered in a later microtask, in the order of posting, to whoever listens by then; it is not
 * copied.
 *
 * @example
 * const [here, there] = pipeTransport();
 */
export function pipeTransport(): readonly [Transport, Transport] {
  const left = new Set<Receive>();
  const right = new Set<Receive>();
  return [end(left, right), end(right, left)];
}

function end(mine: Set<Receive>, theirs: ReadonlySet<Receive>): Transport {
  return {
    post(message) {
      void Promise.resolve().then(() => {
        for (const receive of [...theirs]) receive(message);
      });
    },
    listen(receive) {
      // A wrapper of its own, so that one function can listen twice and stop once.
      const listener: Receive = (message) => receive(message);
      mine.add(listener);
      return () => mine.delete(listener);
    },
  };
}
