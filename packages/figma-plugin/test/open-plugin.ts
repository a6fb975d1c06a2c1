import { launchBrowser } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import {
  documentDifference,
  type Figma,
  type FigmaOptions,
  type NodeDifference,
  openFigma,
  type PlainNode,
} from '@pastiche/test-fixtures/figma';
import { patience } from '@pastiche/test-fixtures/patience';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';
import { type BuiltPlugin, builtPlugin } from './built-plugin.js';

/** Painting takes long where many tests share a machine without a graphics card, ms. */
export const PATIENCE = {
  get timeout() {
    return patience(120_000);
  },
  interval: 100,
};

/** As small as the engine paints, on the processor: nothing has to be compiled for it. */
const SETTINGS = {
  format: 1,
  backend: 'cpu',
  network: 'vgg19-lite',
  parameters: { size: 32, iterations: 2 },
};

/** A style whose look leaves size and iterations alone. */
export const STYLE = 'Oil whirls';

export interface Plugin extends Figma {
  button(name: string): Locator;
  /** Runs a command of the menu and waits for the panel to be ready for a style. */
  begin(command?: string): Promise<void>;
  /** Chooses the style. */
  choose(style?: string): Promise<void>;
  /** Paints to the end with the style that is chosen, for the first time. */
  paint(): Promise<void>;
  /** Expects that something cannot be done with a result. @returns why, as the window says it */
  withheld(action: string): Promise<string>;
  /** Presses what is done with a result, and waits for the toast that says so. @returns the toast */
  place(action: string): Promise<string>;
  /** Toasts about results and layers, without their sizes and those that a slow machine adds. */
  toasts(): Promise<readonly string[]>;
  /** Toasts about results that are shown larger or smaller than they were painted. */
  sizes(): Promise<readonly string[]>;
  /** What is different from the document as it was opened. */
  difference(): Promise<readonly NodeDifference[]>;
  /** How many tensors the engine of the open window holds. */
  liveTensors(): Promise<number>;
  /** Nothing was thrown, blocked or fetched. */
  expectClean(): Promise<void>;
}

export type PluginOptions = Partial<Omit<FigmaOptions, 'scene'>> &
  Pick<FigmaOptions, 'scene'> & {
    /** Parameters beside those of a small, short painting. */
    readonly parameters?: Readonly<Record<string, unknown>>;
    readonly settings?: Readonly<Record<string, unknown>>;
  };

let browser: Browser | undefined;
let built: Promise<BuiltPlugin> | undefined;
let open: Figma | undefined;

/** Opens a file with the built plugin; it is closed after the test. */
export async function openPlugin(options: PluginOptions): Promise<Plugin> {
  const chromePath = chromiumPath();
  if (chromePath === undefined) throw new Error(NO_CHROMIUM);
  const { parameters, settings, ...rest } = options;
  browser ??= await launchBrowser(chromePath);
  built ??= builtPlugin();
  open = await openFigma({ chromePath, browser, artefacts: await built, ...rest });
  await open.page.setViewportSize({ width: 900, height: 900 });
  const value = {
    ...SETTINGS,
    ...settings,
    parameters: { ...SETTINGS.parameters, ...parameters },
  };
  await open.setStorage('settings', { version: 1, value });
  return withHands(open, await open.document());
}

afterEach(async () => {
  await open?.close();
  open = undefined;
});

afterAll(() => browser?.close());

function withHands(figma: Figma, before: PlainNode): Plugin {
  const { ui } = figma;
  const button = (name: string) => ui.getByRole('button', { name, exact: true });
  const messages = async () => (await figma.notifications()).map(({ message }) => message);
  const isSize = (message: string) => message.startsWith('Painted at ');
  const sizes = async () => (await messages()).filter(isSize);
  const toasts = async () =>
    (await messages()).filter((message) => !isSize(message) && !message.endsWith(' is finished.'));
  const isFree = async (name: string) =>
    (await button(name).count()) === 1 &&
    (await button(name).getAttribute('aria-disabled')) === null;
  return {
    ...figma,
    button,
    toasts,
    sizes,
    begin: async (command = 'open') => {
      await figma.run(command);
      await ui.getByRole('option', { name: STYLE, exact: true }).waitFor(PATIENCE);
    },
    choose: async (style = STYLE) => {
      await ui.getByRole('option', { name: style, exact: true }).click(PATIENCE);
      await expect.poll(() => isFree('Stylize'), PATIENCE).toBe(true);
    },
    paint: async () => {
      await button('Stylize').click();
      await button('Stylize again').waitFor(PATIENCE);
    },
    withheld: async (action) => {
      const isButton = (await button(action).count()) === 1;
      if (!isButton) await button('More').click();
      const offered = isButton ? button(action) : ui.getByRole('menuitem', { name: action });
      await expect.poll(() => offered.getAttribute('aria-disabled'), PATIENCE).toBe('true');
      if (isButton) {
        const hint = await offered.getAttribute('aria-describedby');
        return (await ui.locator(`[id="${hint}"]`).textContent()) ?? '';
      }
      const why = (await offered.locator('.p-hint').textContent()) ?? '';
      await offered.press('Escape');
      return why;
    },
    place: async (action) => {
      const told = (await toasts()).length;
      if ((await button(action).count()) === 1) await button(action).click();
      else {
        await button('More').click();
        await ui.getByRole('menuitem', { name: action }).click();
      }
      await expect.poll(async () => (await toasts()).length, PATIENCE).toBe(told + 1);
      return (await toasts())[told];
    },
    difference: async () => documentDifference(before, await figma.document()),
    liveTensors: async () => {
      const counts = await Promise.all(
        figma.page.workers().map((worker) => worker.evaluate(countTensors)),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },
    expectClean: async () => {
      expect(await figma.errors()).toEqual([]);
      expect(await figma.violations()).toEqual([]);
      expect(await figma.requests()).toEqual([]);
      expect(await figma.loadedPages()).toEqual([]);
    },
  };
}

/** TensorFlow.js keeps its one engine where every copy of it looks first. */
function countTensors(): number {
  const { _tfengine } = globalThis as unknown as {
    _tfengine: { readonly state: { readonly numTensors: number } };
  };
  return _tfengine.state.numTensors;
}
