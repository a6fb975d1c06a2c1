import {
  encodePreset,
  type Preset,
  parsePreset,
  parseRecipe,
  presetFingerprint,
  readPictureRecipe,
  writePictureRecipe,
} from '@pastiche/core/presets';
import { describe, expect, test } from 'vitest';
import { TINY_PNG, tinyStatistics } from '../../../test/fake-engine.js';
import {
  HARBOUR,
  settle,
  startTestPanel,
  type TestPanelOptions,
} from '../../../test/start-test-panel.js';

async function painted(options: TestPanelOptions = {}) {
  const panel = await startTestPanel({ style: 'built-in:glass-mosaic', ...options });
  await panel.model.stylize();
  panel.engine.lastRun.finish();
  await settle();
  return panel;
}

test('the painting goes to the host with a name and its recipe; what it says becomes a notice', async () => {
  const { model, host } = await painted();
  await model.save('place');
  const [{ result, action }] = host.results;
  expect(action).toBe('place');
  expect(result).toMatchObject({
    bytes: model.history.value[0].png,
    width: 512,
    height: 384,
    suggestedName: 'harbour.glass-mosaic',
    contentName: 'harbour.png',
  });
  expect(parseRecipe(result.recipe)).toMatchObject({
    network: 'vgg19-lite+vgg19',
    styleNames: ['Glass mosaic'],
    parameters: model.settings.value.parameters,
  });
  expect(model.notice.value).toMatchObject({ kind: 'info', message: 'Placed beside the layer.' });
});

test('the recipe has what stayed as it was, the text for people has not', async () => {
  const protect = { label: 'Keep text', bytes: new Uint8Array([7]) };
  const panel = await startTestPanel({
    style: 'built-in:glass-mosaic',
    host: { content: { ...HARBOUR, protect } },
  });
  const { model, host } = panel;
  const small = 'AQI=';
  await model.stylize();
  panel.engine.lastRun.finish({ masks: { protect: [small], regions: [] } });
  await settle();
  await model.save('place');
  expect(parseRecipe(host.results[0].result.recipe).masks).toEqual({
    offered: small,
    protect: null,
    regions: [],
  });
  expect(parseRecipe(model.settingsText())).not.toHaveProperty('masks');
});

test('the recipe names the preset as it was, and what was painted', async () => {
  const preset: Preset = {
    name: 'Dusk',
    parameters: { strength: 0.8 },
    styles: [{ name: 'Dusk', weight: 1, picture: { mediaType: 'image/png', bytes: TINY_PNG } }],
  };
  const { model, host } = await painted({
    host: { presets: [{ id: 'dusk', document: encodePreset(preset) }] },
    style: 'preset:dusk',
  });
  await model.save('place');
  expect(parseRecipe(host.results[0].result.recipe)).toMatchObject({
    preset: { name: 'Dusk', fingerprint: presetFingerprint(preset) },
    source: model.history.value[0].contentName,
    stoppedEarly: false,
  });
  const file = writePictureRecipe(TINY_PNG, host.results[0].result.recipe);
  expect(readPictureRecipe(file)).toBe(host.results[0].result.recipe);
});

test('the host is told what stays in the painting that is looked at, by the mask that it offered', async () => {
  const protect = { label: 'Keep text', bytes: Uint8Array.of(1, 2) };
  const panel = await painted({ host: { content: { ...HARBOUR, protect } } });
  panel.model.switchOfferedMask(false);
  await panel.model.stylize();
  panel.engine.lastRun.finish();
  await settle();
  await panel.model.save('place');
  panel.model.select(panel.model.history.value[0].id);
  await panel.model.save('place');
  const [without, kept] = panel.host.results.map(({ result }) => result.protect);
  expect(without).toEqual([]);
  expect(kept?.[0]).toBe(protect.bytes);
});

describe('where results keep their styles', () => {
  const KEEPS = { capabilities: { keepsStyles: true }, content: { ...HARBOUR, id: '1:2' } };
  const carried = ({ host }: Awaited<ReturnType<typeof painted>>) => host.results[0].result.preset;

  test('a picture goes with the result, small, with the look; and the content’s mark', async () => {
    const panel = await startTestPanel({ host: KEEPS });
    await panel.model.addStyle('waves.png', TINY_PNG);
    await panel.model.addStyle('sand.png', TINY_PNG, { add: true });
    panel.model.setParameters({ strength: 0.8, size: 64 });
    await panel.model.stylize();
    panel.engine.lastRun.finish();
    await settle();
    // What is chosen by now is not what was painted.
    await panel.model.chooseStyle('built-in:woodcut');
    const held = panel.engine.held.length;
    await panel.model.save('place');

    const preset = parsePreset(carried(panel) ?? '');
    expect(preset).toMatchObject({
      name: 'waves.png + sand.png',
      parameters: { strength: 0.8 },
      styles: [
        { name: 'waves.png', weight: 1, picture: { bytes: TINY_PNG } },
        { name: 'sand.png', weight: 1 },
      ],
    });
    expect(preset.parameters).not.toHaveProperty('size');
    expect(panel.engine.limits.slice(-2)).toEqual([
      { longSide: 512, bytes: 30_000 },
      { longSide: 512, bytes: 30_000 },
    ]);
    expect(panel.engine.held.length).toBe(held);
    expect(panel.host.results[0].result.contentId).toBe('1:2');
  });

  test('a preset goes with it as it is, statistics and all', async () => {
    const document = encodePreset({
      name: 'Dusk',
      parameters: {},
      styles: [{ name: 'Dusk', weight: 1, statistics: [tinyStatistics('vgg19-lite')] }],
    });
    const presets = [{ id: 'dusk', document }];
    const panel = await painted({ host: { ...KEEPS, presets }, style: 'preset:dusk' });
    await panel.model.save('place');
    expect(carried(panel)).toBe(document);
  });

  test('a built-in style does not, nor what cannot be made: the result comes without it', async () => {
    const panel = await painted({ host: KEEPS });
    await panel.model.save('place');
    expect(carried(panel)).toBeNull();

    const other = await startTestPanel({ host: KEEPS });
    await other.model.addStyle('waves.png', TINY_PNG);
    await other.model.stylize();
    other.engine.lastRun.finish();
    await settle();
    other.engine.failNext('reducePicture', 'failed', 'The engine ended.');
    await other.model.save('place');
    expect(carried(other)).toBeNull();
  });
});

test('the one that is looked at is saved', async () => {
  const { model, host, engine } = await painted();
  await model.setParameters({ size: 256 });
  await model.stylize();
  engine.lastRun.finish();
  await settle();
  model.select(model.history.value[0].id);
  await model.save('place');
  model.select(null);
  await model.save('place');
  expect(host.results.map(({ result }) => result.width)).toEqual([512, 256]);
});

test('a person who changed their mind hears nothing', async () => {
  const { model, host } = await painted();
  host.answer = null;
  await model.save('save');
  expect(model.notice.value).toBeNull();
});

test('a failure is told, nothing is lost, and it can be saved again', async () => {
  const { model, host } = await painted();
  host.failures.set('writeResult', 'The disk is full.');
  await model.save('save');
  expect(model.notice.value).toMatchObject({ kind: 'error', message: 'The disk is full.' });
  expect(model.history.value.length).toBe(1);
  host.failures.clear();
  await model.save('save');
  expect(host.results.length).toBe(1);
});

test('a second click while the host still asks is ignored', async () => {
  const { model, host } = await painted();
  const goOn = host.hold('writeResult');
  const first = model.save('save');
  await model.save('save');
  goOn();
  await first;
  expect(host.results.length).toBe(1);
});

test('while one paints, and before, there is nothing to save', async () => {
  const { model, host } = await painted();
  await model.stylize();
  await model.save('save');
  expect(model.notice.value?.message).toBe(
    'There is no finished painting to save yet; paint one, or stop and keep it.',
  );
  expect(host.results).toEqual([]);
});

test('the timelapse of the last run with frames is a GIF', async () => {
  const { model, host, engine } = await painted({ host: { settings: { frames: true } } });
  await model.saveTimelapse();
  expect(host.files).toMatchObject([
    { name: 'harbour.glass-mosaic-timelapse.gif', mediaType: 'image/gif' },
  ]);
  engine.failNext('timelapse', 'failed', 'The frames are gone.');
  await model.saveTimelapse();
  expect(model.notice.value?.message).toBe('The frames are gone.');
});

test('without frames there is none', async () => {
  const { model, host } = await painted();
  await model.saveTimelapse();
  expect(model.notice.value?.message).toBe(
    'Only the last painting that was made with frames has a timelapse; switch frames on and paint again.',
  );
  expect(host.files).toEqual([]);
});

test('settings as text: of the painting that is looked at, else the present ones', async () => {
  const { model } = await painted();
  const { strength } = model.history.value[0].parameters;
  model.setParameters({ strength: 0.9 });
  expect(parseRecipe(model.settingsText())).toMatchObject({
    network: 'vgg19-lite+vgg19',
    parameters: { strength },
  });
  model.removeFromHistory(model.history.value[0].id);
  expect(parseRecipe(model.settingsText())).toMatchObject({
    network: 'auto',
    styleNames: ['Glass mosaic'],
    parameters: { strength: 0.9 },
  });
});
