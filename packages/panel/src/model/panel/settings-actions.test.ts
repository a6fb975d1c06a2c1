import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { BUILT_IN_PRESETS } from '@pastiche/core/presets';
import { expect, test } from 'vitest';
import { settle, startTestPanel } from '../../../test/start-test-panel.js';

/** The defaults with the look of a built-in style over them. */
function lookOf(name: string) {
  const preset = BUILT_IN_PRESETS.find(({ id }) => id === name);
  return { ...DEFAULT_PARAMETERS, ...preset?.parameters };
}

test('a live parameter acts on the run under way; others wait for the next', async () => {
  const { model, engine } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.stylize();
  model.setParameters({ strength: 0.8, size: 256 });
  expect(engine.lastRun.changes).toEqual([{ strength: 0.8 }]);
  expect(model.settings.value.parameters).toMatchObject({ strength: 0.8, size: 256 });
  model.setParameters({ strength: 7 });
  expect(engine.lastRun.changes.length).toBe(1);
});

test('nothing is sent to a run that is ending or over', async () => {
  const { model, engine } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.stylize();
  engine.lastRun.step(1, 10);
  model.stopAndKeep();
  model.setParameters({ strength: 0.8 });
  engine.lastRun.finish();
  await settle();
  model.setParameters({ strength: 0.9 });
  expect(engine.lastRun.changes).toEqual([]);
});

test('choosing a preset while one paints leaves its run alone', async () => {
  const { model, engine } = await startTestPanel({ style: 'built-in:woodcut' });
  model.setParameters({ totalVariation: 9 });
  await model.stylize();
  await model.chooseStyle('built-in:riso-print');
  expect(model.settings.value.parameters).toEqual(lookOf('riso-print'));
  expect(engine.lastRun.changes).toEqual([]);
});

test('Reset goes back to the chosen look over the defaults, also for the run under way', async () => {
  const { model, engine } = await startTestPanel({ style: 'built-in:woodcut' });
  model.setParameters({ strength: 0.9, size: 256, totalVariation: 2 });
  await model.stylize();
  model.resetSettings();
  expect(model.settings.value.parameters).toEqual(lookOf('woodcut'));
  expect(engine.lastRun.changes).toMatchObject([
    { strength: lookOf('woodcut').strength, totalVariation: lookOf('woodcut').totalVariation },
  ]);
});

test('Reset goes back in all that is called a setting, and leaves the styles', async () => {
  const { model, starts } = await startTestPanel({
    style: 'built-in:woodcut',
    host: { settings: { network: 'vgg19', backend: 'wasm', frames: true, advanced: true } },
  });
  model.resetSettings();
  await settle();
  expect(model.settings.value).toMatchObject({
    network: 'auto',
    backend: 'auto',
    frames: false,
    advanced: true,
  });
  expect(starts.map(({ backend }) => backend)).toEqual(['wasm', 'auto']);
  expect(model.styles.value.map(({ item }) => item.id)).toEqual(['built-in:woodcut']);
});

test('another backend needs another engine, which gets everything again', async () => {
  const { model, engines, starts, bitmaps } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.stylize();
  engines[0].lastRun.finish();
  await settle();
  model.setSettings({ backend: 'wasm' });
  expect(engines[0].closed).toBe(true);
  expect(model.engine.value.kind).toBe('starting');
  expect(model.obstacle.value).toBe('The engine is starting…');
  await settle();
  expect(starts.map(({ backend }) => backend)).toEqual(['auto', 'wasm']);
  expect(engines[1].held.length).toBe(2);
  expect(model.obstacle.value).toBeNull();
  expect(model.history.value.length).toBe(1);
  // The content's new preview, the painting, and the preview that it is compared with.
  expect(bitmaps.open.length).toBe(3);
  model.setSettings({ backend: 'wasm', frames: true });
  await settle();
  expect(engines.length).toBe(2);
});

test('while one paints, the engine changes over at its end, once', async () => {
  const { model, engines, starts } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.stylize();
  model.setSettings({ backend: 'wasm' });
  model.setSettings({ backend: 'cpu' });
  expect(model.notice.value?.message).toBe('The engine changes over when this painting has ended.');
  expect(engines[0].closed).toBe(false);
  engines[0].lastRun.finish();
  await settle();
  expect(model.job.value.kind).toBe('done');
  expect(starts.map(({ backend }) => backend)).toEqual(['auto', 'cpu']);
});

test('a restart that is asked for ends the run, and nothing of it is heard again', async () => {
  const { model, engines } = await startTestPanel({ style: 'built-in:woodcut' });
  model.setSettings({ frames: true });
  await model.stylize();
  engines[0].lastRun.finish();
  await settle();
  model.setSettings({ frames: false });
  await model.stylize();
  expect(model.history.value[0].hasFrames).toBe(true);
  const run = engines[0].lastRun;
  await model.restartEngine();
  await settle();
  expect(run.ended).toBe(true);
  expect(model.job.value).toEqual({ kind: 'cancelled' });
  expect(model.engine.value.kind).toBe('ready');
  expect(model.history.value).toMatchObject([{ hasFrames: false }]);
  run.step(3, 10);
  expect(model.job.value).toEqual({ kind: 'cancelled' });
  await model.stylize();
  expect(engines[1].runs.length).toBe(1);
});
