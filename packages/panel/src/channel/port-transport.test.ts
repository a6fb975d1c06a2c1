import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, it, vi } from 'vitest';
import { type PortLike, portTransport } from './port-transport.js';

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** Both ends of a real MessageChannel. */
function connect() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  return [port1, port2].map((port) => portTransport(port as unknown as PortLike));
}

it('delivers through a MessagePort', async () => {
  const [here, there] = connect();
  const receive = vi.fn();
  there.listen(receive);
  here.post({ bytes: new Uint8Array([1, 2]) });
  await vi.waitFor(() => expect(receive).toHaveBeenCalledOnce());
  expect(receive).toHaveBeenCalledWith({ bytes: new Uint8Array([1, 2]) });
});

it('hands over what is to be handed over', async () => {
  const [here, there] = connect();
  const receive = vi.fn();
  there.listen(receive);
  const bytes = new Uint8Array([1, 2]);
  here.post(bytes, [bytes.buffer]);
  expect(bytes.byteLength).toBe(0);
  await vi.waitFor(() => expect(receive).toHaveBeenCalledWith(new Uint8Array([1, 2])));
});

it('listens no longer once that is ended', async () => {
  const [here, there] = connect();
  const [early, late] = [vi.fn(), vi.fn()];
  const stop = there.listen(early);
  there.listen(late);
  stop();
  here.post('news');
  await vi.waitFor(() => expect(late).toHaveBeenCalledWith('news'));
  expect(early).not.toHaveBeenCalled();
});

it('starts a port that wants it, once it listens', () => {
  const calls: string[] = [];
  portTransport({
    postMessage: () => {},
    addEventListener: () => calls.push('listen'),
    removeEventListener: () => {},
    start: () => calls.push('start'),
  }).listen(() => {});
  expect(calls).toEqual(['listen', 'start']);
});

it('works without start, as a worker does', () => {
  const port: PortLike = {
    postMessage: vi.fn(),
    addEventListener: (_, listener) => listener({ data: 'hello' }),
    removeEventListener: () => {},
  };
  const receive = vi.fn();
  portTransport(port).listen(receive);
  portTransport(port).post('hello');
  expect(receive).toHaveBeenCalledWith('hello');
  expect(port.postMessage).toHaveBeenCalledWith('hello', []);
});
