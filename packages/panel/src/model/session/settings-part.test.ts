import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settle, startTestPanel } from '../../../test/start-test-panel.js';
import { WRITE_DELAY_MS } from './settings-part.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const KEPT = {
  format: 1,
  network: 'vgg19',
  backend: 'wasm',
  advanced: true,
  frames: false,
  parameters: { ...DEFAULT_PARAMETERS, size: 1024, strength: 'much' },
};

test('what the host kept is taken up, also by the engine', async () => {
  const { model, starts } = await startTestPanel({ host: { settings: KEPT } });
  expect(model.settings.value).toEqual({
    network: 'vgg19',
    backend: 'wasm',
    advanced: true,
    frames: false,
    originalSize: false,
    speeds: [],
    parameters: { ...DEFAULT_PARAMETERS, size: 1024 },
  });
  expect(starts[0].backend).toBe('wasm');
});

test('what was changed before they came stays', async () => {
  const started = startTestPanel({ host: { settings: KEPT, delayMs: 100 } });
  const { model } = await started;
  model.setParameters({ strength: 0.9 });
  model.setSettings({ network: 'vgg19-lite' });
  await vi.advanceTimersByTimeAsync(100);
  expect(model.settings.value).toMatchObject({
    network: 'vgg19-lite',
    backend: 'wasm',
    parameters: { size: 1024, strength: 0.9 },
  });
});

test('settings that cannot be read are the defaults, and that is told', async () => {
  const { model, host } = await startTestPanel({ host: { delayMs: 1 } });
  host.failures.set('readSettings', 'The settings could not be read.');
  await vi.advanceTimersByTimeAsync(1);
  expect(model.settings.value.parameters).toEqual(DEFAULT_PARAMETERS);
  expect(model.notice.value?.message).toBe('The settings could not be read.');
});

test('changes are written once they rest for half a second', async () => {
  const { model, host } = await startTestPanel();
  model.setParameters({ size: 256 });
  await vi.advanceTimersByTimeAsync(WRITE_DELAY_MS - 1);
  model.setParameters({ size: 384 });
  await vi.advanceTimersByTimeAsync(WRITE_DELAY_MS - 1);
  expect(host.asked).not.toContain('writeSettings');
  await vi.advanceTimersByTimeAsync(1);
  expect(host.settings).toMatchObject({ format: 1, parameters: { size: 384 } });
  expect(host.asked.filter((method) => method === 'writeSettings').length).toBe(1);
});

test('reading them is no change, and closing writes what waits', async () => {
  const { model, host } = await startTestPanel({ host: { settings: KEPT } });
  await vi.advanceTimersByTimeAsync(2 * WRITE_DELAY_MS);
  expect(host.asked).not.toContain('writeSettings');
  model.setSettings({ advanced: false });
  model.close();
  await settle();
  expect(host.settings).toMatchObject({ advanced: false });
  model.setSettings({ advanced: true });
  expect(vi.getTimerCount()).toBe(0);
});

test('the picture’s own size holds until a number takes its place, and is written', async () => {
  const { model, host } = await startTestPanel({ style: 'built-in:woodcut' });
  model.setSettings({ originalSize: true });
  expect(model.longSide.value).toBe(640);
  model.setParameters({ strength: 0.3 });
  await model.chooseStyle('built-in:riso-print');
  await vi.advanceTimersByTimeAsync(WRITE_DELAY_MS);
  expect(host.settings).toMatchObject({ originalSize: true, parameters: { size: 512 } });
  model.setParameters({ size: 512 });
  expect([model.settings.value.originalSize, model.longSide.value]).toEqual([false, 512]);
  model.setSettings({ originalSize: true });
  model.resetSettings();
  expect(model.settings.value.originalSize).toBe(false);
});

test('a host that cannot write is told of', async () => {
  const { model, host } = await startTestPanel();
  host.failures.set('writeSettings', 'The disk is full.');
  model.setParameters({ size: 256 });
  await vi.advanceTimersByTimeAsync(WRITE_DELAY_MS);
  expect(model.notice.value).toMatchObject({ kind: 'error', message: 'The disk is full.' });
});

test('a value that makes no sense is refused in words, and changes nothing', async () => {
  const { model } = await startTestPanel();
  const before = model.settings.value;
  model.setParameters({ size: 7 });
  expect(model.settings.value).toBe(before);
  expect(model.notice.value).toMatchObject({
    kind: 'error',
    message: 'size must be a whole number from 16 to 4096, but 7 came.',
  });
  model.dismissNotice();
  expect(model.notice.value).toBeNull();
});
