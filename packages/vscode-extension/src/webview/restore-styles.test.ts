import type { PanelModel } from '@pastiche/panel';
import { expect, it, vi } from 'vitest';
import { restoreStyles } from './restore-styles.js';

const WAVES = [{ id: 'preset:waves', weight: 0.4 }];

/** A panel that is ready, in which these styles are chosen. */
function readyModel(chosen: readonly string[]) {
  const signal = <T>(value: T) => ({
    value,
    subscribe: (listener: (value: T) => void) => {
      listener(value);
      return () => {};
    },
  });
  return {
    shelf: signal([{ id: 'preset:waves' }]),
    engine: signal({ kind: 'ready' }),
    settings: signal({ parameters: { strength: 0.3 } }),
    styles: signal(chosen),
    chooseStyle: vi.fn(async () => {}),
    setStyleWeight: vi.fn(),
    setParameters: vi.fn(),
  };
}

it('chooses what was chosen before a reload, with the look that the person set', async () => {
  const model = readyModel([]);
  await restoreStyles(model as unknown as PanelModel, WAVES, 100);
  expect(model.chooseStyle).toHaveBeenCalledWith('preset:waves', { add: true });
  expect(model.setStyleWeight).toHaveBeenCalledWith('preset:waves', 0.4);
  expect(model.setParameters).toHaveBeenCalledWith({ strength: 0.3 });
});

it('leaves a choice alone that was made meanwhile', async () => {
  const model = readyModel(['built-in:woodcut']);
  await restoreStyles(model as unknown as PanelModel, WAVES, 100);
  expect(model.chooseStyle).not.toHaveBeenCalled();
  expect(model.setParameters).not.toHaveBeenCalled();
});
