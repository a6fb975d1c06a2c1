import { type BrowserPage, openPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleScript, engineFiles } from './open-engine-page.js';

/** What a plugin without network access must expect: neither blob: nor eval, WASM or an origin. */
const POLICY = "default-src data:; script-src 'unsafe-inline' data:; style-src 'unsafe-inline'";

interface Found {
  readonly facts: { readonly place: string; readonly backend: string; readonly reason: string };
  readonly told: string[];
  readonly outcome: object;
  readonly memory: object;
  readonly violations: string[];
}

/** Puts a frame into the page and sends it the setting as soon as it is ready. */
const OPEN_FRAME = `globalThis.openFrame = (html, setting) => new Promise((resolve) => {
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-scripts';
  frame.srcdoc = html;
  addEventListener('message', function listen({ source, data }) {
    if (source !== frame.contentWindow) return;
    if (data === 'ready') return source.postMessage({ setting }, '*');
    removeEventListener('message', listen);
    frame.remove();
    resolve(data);
  });
  document.body.append(frame);
});`;

describe('the engine in a sandboxed frame without an origin, under the strictest policy', () => {
  const chromePath = chromiumPath();
  let browser: BrowserPage;
  let html: string;
  let files: Record<string, string>;
  const run = async (setting: object) => {
    const { found, ...rest } = await browser.page.evaluate(
      ([page, order]) =>
        (
          globalThis as unknown as { openFrame: (...args: unknown[]) => Promise<{ found: Found }> }
        ).openFrame(page, order),
      [html, { ...setting, files }],
    );
    expect(rest).toEqual({});
    return found;
  };

  beforeAll(async () => {
    if (!chromePath) return;
    browser = await openPage({ chromePath, bundle: OPEN_FRAME });
    const script = (await bundleScript('engine-frame-page.ts', 'iife')).replaceAll(
      '</script',
      '<\\/script',
    );
    html = `<!doctype html><head><meta http-equiv="Content-Security-Policy" content="${POLICY}"></head><body><script>${script}</script></body>`;
    const entries = Object.entries(await engineFiles());
    files = Object.fromEntries(
      entries.map(([name, file]) => [name, Buffer.from(file).toString('base64')]),
    );
  });
  afterAll(() => browser?.close());
  beforeEach(({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
  });

  it('runs in a data: worker on WebGL, for WASM is forbidden and plain JavaScript is slower', async () => {
    const { facts, told, outcome, memory, violations } = await run({
      kinds: ['blob', 'data'],
      backend: 'auto',
    });
    expect(facts).toMatchObject({ place: 'worker', backend: 'webgl' });
    expect(facts.reason).toMatch(
      /^WebGL is drawn in software \(.+\); wasm failed to start \(the content security policy forbids WebAssembly\); webgl works here$/,
    );
    expect(told.slice(0, 3)).toEqual(['preparing', 'step 1', 'preview']);
    expect(outcome).toMatchObject({ width: 48, height: 36, stoppedEarly: false });
    expect(memory).toEqual({ tensors: 0, bytes: 0 });
    // Of the blob: worker that was tried first.
    expect(violations).toEqual(['worker-src blob']);
    expect(browser.errors).toEqual([expect.stringMatching(/^Creating a worker from 'blob:/)]);
  });

  it('runs in the page where every worker is forbidden', async () => {
    const { facts, told, outcome, memory, violations } = await run({ kinds: [], backend: 'webgl' });
    expect(facts).toMatchObject({ place: 'page', backend: 'webgl' });
    expect(told.slice(0, 3)).toEqual(['preparing', 'step 1', 'preview']);
    expect(outcome).toMatchObject({ width: 48, height: 36, stoppedEarly: false });
    expect(memory).toEqual({ tensors: 0, bytes: 0 });
    // `long`, on which TensorFlow.js depends, tries WASM as it is loaded, and does without.
    expect(violations).toEqual(['script-src wasm-eval']);
  });
});
