import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { expect, test } from 'vitest';
import { settle, startTestPanel, type TestPanel } from '../../../test/start-test-panel.js';
import { LONGEST_HISTORY } from './history-part.js';

async function paint({ model, engine }: TestPanel) {
  await model.stylize();
  const { preview } = engine.lastRun.finish();
  await settle();
  return preview;
}

test('paintings are kept in order, and can be looked at', async () => {
  const panel = await startTestPanel({ style: 'built-in:woodcut' });
  const { model } = panel;
  const first = await paint(panel);
  const second = await paint(panel);
  const [a, b] = model.history.value;
  expect([a.preview, b.preview]).toEqual([first, second]);
  expect(model.shown.value.painting).toBe(second);
  model.select(a.id);
  expect(model.selected.value).toBe(a.id);
  expect(model.shown.value.painting).toBe(first);
  model.select('painting-99');
  expect(model.selected.value).toBe(a.id);
  model.select(null);
  expect(model.shown.value.painting).toBe(second);
});

test('while one paints, its live picture is shown, unless another is looked at', async () => {
  const panel = await startTestPanel({ style: 'built-in:woodcut' });
  const { model, engine } = panel;
  const first = await paint(panel);
  model.select(model.history.value[0].id);
  await model.stylize();
  expect(model.selected.value).toBeNull();
  const live = engine.lastRun.preview();
  expect(model.shown.value.painting).toBe(live);
  model.select(model.history.value[0].id);
  expect(model.shown.value.painting).toBe(first);
  model.cancel();
  await settle();
  model.select(null);
  expect(model.shown.value.painting).toBe(first);
});

test('the oldest goes when there are more than twenty, and its bitmap with it', async () => {
  const panel = await startTestPanel({ style: 'built-in:woodcut' });
  const { model, bitmaps } = panel;
  for (let count = 0; count < LONGEST_HISTORY + 2; count++) await paint(panel);
  expect(model.history.value.length).toBe(20);
  expect(model.history.value[0].id).toBe('painting-3');
  expect(bitmaps.open.filter((label) => label === 'result').length).toBe(20);
});

test('a painting that is removed is closed; the canvas goes back to the content', async () => {
  const panel = await startTestPanel({ style: 'built-in:woodcut' });
  const { model, bitmaps } = panel;
  await paint(panel);
  const { id } = model.history.value[0];
  model.select(id);
  model.removeFromHistory(id);
  model.removeFromHistory(id);
  expect(model.history.value).toEqual([]);
  expect(model.selected.value).toBeNull();
  expect(model.job.value).toEqual({ kind: 'idle' });
  expect(model.shown.value).toMatchObject({ painting: null, label: 'harbour.png' });
  expect(bitmaps.open).toEqual(['picture-1']);
});

test('the content’s preview is closed once nothing is compared with it any more', async () => {
  const panel = await startTestPanel({ style: 'built-in:woodcut' });
  const { model, host, bitmaps } = panel;
  await paint(panel);
  host.changeContent(null);
  expect([...bitmaps.open].sort()).toEqual(['picture-1', 'result']);
  model.removeFromHistory(model.history.value[0].id);
  expect(bitmaps.open).toEqual([]);
});

test('a painting’s parameters and styles can be taken over', async () => {
  const panel = await startTestPanel({ style: 'built-in:woodcut' });
  const { model, engine } = panel;
  await model.addStyle('waves.png', new Uint8Array([7]), { add: true });
  model.setStyleWeight('picture:1', 0.25);
  model.setParameters({ strength: 0.9, size: 256 });
  await paint(panel);
  await model.chooseStyle('built-in:riso-print');
  model.resetSettings();
  model.reuse(model.history.value[0].id);
  await settle();
  expect(model.settings.value.parameters).toEqual({
    ...DEFAULT_PARAMETERS,
    strength: 0.9,
    size: 256,
  });
  expect(model.styles.value).toMatchObject([
    { item: { name: 'Woodcut' }, weight: 1, state: 'ready' },
    { item: { name: 'waves.png' }, weight: 0.25, state: 'ready' },
  ]);
  expect(engine.held.length).toBe(3);
  model.reuse('painting-99');
  expect(model.styles.value.length).toBe(2);
});

test('frames are those of the last run that collected them', async () => {
  const panel = await startTestPanel({ style: 'built-in:woodcut' });
  const { model } = panel;
  model.setSettings({ frames: true });
  await paint(panel);
  model.setSettings({ frames: false });
  await paint(panel);
  expect(model.history.value.map(({ hasFrames }) => hasFrames)).toEqual([true, false]);
  model.setSettings({ frames: true });
  await model.stylize();
  expect(model.history.value.some(({ hasFrames }) => hasFrames)).toBe(false);
});
