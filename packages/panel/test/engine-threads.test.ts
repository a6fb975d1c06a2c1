import { createHash } from 'node:crypto';
import {
  type BrowserPage,
  ISOLATION,
  launchBrowser,
  openPage,
} from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript, engineFiles } from './open-engine-page.js';

/** What the engine's worker did with workers of its own. */
interface Threads {
  readonly isolated: boolean;
  /** Started, heard of, and ended. */
  readonly started: number;
  readonly came: number;
  readonly ended: number;
}

/** In the worker, before the engine: so many cores, and an answer to who asks for its threads. */
const counting = (cores: number) => `{
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${cores} });
  const threads = { isolated: self.crossOriginIsolated, started: 0, came: 0, ended: 0 };
  self.Worker = class extends Worker {
    constructor(address) {
      super(address);
      threads.started += 1;
      this.addEventListener('message', () => { threads.came += 1; });
    }
    terminate() {
      threads.ended += 1;
      super.terminate();
    }
  };
  self.addEventListener('message', ({ data }) => {
    if (data === 'count the threads') postMessage({ threads });
  });
}
`;

describe('the threads of the engine in a page', () => {
  const chromePath = chromiumPath();
  let browser: Browser | undefined;
  let files: Record<string, Uint8Array | string>;
  let bundle: string;
  const pages: BrowserPage[] = [];

  beforeAll(async () => {
    if (!chromePath) return;
    browser = await launchBrowser(chromePath);
    files = await engineFiles();
    bundle = await bundleScript('engine-page.ts', 'esm');
  });
  afterAll(() => browser?.close());

  /** The picture that an engine paints on WASM, and the threads that it took for it. */
  async function paint(options: {
    readonly cores: number;
    readonly kind?: 'address' | 'blob' | 'data';
    readonly headers?: Readonly<Record<string, string>>;
  }): Promise<{ readonly picture: string; readonly threads: Threads }> {
    const { cores, kind = 'address', headers = {} } = options;
    const served = { ...files, 'engine.js': counting(cores) + files['engine.js'] };
    const page = await openPage({
      ...{ chromePath: chromePath!, browser: browser!, bundle },
      ...{ files: served, headers },
    });
    pages.push(page);
    const { png, threads, errors } = await page.page.evaluate<{
      png: number[];
      threads: Threads;
      errors: string;
    }>(`(async () => {
      const engine = await start({ kinds: ['${kind}'], backend: 'wasm' });
      const pair = await addPair(engine);
      const { outcome } = await paint(engine, requestOf(pair, { parameters: { size: 48, iterations: 30 } }));
      const threads = await new Promise((resolve) => {
        workers[0].addEventListener('message', ({ data }) => data.threads && resolve(data.threads));
        workers[0].postMessage('count the threads');
      });
      engine.close();
      return { png: Array.from(outcome.png ?? []), threads, errors: String(outcome.message ?? '') };
    })()`);
    expect(errors).toBe('');
    await page.close();
    return { picture: createHash('sha256').update(Uint8Array.from(png)).digest('hex'), threads };
  }

  it('are none without isolation, and paint the same picture where there are some', async ({
    skip,
  }) => {
    if (!chromePath) return skip(NO_CHROMIUM);
    const alone = await paint({ cores: 4 });
    expect(alone.threads).toEqual({ isolated: false, started: 0, came: 0, ended: 0 });
    for (const [cores, kind] of [
      [2, 'address'],
      [3, 'blob'],
      [1, 'address'],
    ] as const) {
      const { picture, threads } = await paint({ cores, kind, headers: ISOLATION });
      const others = cores - 1;
      expect(threads).toEqual({ isolated: true, started: others, came: others, ended: others });
      expect(picture).toBe(alone.picture);
    }
  });

  it('are none in a worker from a data: address, which no page isolates', async ({ skip }) => {
    if (!chromePath) return skip(NO_CHROMIUM);
    const { threads } = await paint({ cores: 3, kind: 'data', headers: ISOLATION });
    expect(threads).toEqual({ isolated: false, started: 0, came: 0, ended: 0 });
  });

  it('that the page’s policy forbids are done without', async ({ skip }) => {
    if (!chromePath) return skip(NO_CHROMIUM);
    const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";
    const headers = { ...ISOLATION, 'content-security-policy': policy };
    const { threads } = await paint({ cores: 3, headers });
    expect(threads).toMatchObject({ isolated: true, came: 0 });
  });
});
