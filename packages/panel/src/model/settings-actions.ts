import type { Parameters } from '@pastiche/core';
import type { PanelModel } from './model.js';
import type { PanelParts } from './panel-parts.js';

export type SettingsActions = Pick<
  PanelModel,
  'setParameters' | 'setSettings' | 'resetParameters' | 'restartEngine'
>;

/**
 * Changing settings, with what follows: a live parameter acts on the run under way, another backend
 * needs another engine.
 *
 * @param initialParameters those that Reset goes back to
 */
export function createSettingsActions(
  { settings, runs, variations, history, engine, idle, busy, notices }: PanelParts,
  initialParameters: () => Parameters,
): SettingsActions {
  const restart = async () => {
    runs.abandon();
    void variations.cancel();
    // A timelapse is made of what the engine kept.
    history.dropFrames();
    await engine.restart();
  };
  let waits = false;
  const followBackend = () => {
    if (waits) return;
    waits = true;
    if (busy.peek()) {
      notices.info('The engine changes over when this painting has ended.');
    }
    idle.whenIdle(() => {
      waits = false;
      void restart();
    });
  };
  return {
    setParameters: (change) => {
      if (!settings.change(change)) return;
      notices.forgetError();
      runs.offer(change);
    },
    setSettings: (change) => {
      const { backend } = settings.settings.peek();
      settings.set(change);
      if (settings.settings.peek().backend !== backend) followBackend();
    },
    resetParameters: () => {
      const parameters = initialParameters();
      settings.replace(parameters);
      runs.offer(parameters);
    },
    restartEngine: restart,
  };
}
