import { apiObject } from '../interface/api-object.js';
import type { HostState } from '../state/host-state.js';
import { isAllowed } from '../ui/network-access.js';

/** What `fetch` in Figma's VM takes besides the address: no signal, no streams. */
const FETCH_OPTIONS = [
  'method',
  'headers',
  'headersObject',
  'body',
  'credentials',
  'cache',
  'redirect',
  'referrer',
  'integrity',
];

interface FetchResponse {
  readonly headersObject: Readonly<Record<string, string>>;
  readonly ok: boolean;
  readonly redirected: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly type: string;
  readonly url: string;
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
  json(): Promise<unknown>;
}

export interface PluginSystem {
  /** What the VM's own globals call. */
  readonly api: object;
  /** What `fetch` brings, as `createImageAsync` uses it. */
  fetchBytes(url: string): Promise<Uint8Array>;
  cancelTimers(): void;
}

/** Timers, console and network of one run. `guard` calls a function of the plugin and reports what it throws. */
export function createPluginSystem(
  state: HostState,
  guard: (run: () => unknown) => void,
  isOpen: () => boolean,
): PluginSystem {
  const timers = new Set<number>();
  const checkTimer = (callback: unknown) => {
    if (typeof callback !== 'function') throw new TypeError('A timer needs a function.');
    if (!isOpen()) throw new Error('The plugin is closed, and its timers with it.');
  };
  const clear = (id: number) => {
    clearTimeout(id);
    timers.delete(id);
  };
  const api = apiObject('system', {
    setTimeout(callback: () => unknown, milliseconds = 0) {
      checkTimer(callback);
      const id = setTimeout(() => {
        timers.delete(id);
        guard(callback);
      }, milliseconds);
      timers.add(id);
      return id;
    },
    setInterval(callback: () => unknown, milliseconds = 0) {
      checkTimer(callback);
      const id = setInterval(() => guard(callback), milliseconds);
      timers.add(id);
      return id;
    },
    clearTimeout: clear,
    clearInterval: clear,
    log: (level: string, text: string) => void state.log.push({ level, text }),
    uncaught: (text: string) => void state.errors.push(text),
    fetch: (url: unknown, init: Readonly<Record<string, unknown>> = {}) =>
      fetchForMain(state, url, init),
  });
  return {
    api,
    async fetchBytes(url) {
      const response = await fetchForMain(state, url, {});
      return new Uint8Array(await response.arrayBuffer());
    },
    cancelTimers: () => timers.forEach(clear),
  };
}

async function fetchForMain(
  state: HostState,
  url: unknown,
  init: Readonly<Record<string, unknown>>,
): Promise<FetchResponse> {
  if (typeof url !== 'string') throw new TypeError('fetch takes the address as a text.');
  const unknown = Object.keys(init).find((key) => !FETCH_OPTIONS.includes(key));
  if (unknown !== undefined) throw new TypeError(`fetch has no option "${unknown}" in Figma.`);
  const request = (refused: boolean) => state.requests.push({ from: 'main', url, refused });
  if (!isAllowed(state.manifest, url)) {
    request(true);
    state.violations.push(`networkAccess does not allow ${url}`);
    throw new TypeError('Failed to fetch');
  }
  // The loopback address stands for the network: the test answers there in its name.
  const answer = `/network-answer?url=${encodeURIComponent(url)}`;
  const response = await fetch(answer).catch((error: unknown) => {
    request(true);
    throw error;
  });
  request(false);
  const { ok, redirected, status, statusText, type } = response;
  return apiObject<FetchResponse>('FetchResponse', {
    headersObject: Object.fromEntries(response.headers),
    ok,
    redirected,
    status,
    statusText,
    type,
    url,
    arrayBuffer: () => response.arrayBuffer(),
    text: () => response.text(),
    json: () => response.json(),
  });
}
