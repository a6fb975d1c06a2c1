import { readFileSync } from 'node:fs';
import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { BUILT_IN_PRESETS, encodePreset } from '@pastiche/core/presets';
import { casePath } from '@pastiche/test-fixtures';
import { describe, expect, test } from 'vitest';
import { TINY_PNG } from '../../../test/fake-engine.js';
import { settle, startTestPanel } from '../../../test/start-test-panel.js';

const THUMBNAIL = `data:image/png;base64,${Buffer.from(TINY_PNG).toString('base64')}`;
const [FIRST] = BUILT_IN_PRESETS;
const PICTURE = { mediaType: 'image/png', bytes: TINY_PNG } as const;
const DUSK = encodePreset({
  name: 'Dusk',
  parameters: { strength: 0.8, size: 64, seed: 5, quality: 'high' },
  styles: [
    { name: 'Waves', weight: 0.3, picture: PICTURE },
    { name: 'Wool', weight: 0.1, picture: PICTURE },
  ],
});

test('the shelf: built-in styles, then presets, then pictures; thumbnails as data', async () => {
  const { model } = await startTestPanel({
    host: { presets: [{ id: 'dusk', document: DUSK }] },
  });
  await model.addStyle('waves.png', new Uint8Array([1]));
  const shelf = model.shelf.value;
  expect(shelf.length).toBe(BUILT_IN_PRESETS.length + 2);
  expect(shelf[0]).toEqual({
    id: `built-in:${FIRST.id}`,
    kind: 'built-in',
    name: FIRST.name,
    description: FIRST.description,
    thumbnail: `data:image/webp;base64,${btoa(`styles/${FIRST.id}.thumbnail.webp`)}`,
  });
  expect(shelf.slice(-2)).toEqual([
    {
      id: 'preset:dusk',
      kind: 'preset',
      name: 'Dusk',
      description: 'Waves, Wool',
      thumbnail: THUMBNAIL,
    },
    {
      id: 'picture:1',
      kind: 'picture',
      name: 'waves.png',
      description: '',
      thumbnail: THUMBNAIL,
    },
  ]);
});

test('a thumbnail that is missing leaves the style on the shelf', async () => {
  const { model } = await startTestPanel({ missing: [`styles/${FIRST.id}.thumbnail.webp`] });
  expect(model.shelf.value[0].thumbnail).toBeNull();
  expect(model.shelf.value[1].thumbnail).not.toBeNull();
  expect(model.notice.value).toBeNull();
});

describe('choosing', () => {
  test('reads the picture of a built-in style then, and not before', async () => {
    const { model, read, engine } = await startTestPanel();
    const file = `styles/${FIRST.id}.webp`;
    expect(read).not.toContain(file);
    await model.chooseStyle(`built-in:${FIRST.id}`);
    expect(read).toContain(file);
    expect(engine.added.at(-1)).toEqual(new TextEncoder().encode(file));
    expect(model.styles.value).toMatchObject([{ item: { name: FIRST.name }, state: 'ready' }]);
  });

  test('takes the place of the style before, or joins it', async () => {
    const { model, engine } = await startTestPanel({ style: 'built-in:woodcut' });
    await model.chooseStyle('built-in:riso-print');
    expect(model.styles.value.map(({ item }) => item.id)).toEqual(['built-in:riso-print']);
    expect(engine.held.length).toBe(2);
    await model.chooseStyle('built-in:woodcut', { add: true });
    await model.chooseStyle('built-in:woodcut', { add: true });
    model.setStyleWeight('built-in:riso-print', 0.5);
    expect(model.styles.value.map(({ item, weight }) => [item.id, weight])).toEqual([
      ['built-in:riso-print', 0.5],
      ['built-in:woodcut', 1],
    ]);
    await model.stylize();
    expect(engine.lastRun.request.styles.map(({ weight }) => weight)).toEqual([0.5, 1]);
  });

  test('one that joins gets as much as the others have on average', async () => {
    const { model } = await startTestPanel({ style: 'built-in:woodcut' });
    await model.chooseStyle('built-in:riso-print', { add: true });
    model.setStyleWeight('built-in:woodcut', 0.75);
    model.setStyleWeight('built-in:riso-print', 0.25);
    await model.chooseStyle('built-in:ink-wash', { add: true });
    expect(model.styles.value.map(({ weight }) => weight)).toEqual([0.75, 0.25, 0.5]);
  });

  test('shares stay in 0..1, and one of nothing is left out', async () => {
    const { model, engine } = await startTestPanel({ style: 'built-in:woodcut' });
    await model.chooseStyle('built-in:riso-print', { add: true });
    model.setStyleWeight('built-in:woodcut', 7);
    model.setStyleWeight('built-in:woodcut', Number.NaN);
    model.setStyleWeight('built-in:riso-print', -1);
    expect(model.styles.value.map(({ weight }) => weight)).toEqual([1, 0]);
    await model.stylize();
    expect(engine.lastRun.request.styles.length).toBe(1);
  });

  test('applies a preset’s look over the defaults, and keeps what is the person’s', async () => {
    const { model, engine } = await startTestPanel({
      host: {
        presets: [{ id: 'dusk', document: DUSK }],
        settings: {
          network: 'vgg19',
          parameters: { size: 256, quality: 'draft', seed: 3, totalVariation: 2 },
        },
      },
    });
    await model.chooseStyle('preset:dusk');
    expect(model.settings.value).toMatchObject({
      network: 'vgg19',
      parameters: {
        ...DEFAULT_PARAMETERS,
        strength: 0.8,
        size: 256,
        quality: 'draft',
        seed: 3,
      },
    });
    await model.stylize();
    // 0.3 and 0.1 of one style with the share 1: 0.75 and 0.25
    const weights = engine.lastRun.request.styles.map(({ weight }) => weight);
    expect(weights[0]).toBeCloseTo(0.75, 12);
    expect(weights[1]).toBeCloseTo(0.25, 12);
    model.resetSettings();
    expect(model.settings.value.parameters.strength).toBe(0.8);
  });

  test('a style that joins, or a picture, leaves the parameters alone', async () => {
    const { model } = await startTestPanel({
      host: { presets: [{ id: 'dusk', document: DUSK }] },
      style: 'built-in:woodcut',
    });
    model.setParameters({ strength: 0.6 });
    await model.chooseStyle('preset:dusk', { add: true });
    await model.addStyle('waves.png', new Uint8Array([1]));
    expect(model.settings.value.parameters.strength).toBe(0.6);
  });

  test('removing takes it out of the blend and of the engine', async () => {
    const { model, engine } = await startTestPanel({ style: 'built-in:woodcut' });
    model.removeStyle('built-in:woodcut');
    expect(model.styles.value).toEqual([]);
    expect(engine.held).toEqual(['picture-1']);
    expect(model.obstacle.value).toBe('Choose a style.');
  });

  test('an id that is not on the shelf is nothing', async () => {
    const { model } = await startTestPanel({ style: 'built-in:woodcut' });
    await model.chooseStyle('built-in:nothing');
    expect(model.styles.value.length).toBe(1);
  });

  test('a style whose file is missing says so, and is tried again when chosen again', async () => {
    const missing = ['styles/woodcut.webp'];
    const { model } = await startTestPanel({ missing, style: 'built-in:woodcut' });
    expect(model.styles.value).toMatchObject([{ state: 'failed' }]);
    expect(model.notice.value).toMatchObject({
      kind: 'error',
      message: "The panel's file styles/woodcut.webp is missing; install Pastiche again.",
    });
    missing.pop();
    await model.chooseStyle('built-in:woodcut');
    expect(model.styles.value).toMatchObject([{ state: 'ready' }]);
  });
});

describe('a style from elsewhere', () => {
  test('is put on the shelf and chosen; its thumbnail comes from the engine', async () => {
    const { model } = await startTestPanel({ style: 'built-in:woodcut' });
    await model.addStyle('waves.png', new Uint8Array([1]), { add: true });
    expect(model.styles.value).toMatchObject([
      { item: { id: 'built-in:woodcut' } },
      { item: { id: 'picture:1', thumbnail: THUMBNAIL }, state: 'ready' },
    ]);
  });

  test('of several frames is painted by its first, and that is told: case 23', async () => {
    const { model } = await startTestPanel();
    await model.addStyle('waves', readFileSync(casePath('23-animation/anim.webp')));
    expect(model.notice.value).toMatchObject({
      kind: 'info',
      message: 'waves holds 2 frames; the first one is painted.',
    });
  });

  test('that is no picture leaves shelf and blend as they were', async () => {
    const { model, engine } = await startTestPanel({ style: 'built-in:woodcut' });
    const sentence = 'This file is no picture; choose a PNG or JPEG.';
    for (const add of [false, true]) {
      engine.failNext('addPicture', 'invalid-image', sentence);
      await model.addStyle('notes.txt', new Uint8Array([1]), { add });
      await settle();
      expect(model.shelf.value.some(({ kind }) => kind === 'picture')).toBe(false);
      expect(model.styles.value).toMatchObject([{ item: { name: 'Woodcut' }, state: 'ready' }]);
      expect(model.notice.value).toMatchObject({ kind: 'error', message: sentence });
    }
    // The next one is read, so what was said of this one is old news.
    await model.addStyle('waves.png', new Uint8Array([2]));
    expect(model.notice.value).toBeNull();
  });

  test('may come from the host in its own way, or not at all', async () => {
    const { model, host } = await startTestPanel({
      host: { style: { name: 'Layer 3', bytes: new Uint8Array([1]) } },
    });
    await model.readHostStyle();
    expect(model.styles.value).toMatchObject([{ item: { name: 'Layer 3' } }]);
    host.failures.set('readStyle', 'Select one layer for the style.');
    await model.readHostStyle();
    expect(model.notice.value?.message).toBe('Select one layer for the style.');
    // It was heeded.
    host.failures.delete('readStyle');
    await model.readHostStyle();
    expect(model.notice.value).toBeNull();
    const other = await startTestPanel();
    await other.model.readHostStyle();
    expect(other.model.styles.value).toEqual([]);
  });

  test('may be a preset file, whatever its name: it becomes a preset of the person', async () => {
    const { model, host } = await startTestPanel();
    const bytes = new TextEncoder().encode(`\uFEFF\n${DUSK}`);
    await model.addStyle('dusk.txt', bytes);
    await model.addStyle('dusk.pastiche.json', bytes);
    expect(host.presets.map(({ id }) => id)).toEqual(['dusk']);
    expect(model.styles.value).toMatchObject([{ item: { id: 'preset:dusk' }, state: 'ready' }]);
    expect(model.settings.value.parameters.strength).toBe(0.8);
  });

  test('that is a preset of a newer Pastiche is refused in words', async () => {
    const { model, host } = await startTestPanel();
    const text = DUSK.replace('"version": 1', '"version": 2');
    await model.addStyle('dusk.pastiche.json', new TextEncoder().encode(text));
    expect(model.notice.value).toMatchObject({
      kind: 'error',
      message:
        'This preset was made by a newer Pastiche (version 2, this one reads 1); update Pastiche.',
    });
    expect(host.presets).toEqual([]);
    expect(model.styles.value).toEqual([]);
  });
});
