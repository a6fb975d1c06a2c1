import type { Transport } from './channel.js';

/** What a Worker, a MessagePort and a worker's own global scope have in common. */
export interface PortLike {
  postMessage(message: unknown, transfer: object[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  removeEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  /** A MessagePort delivers nothing until it is started. */
  start?(): void;
}

/** The pipe to a worker, from within a worker, or through a MessagePort. */
export function portTransport(port: PortLike): Transport {
  return {
    post(message, transfer = []) {
      port.postMessage(message, [...transfer]);
    },
    listen(receive) {
      const listener = (event: { readonly data: unknown }) => receive(event.data);
      port.addEventListener('message', listener);
      port.start?.();
      return () => port.removeEventListener('message', listener);
    },
  };
}
