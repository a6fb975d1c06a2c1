import type { Language } from '@pastiche/core';
import { encodeAs } from './engine/encode-as.js';
import { startEngine as startOwnEngine } from './engine/start-engine.js';
import type { Assets } from './host/assets.js';
import type { Host } from './host/host.js';
import type { PanelModel } from './model/model.js';
import { createPanelModel } from './model/panel/create-panel-model.js';
import type { EngineStart, PanelModelOptions } from './model/panel-options.js';
import { type MountedPanel, renderPanel } from './render-panel.js';
import type { Dress } from './view/panel-context.js';

export type { MountedPanel } from './render-panel.js';
export { renderPanel } from './render-panel.js';
export type { Dress } from './view/panel-context.js';

export interface MountOptions {
  readonly host: Host;
  readonly assets: Assets;
  /** Whose colours and shapes the panel takes on. */
  readonly dress: Dress;
  /** The person's; English when left out. */
  readonly language?: Language;
  /** Another engine than the one in the panel's own worker. */
  readonly startEngine?: PanelModelOptions['startEngine'];
}

/** The panel that is shown, and the state behind it, for hosts that can follow or steer it. */
export interface PanelHandle extends MountedPanel {
  readonly model: PanelModel;
}

/**
 * Shows the panel in `root` and starts its engine.
 *
 * @example
 * const panel = mountPanel(root, { host, assets, dress: 'figma' });
 * addEventListener('pagehide', () => panel.close());
 */
export function mountPanel(root: HTMLElement, options: MountOptions): PanelHandle {
  const { host, assets, dress, language } = options;
  const startEngine =
    options.startEngine ?? ((start: EngineStart) => startOwnEngine({ assets, ...start }));
  const model = createPanelModel({ host, assets, startEngine, encode: encodeAs, language });
  const view = renderPanel(root, model, dress, language);
  return {
    model,
    close: () => {
      view.close();
      model.close();
    },
  };
}
