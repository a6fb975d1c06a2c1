import { createChannel, REALM_TIMERS, type Transport } from '@pastiche/panel/channel';
import { hostOverChannel } from '@pastiche/panel/host';
import { vi } from 'vitest';
import { SANDBOX_CONTRACT, WINDOW_CHANNEL, WINDOW_CONTRACT } from '../../window-contract.js';

type Listener = (message: unknown) => void;

/** `figma.ui` of a plugin, and what its window does and hears at the other end. */
export function fakeWindow() {
  const inSandbox = new Set<Listener>();
  const inWindow = new Set<Listener>();
  // Each end hears a copy, in a later turn.
  const pass = (listeners: ReadonlySet<Listener>, message: unknown) => {
    const copy = structuredClone(message);
    queueMicrotask(() => {
      for (const listener of listeners) listener(copy);
    });
  };
  const ui = {
    postMessage: (message: unknown) => pass(inWindow, message),
    on: (_: string, listener: Listener) => void inSandbox.add(listener),
    off: (_: string, listener: Listener) => void inSandbox.delete(listener),
    resize: vi.fn(),
  };
  const transport: Transport = {
    post: (message) => pass(inSandbox, message),
    listen(receive) {
      inWindow.add(receive);
      return () => inWindow.delete(receive);
    },
  };
  const heard = {
    queueChanged: vi.fn(),
    targetChanged: vi.fn(),
    actionsNoted: vi.fn(),
    resultDropped: vi.fn(),
    contentChanged: vi.fn(),
  };
  const { contentChanged, ...events } = heard;
  const sandbox = createChannel({
    transport,
    timers: REALM_TIMERS,
    name: WINDOW_CHANNEL,
    mine: WINDOW_CONTRACT,
    handlers: { requests: {}, events },
    theirs: SANDBOX_CONTRACT,
  });
  return {
    ui,
    /** What the window asks and tells. */
    sandbox,
    heard,
    /** Opens the panel's port as well, on which contents are told. */
    async openPanel() {
      const host = await hostOverChannel({ transport, timers: REALM_TIMERS });
      host.listen({ contentChanged, presetsChanged: () => {} });
      return host;
    },
  };
}
