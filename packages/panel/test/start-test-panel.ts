import type { Language } from '@pastiche/core';
import type { Assets } from '../src/host/assets.js';
import type { PanelModel } from '../src/model/model.js';
import { createPanelModel } from '../src/model/panel/create-panel-model.js';
import type { EngineStart } from '../src/model/panel-options.js';
import {
  type BitmapLedger,
  createBitmapLedger,
  createFakeEngine,
  type FakeEngine,
  type FakeEngineOptions,
} from './fake-engine.js';
import { createFakeHost, type FakeHost, type FakeHostOptions } from './fake-host.js';

export interface TestPanelOptions {
  readonly host?: FakeHostOptions;
  readonly engine?: FakeEngineOptions;
  /** Told of the host before anybody asks it anything. */
  readonly prepare?: (host: FakeHost) => void;
  /** Called before each start of an engine; throws where the start is to fail. */
  readonly beforeStart?: (start: EngineStart) => void | Promise<void>;
  /** Names of the panel's files that are not there. */
  readonly missing?: readonly string[];
  readonly now?: () => number;
  /** The model’s language. */
  readonly language?: Language;
  /** A style that is chosen once the panel is ready. */
  readonly style?: string;
}

export interface TestPanel {
  readonly model: PanelModel;
  readonly host: FakeHost;
  readonly bitmaps: BitmapLedger;
  /** All that were started, in order. */
  readonly engines: readonly FakeEngine[];
  /** The newest. */
  readonly engine: FakeEngine;
  readonly starts: readonly EngineStart[];
  /** Names of the panel's files that were read. */
  readonly read: readonly string[];
}

export const HARBOUR = { name: 'harbour.png', bytes: new Uint8Array([1, 2, 3]) };
export const STREET = { name: 'street.png', bytes: new Uint8Array([4, 5, 6, 7]) };

/** A panel on fakes, with `harbour.png` as its content unless told otherwise, settled. */
export async function startTestPanel(options: TestPanelOptions = {}): Promise<TestPanel> {
  const host = createFakeHost({ content: HARBOUR, ...options.host });
  options.prepare?.(host);
  const bitmaps = createBitmapLedger();
  const engines: FakeEngine[] = [];
  const starts: EngineStart[] = [];
  const read: string[] = [];
  const model = createPanelModel({
    host,
    assets: fakeAssets(read, options.missing ?? []),
    startEngine: async (start) => {
      starts.push(start);
      await options.beforeStart?.(start);
      const engine = createFakeEngine({ makeBitmap: bitmaps.make, ...options.engine });
      engines.push(engine);
      return engine;
    },
    encode: async (png) => png,
    ...(options.now ? { now: options.now } : {}),
    language: options.language,
  });
  await settle();
  if (options.style) await model.chooseStyle(options.style);
  return {
    model,
    host,
    bitmaps,
    engines,
    get engine() {
      return engines.at(-1) as FakeEngine;
    },
    starts,
    read,
  };
}

/** Lets everything that waits for nothing but promises happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}

function fakeAssets(read: string[], missing: readonly string[]): Assets {
  return {
    workerKinds: ['data'],
    read: async (name) => {
      read.push(name);
      if (missing.includes(name)) {
        throw new Error(`The panel's file ${name} is missing; install Pastiche again.`);
      }
      return new TextEncoder().encode(name);
    },
  };
}
