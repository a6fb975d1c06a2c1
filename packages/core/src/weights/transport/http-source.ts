import { StyleTransferError } from '../../base/errors.js';
import { sentence } from '../../base/sentence.js';
import { download, type RemoteFile } from './download.js';
import { DEFAULT_RETRY, type RetryOptions } from './retry.js';
import type { WeightSource } from './source.js';

export interface HttpSourceOptions {
  /** Address of the folder the files lie in; a query such as `?token=…` is sent with every file. */
  readonly baseUrl: string;
  /** Default: the platform's `fetch`. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  readonly retry?: Partial<RetryOptions> | undefined;
  /** Longest silence of a connection, ms, before it counts as broken; default 30 000. */
  readonly idleTimeoutMs?: number | undefined;
}

const DEFAULT_IDLE_TIMEOUT_MS = 30_000;

/**
 * A source of files below a URL, read by `fetch`. Parts are asked for by Range; where a server
 * sends the whole file instead, its one answer is kept open and read through as later parts are
 * asked for, so ask for parts in ascending order and `close()` in the end.
 *
 * Network errors and answers 408, 425, 429 and 5xx are tried again, other refusals are not. Nothing
 * is verified here: see {@link cachedSource} for files with a known SHA-256.
 *
 * @throws StyleTransferError `invalid-parameter` when the address is none of http or https.
 * @example
 * httpSource({ baseUrl: 'https://example.org/vgg19/' });
 */
export function httpSource(options: HttpSourceOptions): WeightSource {
  const base = parseHttpUrl(options.baseUrl);
  const retry: RetryOptions = { ...DEFAULT_RETRY, ...options.retry };
  const client = {
    // Called through the global, for fetch must not be detached from it in a worker.
    fetch: options.fetch ?? ((url: string, init: RequestInit) => fetch(url, init)),
    idleTimeoutMs: options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS,
    now: retry.now,
  };
  const remotes = new Map<string, RemoteFile>();
  return {
    name: base.href,
    read(file, readOptions = {}) {
      const remote = remotes.get(file) ?? { url: urlOf(base, file), file, pass: null, etag: null };
      remotes.set(file, remote);
      return download(remote, readOptions, client, retry);
    },
    close() {
      for (const { pass } of remotes.values()) pass?.cancel();
      remotes.clear();
    },
  };
}

/**
 * Splits the address of a manifest or safetensors file into what {@link httpSource} and
 * `loadWeights` take.
 *
 * @throws StyleTransferError `invalid-parameter` when the address is no file's.
 */
export function splitWeightsUrl(url: string): { baseUrl: string; file: string } {
  const parsed = parseHttpUrl(url);
  const cut = parsed.pathname.lastIndexOf('/') + 1;
  const file = decodeName(parsed.pathname.slice(cut), url);
  if (file === '') {
    const message = sentence`The address ${url} names a folder, expected a file such as model.json; add its name.`;
    throw new StyleTransferError('invalid-parameter', message);
  }
  parsed.pathname = parsed.pathname.slice(0, cut);
  return { baseUrl: parsed.href, file };
}

function decodeName(name: string, url: string): string {
  try {
    return decodeURIComponent(name);
  } catch (cause) {
    const message = sentence`The address ${url} ends in a broken percent code, expected two hexadecimal digits after each %; correct it.`;
    throw new StyleTransferError('invalid-parameter', message, { cause });
  }
}

function parseHttpUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    const message = sentence`The address of the weights is "${text}", expected one that begins with https:// or http://; correct it.`;
    throw new StyleTransferError('invalid-parameter', message);
  }
  return url;
}

function urlOf(base: URL, file: string): string {
  const url = new URL(base);
  const folder = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  url.pathname = folder + file.split('/').map(encodeURIComponent).join('/');
  url.hash = '';
  return url.href;
}
