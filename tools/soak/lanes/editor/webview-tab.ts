import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ENGINE_PRELUDE, PAGE_PRELUDE } from '../pages/preludes.js';
import type { DiskUri } from './disk-uri.js';
import { PAGE_MESSAGES, packed, unpacked } from './webview-messages.js';

/** What the extension is given as a `WebviewPanel`. */
export interface WebviewTab {
  readonly webview: object;
  onDidDispose(listener: () => void): { dispose(): void };
  dispose(): void;
}

/** Tabs of a browser that stand for VS Code's. */
export interface Tabs {
  open(): WebviewTab;
  /** The page of the youngest that is open. */
  readonly page: Page | null;
  /** Closes the youngest, as a person does. */
  closeLast(): void;
  uncaught(): string[];
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.wasm': 'application/wasm',
};

/** @param extension the folder whose files the tabs may ask for */
export async function openTabs(browser: Browser, extension: string): Promise<Tabs> {
  const pages = new Map<string, string>();
  const address = await serveTabs(extension, pages);
  const errors: string[] = [];
  const open: OpenTab[] = [];
  let count = 0;
  return {
    open: () => {
      count += 1;
      const path = `/page-${count}.html`;
      const tab = createTab(async (html, hear) => {
        pages.set(path, html);
        const page = await browser.newPage({ locale: 'en-US' });
        page.on('pageerror', (error) => errors.push(String(error)));
        await page.exposeFunction('hear', (message: unknown) => hear(unpacked(message)));
        await page.addInitScript(PAGE_PRELUDE + PAGE_MESSAGES);
        return { page, load: () => page.goto(address + path) };
      }, address);
      tab.panel.onDidDispose(() => {
        pages.delete(path);
        open.splice(open.indexOf(tab), 1);
      });
      open.push(tab);
      return tab.panel;
    },
    get page() {
      return open.at(-1)?.page ?? null;
    },
    closeLast: () => open.at(-1)?.panel.dispose(),
    uncaught: () => errors.splice(0),
  };
}

interface OpenTab {
  readonly page: Page | null;
  readonly panel: WebviewTab;
}

/** A page whose scripts have not run yet. */
type ShowPage = (
  html: string,
  hear: (message: unknown) => void,
) => Promise<{ readonly page: Page; load(): Promise<unknown> }>;

/** @param address of the server, which the page calls its own */
function createTab(showPage: ShowPage, address: string): OpenTab {
  const hearing = new Set<(message: unknown) => void>();
  const disposed = new Set<() => void>();
  let page: Page | null = null;
  let isClosed = false;
  const show = async (html: string) => {
    const shown = await showPage(html, (message) => {
      for (const listener of hearing) listener(message);
    });
    page = shown.page;
    if (isClosed) await page.close();
    else await shown.load();
  };
  const webview = {
    cspSource: address,
    asWebviewUri: ({ path }: DiskUri) => `${address}/files${path}`,
    // A tab that is closed meanwhile hears nothing.
    set html(html: string) {
      show(html).catch(() => {});
    },
    postMessage: async (message: unknown) => {
      const receive = (value: unknown) => (globalThis as never as Receiving).receive(value);
      await page?.evaluate(receive, packed(message));
      return true;
    },
    onDidReceiveMessage: (listener: (message: unknown) => void) => listen(hearing, listener),
  };
  const dispose = () => {
    if (isClosed) return;
    isClosed = true;
    void page?.close();
    for (const listener of disposed) listener();
  };
  return {
    get page() {
      return page;
    },
    panel: { webview, dispose, onDidDispose: (listener) => listen(disposed, listener) },
  };
}

function listen<Listener>(listeners: Set<Listener>, listener: Listener) {
  listeners.add(listener);
  return { dispose: () => void listeners.delete(listener) };
}

interface Receiving {
  receive(message: unknown): void;
}

/** Of the loopback server, without a slash at the end. */
async function serveTabs(extension: string, pages: ReadonlyMap<string, string>): Promise<string> {
  const server = createServer(async (request, response) => {
    const path = decodeURI(new URL(request.url ?? '/', 'http://tab').pathname);
    const body = pages.get(path) ?? (await fileAt(path.replace(/^\/files/, ''), extension));
    response.writeHead(body === null ? 404 : 200, { 'content-type': TYPES[extname(path)] ?? '' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function fileAt(path: string, extension: string): Promise<Uint8Array | null> {
  if (!path.startsWith(`${extension}/`)) return null;
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null || !path.endsWith('/engine.js')) return bytes;
  return Buffer.concat([Buffer.from(ENGINE_PRELUDE), bytes]);
}
