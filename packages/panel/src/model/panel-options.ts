import type { Language } from '@pastiche/core';
import type { Timers } from '../channel/channel.js';
import type { Engine } from '../engine/engine.js';
import type { Assets } from '../host/assets.js';
import type { Host, HostWeights, PictureEncoding } from '../host/host.js';
import type { Settings } from './model.js';

export interface PanelModelOptions {
  readonly host: Host;
  readonly assets: Assets;
  /** Starts an engine; called again after each change of the backend. */
  startEngine(options: EngineStart): Promise<Engine>;
  /** A finished painting's PNG as the host wants its file. */
  encode(png: Uint8Array, encoding: PictureEncoding): Promise<Uint8Array>;
  /** Milliseconds that only grow, to tell long runs. */
  readonly now?: () => number;
  readonly timers?: Timers;
  /** The person's; English when left out. */
  readonly language?: Language | undefined;
}

export interface EngineStart {
  readonly backend: Settings['backend'];
  readonly weights: HostWeights;
  readWeights(file: string): Promise<Uint8Array>;
}
