import type { Browser } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';
import { launchBrowser } from '../src/browser-page.js';
import { chromiumPath, NO_CHROMIUM } from '../src/chromium.js';
import { type Figma, type FigmaOptions, openFigma } from '../src/figma/index.js';

/** A manifest that Figma takes; the fields that a test is about replace its own. */
export function manifestOf(fields: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    name: 'Tiny',
    id: '1234',
    api: '1.0.0',
    main: 'main.js',
    ui: 'ui.html',
    editorType: ['figma', 'dev'],
    documentAccess: 'dynamic-page',
    networkAccess: { allowedDomains: ['none'] },
    menu: [{ name: 'Open', command: 'open' }],
    relaunchButtons: [{ command: 'again', name: 'Run again' }],
    ...fields,
  });
}

export const SCENE: FigmaOptions['scene'] = {
  pages: [
    {
      name: 'First',
      children: [
        {
          type: 'FRAME',
          id: '1:2',
          name: 'Card',
          x: 40,
          y: 40,
          width: 320,
          height: 200,
          children: [
            { type: 'RECTANGLE', id: '1:3', name: 'Box', x: 10, y: 20, width: 50, height: 40 },
          ],
        },
      ],
    },
    { id: '0:2', name: 'Second', children: [{ type: 'RECTANGLE', id: '2:1', name: 'Far' }] },
  ],
  selection: ['1:2'],
};

let browser: Browser | undefined;
let open: Figma | undefined;

/** Opens a file with a tiny plugin; it is closed after the test. */
export async function openTiny(
  main: string,
  options: Partial<FigmaOptions> & { readonly ui?: string; readonly manifest?: string } = {},
): Promise<Figma> {
  const chromePath = chromiumPath();
  if (chromePath === undefined) throw new Error(NO_CHROMIUM);
  const { ui = '<p>hello</p>', manifest = manifestOf(), scene = SCENE, ...rest } = options;
  browser ??= await launchBrowser(chromePath);
  open = await openFigma({
    chromePath,
    browser,
    artefacts: { manifest, main, ui },
    scene,
    ...rest,
  });
  return open;
}

afterEach(async () => {
  await open?.close();
  open = undefined;
});

afterAll(() => browser?.close());

/**
 * A main script that tries each expression when it runs, one after another, and logs what came of it:
 * the value as JSON, or the error's message.
 */
export function trying(expressions: Readonly<Record<string, string>>): string {
  const attempts = Object.entries(expressions).map(
    ([name, expression]) => `await attempt(${JSON.stringify(name)}, async () => (${expression}));`,
  );
  return `
    const attempt = async (name, run) => {
      let told;
      try { const value = await run(); told = value === undefined ? 'undefined' : JSON.stringify(value); }
      catch (error) { told = String(error); }
      console.log(name + ' = ' + told);
    };
    figma.on('run', async () => {
      const node = await figma.getNodeByIdAsync('1:2');
      const box = await figma.getNodeByIdAsync('1:3');
      ${attempts.join('\n')}
      console.log('done');
    });
  `;
}

/** What came of `trying`, by name, once all were tried. */
export async function triedIn(figma: Figma, command = 'open'): Promise<Record<string, string>> {
  await figma.run(command);
  const texts = async () => (await figma.log()).map(({ text }) => text);
  await expect.poll(texts).toContain('done');
  const lines = (await texts()).filter((text) => text.includes(' = '));
  return Object.fromEntries(lines.map((line) => line.split(/ = (.*)/s).slice(0, 2)));
}
