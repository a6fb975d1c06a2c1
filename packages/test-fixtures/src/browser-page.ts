import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { waitPatiently } from './patience/patience.js';

export interface BrowserPageOptions {
  /** The browser's program; see `chromiumPath()`. */
  readonly chromePath: string;
  /** A browser of `launchBrowser` that stays open when the page is closed; its own one when left out. */
  readonly browser?: Browser;
  /** JavaScript that the page runs as a module before `openPage` resolves. */
  readonly bundle: string;
  /** The page itself, where it is not just the bundle's frame. */
  readonly document?: string;
  /** What else the server answers, by path below its root without the leading slash. */
  readonly files?: Readonly<Record<string, Uint8Array | string>>;
  /** What the server sends with every file, such as `ISOLATION`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The browser's language, BCP 47; American English when left out, whatever the machine's is. */
  readonly locale?: string;
}

/** The headers by which a page is isolated from others, and may share memory between its workers. */
export const ISOLATION: Readonly<Record<string, string>> = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

export interface BrowserPage {
  readonly page: Page;
  /** Of the loopback server, with a slash at the end. */
  readonly address: string;
  /** What the page threw and did not catch, and what it wrote with `console.error`. */
  readonly errors: readonly string[];
  /** Ends the browser and the server. */
  close(): Promise<void>;
}

/** WebGL2 in software, the same on every machine; no traffic of the browser's own. */
const BROWSER_ARGUMENTS = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  // A sandboxed frame in a process of its own is watched a moment too late: its first requests escape.
  '--disable-features=IsolateSandboxedIframes',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

const DOCUMENT =
  '<!doctype html><meta charset="utf-8"><title>test page</title><script type="module" src="bundle.js"></script>';

/**
 * Opens a page that runs `bundle` in a headless Chromium, served from a loopback server. The module
 * has run to its end, top-level awaits included, when this resolves.
 *
 * @example
 * const { page, close } = await openPage({ chromePath, bundle: 'globalThis.answer = 42;' });
 * await page.evaluate('answer'); // 42
 * await close();
 */
export async function openPage(options: BrowserPageOptions): Promise<BrowserPage> {
  const server = await serve(options);
  let close = () => closeServer(server);
  try {
    const browser = options.browser ?? (await launchBrowser(options.chromePath));
    const page = await browser.newPage({ locale: options.locale ?? 'en-US' });
    waitPatiently(page);
    close = async () => {
      await (options.browser === undefined ? browser.close() : page.close());
      await closeServer(server);
    };
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(address, { waitUntil: 'load' });
    return { page, address, errors, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts a headless Chromium for several pages; whoever starts it closes it. */
export function launchBrowser(chromePath: string): Promise<Browser> {
  // Chromium's sandbox refuses to run as root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: chromePath, args: [...BROWSER_ARGUMENTS, ...sandbox] });
}

function serve({
  bundle,
  document = DOCUMENT,
  files = {},
  headers = {},
}: BrowserPageOptions): Promise<Server> {
  const bodies = new Map<string, Uint8Array | string>(Object.entries(files));
  bodies.set('', document).set('bundle.js', bundle).set('favicon.ico', '');
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://page').pathname.slice(1));
    const body = bodies.get(path);
    const type = { 'content-type': contentType(path) };
    response.writeHead(body === undefined ? 404 : 200, { ...type, ...headers });
    response.end(body);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '': 'text/html',
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  mjs: 'text/javascript',
  json: 'application/json',
  wasm: 'application/wasm',
  png: 'image/png',
  webp: 'image/webp',
};

function contentType(path: string): string {
  const ending = path.slice(path.lastIndexOf('.') + 1);
  return CONTENT_TYPES[path === '' ? '' : ending] ?? 'application/octet-stream';
}
