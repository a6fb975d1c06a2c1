import type { Browser, Frame, FrameLocator, Page } from 'playwright-core';
import { openPage } from '../browser-page.js';
import { hostBundle } from './host-bundle.js';
import { simulateNetwork } from './network.js';
import { fromPortable, toPortable } from './portable.js';
import { DEFAULT_PROFILE, type FigmaProfile, type NetworkAnswer } from './profile.js';
import type { LayerDescription, PlainNode, SceneDescription } from './scene-description.js';

export interface FigmaOptions {
  /** The browser's program; see `chromiumPath()`. */
  readonly chromePath: string;
  /** One browser for several files, from `launchBrowser`; closing the file leaves it open. */
  readonly browser?: Browser;
  /** The texts of the built files. Without `ui` there is no `__html__`. */
  readonly artefacts: { readonly manifest: string; readonly main: string; readonly ui?: string };
  readonly scene: SceneDescription;
  readonly profile?: Partial<FigmaProfile>;
  /** What the network says, by URL. All else is refused. */
  readonly answers?: Readonly<Record<string, NetworkAnswer>>;
}

export interface FigmaRequest {
  readonly from: 'main' | 'ui';
  readonly url: string;
  readonly refused: boolean;
}

export interface FigmaNotification {
  readonly message: string;
  readonly error: boolean;
  /** Milliseconds; `null` for ever. */
  readonly timeout: number | null;
  readonly button: string | null;
  readonly open: boolean;
}

export interface FigmaSuggestions {
  readonly suggestions: readonly { readonly name: string; readonly data?: unknown }[] | null;
  readonly error: string | null;
  readonly loading: string | null;
}

export interface FigmaWindow {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly visible: boolean;
  readonly position: { readonly x: number; readonly y: number };
}

export interface FigmaViewport {
  readonly center: { readonly x: number; readonly y: number };
  readonly zoom: number;
  /** What was scrolled into view last. */
  readonly shown: readonly string[];
}

export interface FigmaRestDump {
  readonly file: Readonly<Record<string, unknown>>;
  readonly nodes: Readonly<Record<string, unknown>>;
  readonly images: Readonly<Record<string, unknown>>;
}

type Values = Readonly<Record<string, unknown>>;

/** An open file in which a plugin can be run; README.md tells what each member does. */
export interface Figma {
  readonly page: Page;
  readonly ui: FrameLocator;
  uiFrame(): Promise<Frame>;
  run(command: string, parameters?: Values): Promise<void>;
  suggest(command: string, key: string, query: string, given?: Values): Promise<FigmaSuggestions>;
  relaunch(id: string, command: string): Promise<void>;
  select(ids: readonly string[]): Promise<void>;
  switchPage(id: string): Promise<void>;
  edit(id: string, changes: Partial<LayerDescription>): Promise<void>;
  remove(id: string): Promise<void>;
  undo(): Promise<boolean>;
  closeWindow(): Promise<void>;
  drop(drop: Values): Promise<boolean>;
  setTheme(theme: FigmaProfile['theme']): Promise<void>;
  answer(url: string, answer: NetworkAnswer): void;
  failExports(sentence: string | null): Promise<void>;
  delayExports(milliseconds: number): Promise<void>;
  failImageReads(sentence: string | null): Promise<void>;
  delayImageReads(milliseconds: number): Promise<void>;
  pressNotificationButton(index: number): Promise<void>;
  setStorage(key: string, value: unknown): Promise<void>;
  fillStorage(bytes: number): Promise<void>;
  document(): Promise<PlainNode>;
  selection(): Promise<readonly string[]>;
  viewport(): Promise<FigmaViewport>;
  undoSteps(): Promise<number>;
  violations(): Promise<readonly string[]>;
  errors(): Promise<readonly string[]>;
  requests(): Promise<readonly FigmaRequest[]>;
  notifications(): Promise<readonly FigmaNotification[]>;
  window(): Promise<FigmaWindow | null>;
  storage(): Promise<Values>;
  image(hash: string): Promise<Uint8Array | null>;
  picture(id: string): Promise<Uint8Array>;
  restDump(ids?: readonly string[]): Promise<FigmaRestDump>;
  log(): Promise<readonly { readonly level: string; readonly text: string }[]>;
  /** Addresses that the plugin opened in the person's browser. */
  opened(): Promise<readonly string[]>;
  /** Pages that the plugin had loaded beyond the open one. */
  loadedPages(): Promise<readonly string[]>;
  isRunning(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Opens a file in the simulator. Nothing runs yet.
 *
 * @throws Error for a manifest that Figma would refuse, or a scene that it could not hold.
 * @example
 * const figma = await openFigma({ chromePath, artefacts: { manifest, main, ui }, scene });
 * await figma.run('open');
 */
export async function openFigma(options: FigmaOptions): Promise<Figma> {
  const { page: pageCode, bootstrap, wasm } = await hostBundle();
  const profile = { ...DEFAULT_PROFILE, ...options.profile };
  const opened = await openPage({
    chromePath: options.chromePath,
    locale: profile.locale,
    ...(options.browser === undefined ? {} : { browser: options.browser }),
    bundle: pageCode,
    files: { 'quickjs.wasm': wasm },
  });
  const { page, address } = opened;
  try {
    const call = hostCaller(page);
    // What the window does while the page closes has nobody left to hear of it.
    const tell = (name: string, what: unknown) =>
      void call(name, what).catch((error) => {
        if (!page.isClosed()) throw error;
      });
    const network = await simulateNetwork({
      page,
      address,
      answers: options.answers ?? {},
      onWindowRequest: (request) => tell('addRequest', { from: 'ui', ...request }),
    });
    page.on('pageerror', (error) => tell('addError', `${error.name}: ${error.message}`));
    const { artefacts, scene } = options;
    const { manifest, main, ui = null } = artefacts;
    await call('boot', { manifest, main, ui, scene, profile, bootstrap });
    const close = async () => {
      await network.stop();
      await opened.close();
    };
    return { ...controls(page, call), answer: network.answer, close };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

type Caller = <Answer>(name: string, ...args: readonly unknown[]) => Promise<Answer>;

/** Calls the page's side by name; its errors arrive as they were thrown there. */
function hostCaller(page: Page): Caller {
  return async <Answer>(name: string, ...args: readonly unknown[]) => {
    const answer = await page.evaluate(
      async ([called, given]) => {
        const { figmaHost } = globalThis as unknown as {
          figmaHost(name: string, args: readonly unknown[]): Promise<unknown>;
        };
        try {
          return { value: await figmaHost(called, given) };
        } catch (error) {
          return { message: error instanceof Error ? error.message : String(error) };
        }
      },
      [name, args.map(toPortable)] as const,
    );
    if ('message' in answer) throw new Error(answer.message);
    return fromPortable(answer.value) as Answer;
  };
}

function controls(page: Page, call: Caller): Omit<Figma, 'answer' | 'close'> {
  const exports = faultSetter(call, 'exports');
  const imageReads = faultSetter(call, 'imageReads');
  return {
    page,
    ui: page.frameLocator('iframe[name="plugin"]'),
    async uiFrame() {
      const element = await page.waitForSelector('iframe[name="plugin"]', { state: 'attached' });
      const frame = await element.contentFrame();
      if (frame === null) throw new Error("The plugin's window is closed.");
      return frame;
    },
    run: (command, parameters) => call('run', command, parameters),
    suggest: (command, key, query, given = {}) => call('suggest', command, key, query, given),
    relaunch: (id, command) => call('relaunch', id, command),
    select: (ids) => call('select', ids),
    switchPage: (id) => call('switchPage', id),
    edit: (id, changes) => call('edit', id, changes),
    remove: (id) => call('remove', id),
    undo: () => call('undo'),
    closeWindow: () => call('closeWindow'),
    drop: (drop) => call('drop', drop),
    setTheme: (theme) => call('setTheme', theme),
    failExports: (failure) => exports({ failure }),
    delayExports: (delayMs) => exports({ delayMs }),
    failImageReads: (failure) => imageReads({ failure }),
    delayImageReads: (delayMs) => imageReads({ delayMs }),
    pressNotificationButton: (index) => call('pressNotificationButton', index),
    setStorage: (key, value) => call('setStorage', key, value),
    fillStorage: (bytes) => call('fillStorage', bytes),
    ...readers(call),
  };
}

function faultSetter(call: Caller, of: 'exports' | 'imageReads') {
  const faults: { failure: string | null; delayMs: number } = { failure: null, delayMs: 0 };
  return (change: Partial<typeof faults>) =>
    call<void>('setFaults', of, Object.assign(faults, change));
}

function readers(call: Caller) {
  return {
    document: () => call<PlainNode>('document'),
    selection: () => call<readonly string[]>('selection'),
    viewport: () => call<FigmaViewport>('viewport'),
    undoSteps: () => call<number>('undoSteps'),
    violations: () => call<readonly string[]>('violations'),
    errors: () => call<readonly string[]>('errors'),
    requests: () => call<readonly FigmaRequest[]>('requests'),
    notifications: () => call<readonly FigmaNotification[]>('notifications'),
    window: () => call<FigmaWindow | null>('window'),
    storage: () => call<Values>('storage'),
    image: (hash: string) => call<Uint8Array | null>('image', hash),
    picture: (id: string) => call<Uint8Array>('picture', id),
    restDump: (ids?: readonly string[]) =>
      ids === undefined ? call<FigmaRestDump>('restDump') : call<FigmaRestDump>('restDump', ids),
    log: () => call<readonly { readonly level: string; readonly text: string }[]>('log'),
    opened: () => call<readonly string[]>('opened'),
    loadedPages: () => call<readonly string[]>('loadedPages'),
    isRunning: () => call<boolean>('isRunning'),
  };
}
