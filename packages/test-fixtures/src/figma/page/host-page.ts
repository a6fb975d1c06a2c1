/** The page in which the simulator runs; the test reaches it by `figmaHost`. */
import { fromPortable, toPortable } from '../portable.js';
import { createHostControls, type HostControls } from './host-controls.js';
import type { ReadFaults } from './images/image-store.js';
import { createHostState, type HostConfig, type HostState } from './state/host-state.js';

let state: HostState | undefined;
let controls: HostControls | undefined;

/** What a test reads of the state as it is. */
const READABLE = ['violations', 'errors', 'requests', 'log', 'opened', 'viewport'] as const;

const reads = {
  ...Object.fromEntries(READABLE.map((key) => [key, (host: HostState) => host[key]])),
  notifications: (host: HostState) => host.toasts.list(),
  undoSteps: (host: HostState) => host.undo.pluginSteps(),
  storage: (host: HostState) => Object.fromEntries(host.storage),
  image: (host: HostState, hash: unknown) => host.images.bytes(String(hash)) ?? null,
  loadedPages: (host: HostState) => [...host.loadedPages],
  setStorage: (host: HostState, key: unknown, value: unknown) =>
    void host.storage.set(String(key), value),
  setFaults(host: HostState, of: unknown, faults: unknown) {
    host[of as 'exports' | 'imageReads'] = faults as ReadFaults;
  },
  addRequest: (host: HostState, request: unknown) =>
    void host.requests.push(request as HostState['requests'][number]),
  addViolation: (host: HostState, violation: unknown) =>
    void host.violations.push(String(violation)),
  addError: (host: HostState, error: unknown) => void host.errors.push(String(error)),
  pressNotificationButton: (host: HostState, index: unknown) =>
    host.toasts.pressButton(Number(index)),
};

type Call = (...args: readonly unknown[]) => unknown;

/** Calls what the simulator offers, by name. Bytes travel as base64. */
async function figmaHost(name: string, args: readonly unknown[]): Promise<unknown> {
  const given = args.map(fromPortable);
  if (name === 'boot') {
    state = createHostState(given[0] as HostConfig);
    controls = createHostControls(state);
    return undefined;
  }
  if (state === undefined || controls === undefined)
    throw new Error('The simulator is not booted.');
  const read = (
    reads as Readonly<Record<string, (host: HostState, ...rest: readonly unknown[]) => unknown>>
  )[name];
  const answer =
    read === undefined
      ? await (controls as unknown as Readonly<Record<string, Call>>)[name](...given)
      : read(state, ...given);
  return toPortable(answer);
}

Object.assign(globalThis, { figmaHost });
