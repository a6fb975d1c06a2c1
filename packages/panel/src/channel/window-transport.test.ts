import { describe, expect, it, vi } from 'vitest';
import type { Timers } from './channel.js';
import { createChannel } from './create-channel.js';
import { text } from './readers.js';
import { type HearingWindow, type WindowMessage, windowTransport } from './window-transport.js';

/** A window and, for each window that posts to it, what `postMessage` delivers. */
function createWindow(name: string) {
  const listeners = new Set<(event: WindowMessage) => void>();
  const hearing: HearingWindow = {
    addEventListener: (_, listener) => listeners.add(listener),
    removeEventListener: (_, listener) => listeners.delete(listener),
  };
  return {
    name,
    ...hearing,
    get listeners() {
      return listeners.size;
    },
    deliver: (data: unknown, source: unknown) => {
      for (const listener of [...listeners]) listener({ data: structuredClone(data), source });
    },
  };
}

/** A frame in a page, and how each sees the other. */
function createFrame() {
  const page = createWindow('page');
  const frame = createWindow('frame');
  const seenFrame = {
    postMessage: vi.fn((message: unknown) => frame.deliver(message, seenPage)),
  };
  const seenPage = {
    postMessage: vi.fn((message: unknown) => page.deliver(message, seenFrame)),
  };
  return { page, frame, seenFrame, seenPage };
}

const MESSAGE = { pastiche: 1, kind: 'close' };

describe('windowTransport', () => {
  it.each([null, 'pluginMessage'])(
    'carries a channel both ways, in the field %s',
    async (field) => {
      const { page, frame, seenFrame, seenPage } = createFrame();
      const timers: Timers = { set: () => null, clear: () => {} };
      const contract = {
        requests: { greet: { body: text(), reply: text() } },
        events: {},
      } as const;
      const end = (transport: ReturnType<typeof windowTransport>) =>
        createChannel({
          transport,
          timers,
          mine: contract,
          theirs: contract,
          handlers: { requests: { greet: (name) => `Good day, ${name}!` }, events: {} },
          onProblem: (problem) => expect.unreachable(problem),
        });
      const inFrame = end(windowTransport({ here: frame, there: seenPage, field }));
      const inPage = end(windowTransport({ here: page, there: seenFrame, field }));
      expect(await inFrame.request('greet', 'page').reply).toBe('Good day, page!');
      expect(await inPage.request('greet', 'frame').reply).toBe('Good day, frame!');
    },
  );

  it('wraps what it posts, and says to whom and what is handed over', () => {
    const { frame, seenPage } = createFrame();
    const bytes = new Uint8Array(2);
    windowTransport({ here: frame, there: seenPage }).post(MESSAGE);
    windowTransport({
      here: frame,
      there: seenPage,
      field: 'pluginMessage',
      targetOrigin: 'https://example.com',
    }).post(MESSAGE, [bytes.buffer]);
    expect(seenPage.postMessage.mock.calls).toEqual([
      [MESSAGE, '*', []],
      [{ pluginMessage: MESSAGE }, 'https://example.com', [bytes.buffer]],
    ]);
  });

  it('passes over what others send, and what is no message of a channel', () => {
    const { frame, seenPage } = createFrame();
    const [bare, wrapped] = [vi.fn(), vi.fn()];
    windowTransport({ here: frame, there: seenPage }).listen(bare);
    windowTransport({ here: frame, there: seenPage, field: 'pluginMessage' }).listen(wrapped);
    frame.deliver(MESSAGE, createWindow('stranger'));
    frame.deliver({ pluginMessage: MESSAGE }, null);
    for (const junk of [null, undefined, 7, 'ready', [], {}, { pluginMessage: null }]) {
      frame.deliver(junk, seenPage);
    }
    expect(bare).not.toHaveBeenCalled();
    expect(wrapped).not.toHaveBeenCalled();
    frame.deliver({ pluginMessage: MESSAGE }, seenPage);
    expect(bare).not.toHaveBeenCalled();
    expect(wrapped).toHaveBeenCalledExactlyOnceWith(MESSAGE);
  });

  it('hears the senders that it is told, who need not be the window that it posts to', () => {
    const { frame, seenPage } = createFrame();
    const top = createWindow('top');
    const receive = vi.fn();
    windowTransport({ here: frame, there: seenPage, senders: [top] }).listen(receive);
    frame.deliver(MESSAGE, seenPage);
    expect(receive).not.toHaveBeenCalled();
    frame.deliver(MESSAGE, top);
    expect(receive).toHaveBeenCalledExactlyOnceWith(MESSAGE);
  });

  it('listens no longer once that is ended', () => {
    const { frame, seenPage } = createFrame();
    const receive = vi.fn();
    const stop = windowTransport({ here: frame, there: seenPage }).listen(receive);
    stop();
    expect(frame.listeners).toBe(0);
    frame.deliver(MESSAGE, seenPage);
    expect(receive).not.toHaveBeenCalled();
  });
});
