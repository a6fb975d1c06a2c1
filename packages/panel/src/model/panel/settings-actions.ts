import type { Parameters } from '@pastiche/core';
import { sentence } from '@pastiche/core';
import type { PanelModel } from '../model.js';
import { DEFAULT_SETTINGS } from '../session/parse-settings.js';
import type { PanelParts } from './panel-parts.js';
import { type EngineUsers, restartEngine } from './restart-engine.js';

export type SettingsActions = Pick<
  PanelModel,
  'setParameters' | 'setSettings' | 'resetSettings' | 'restartEngine'
>;

/**
 * Changing settings, with what follows: a live parameter acts on the run under way, another backend
 * needs another engine.
 *
 * @param initialParameters those that Reset goes back to
 */
export function createSettingsActions(
  parts: EngineUsers & Pick<PanelParts, 'settings' | 'idle' | 'busy' | 'notices'>,
  initialParameters: () => Parameters,
): SettingsActions {
  const { settings, runs, idle, busy, notices } = parts;
  const restart = () => restartEngine(parts);
  let waits = false;
  const followBackend = () => {
    if (waits) return;
    waits = true;
    if (busy.peek()) {
      notices.info(sentence`The engine changes over when this painting has ended.`);
    }
    idle.whenIdle(() => {
      waits = false;
      void restart();
    });
  };
  const setSettings: PanelModel['setSettings'] = (change) => {
    const { backend } = settings.settings.peek();
    settings.set(change);
    if (settings.settings.peek().backend !== backend) followBackend();
  };
  return {
    setParameters: (change) => {
      if (!settings.change(change)) return;
      notices.forgetError();
      runs.offer(change);
    },
    setSettings,
    resetSettings: () => {
      const parameters = initialParameters();
      settings.replace(parameters);
      runs.offer(parameters);
      const { network, backend, frames, originalSize } = DEFAULT_SETTINGS;
      setSettings({ network, backend, frames, originalSize });
    },
    restartEngine: restart,
  };
}
