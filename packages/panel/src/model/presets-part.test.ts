import { BUILT_IN_PRESETS, encodePreset, parsePreset } from '@pastiche/core';
import { expect, test } from 'vitest';
import { TINY_PNG } from '../../test/fake-engine.js';
import { settle, startTestPanel } from '../../test/start-test-panel.js';

const document = (name: string) =>
  encodePreset({
    name,
    parameters: { strength: 0.8 },
    styles: [
      {
        name: 'Waves',
        weight: 1,
        picture: { mediaType: 'image/png', bytes: TINY_PNG },
      },
    ],
  });
const own = (shelf: readonly { id: string; kind: string }[]) =>
  shelf.filter(({ kind }) => kind === 'preset').map(({ id }) => id);

test('one that cannot be read is told of and skipped, never deleted', async () => {
  const { model, host } = await startTestPanel({
    host: {
      presets: [
        { id: 'broken', document: '{' },
        { id: 'dusk', document: document('Dusk') },
      ],
    },
  });
  expect(own(model.shelf.value)).toEqual(['preset:dusk']);
  expect(model.notice.value).toMatchObject({
    kind: 'error',
    message:
      'The preset broken is left out: A preset must be JSON, but this text is not; it may have been cut off.',
  });
  expect(host.presets.length).toBe(2);
  expect(host.asked).not.toContain('deletePreset');
});

test('presets that change in the host change on the shelf', async () => {
  const { model, host } = await startTestPanel();
  host.changePresets([{ id: 'dusk', document: document('Dusk') }]);
  await settle();
  expect(own(model.shelf.value)).toEqual(['preset:dusk']);
});

test('the newest list wins, whichever arrives first', async () => {
  const { model, host } = await startTestPanel();
  const list = host.listPresets;
  const answers: (() => void)[] = [];
  host.listPresets = async () => {
    const listed = await list();
    await new Promise<void>((resolve) => answers.push(resolve));
    return listed;
  };
  host.changePresets([{ id: 'old', document: document('Old') }]);
  await settle();
  host.changePresets([{ id: 'new', document: document('New') }]);
  await settle();
  answers[1]();
  await settle();
  answers[0]();
  await settle();
  expect(own(model.shelf.value)).toEqual(['preset:new']);
});

test('a host that cannot list them is told of', async () => {
  const { model, host } = await startTestPanel();
  host.failures.set('listPresets', 'The presets could not be read.');
  host.changePresets([]);
  await settle();
  expect(model.notice.value?.message).toBe('The presets could not be read.');
  expect(model.shelf.value.length).toBe(BUILT_IN_PRESETS.length);
});

test('what is chosen and set can be saved: pictures made small, without size and seed', async () => {
  const { model, host } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.addStyle('waves.png', new Uint8Array([1]), { add: true });
  model.setStyleWeight('picture:1', 0.25);
  model.setParameters({ strength: 0.9, size: 1024, seed: 4 });
  await model.savePreset('  Évening \n light ');
  const [{ id, document: text }] = host.presets;
  expect(id).toBe('evening-light');
  const preset = parsePreset(text);
  expect(preset.name).toBe('Évening light');
  expect(preset.styles.map(({ name, weight }) => [name, weight])).toEqual([
    ['Woodcut', 1],
    ['waves.png', 0.25],
  ]);
  expect(preset.parameters).toMatchObject({ strength: 0.9 });
  expect(preset.parameters).not.toHaveProperty('size');
  expect(preset.parameters).not.toHaveProperty('seed');
  expect(own(model.shelf.value)).toEqual(['preset:evening-light']);
  expect(model.notice.value).toMatchObject({
    kind: 'info',
    message: 'The preset Évening light is on the shelf.',
  });
});

test('a second preset of the same name gets an id of its own', async () => {
  const { model, host } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.savePreset('Dusk');
  await model.savePreset('dusk!');
  expect(host.presets.map(({ id }) => id)).toEqual(['dusk', 'dusk-2']);
});

test('without a name or a style nothing is saved, and it is said why', async () => {
  const { model, host } = await startTestPanel();
  await model.savePreset('Dusk');
  expect(model.notice.value?.message).toBe(
    'A preset needs a style; choose one and wait until it has been read.',
  );
  await model.chooseStyle('built-in:woodcut');
  await model.savePreset(' \n ');
  expect(model.notice.value?.message).toBe('Give the preset a name, such as “Harbour mosaic”.');
  expect(host.presets).toEqual([]);
});

test('a host or an engine that fails keeps nothing on the shelf', async () => {
  const { model, host, engine } = await startTestPanel({ style: 'built-in:woodcut' });
  host.failures.set('savePreset', 'The presets folder cannot be written to.');
  await model.savePreset('Dusk');
  expect(model.notice.value?.message).toBe('The presets folder cannot be written to.');
  expect(own(model.shelf.value)).toEqual([]);
  host.failures.clear();
  engine.failNext('reducePicture', 'failed', 'The picture could not be encoded.');
  await model.savePreset('Dusk');
  expect(model.notice.value?.message).toBe('The picture could not be encoded.');
  expect(own(model.shelf.value)).toEqual([]);
  await model.savePreset('Dusk');
  expect(own(model.shelf.value)).toEqual(['preset:dusk']);
});

test('a host that keeps none gets a file, and the preset lasts as long as the panel', async () => {
  const { model, host } = await startTestPanel({
    host: { capabilities: { keepsPresets: false } },
    style: 'built-in:woodcut',
  });
  await model.savePreset('Dusk');
  expect(host.files).toMatchObject([{ name: 'dusk.pastiche.json', mediaType: 'application/json' }]);
  expect(parsePreset(new TextDecoder().decode(host.files[0].bytes)).name).toBe('Dusk');
  expect(host.asked).not.toContain('savePreset');
  expect(host.asked).not.toContain('listPresets');
  expect(own(model.shelf.value)).toEqual(['preset:dusk']);
});

test('deleting takes it from host, shelf and blend; a failure leaves all', async () => {
  const { model, host } = await startTestPanel({
    host: { presets: [{ id: 'dusk', document: document('Dusk') }] },
    style: 'preset:dusk',
  });
  host.failures.set('deletePreset', 'The file is open elsewhere.');
  await model.deletePreset('preset:dusk');
  expect(model.notice.value?.message).toBe('The file is open elsewhere.');
  expect(own(model.shelf.value)).toEqual(['preset:dusk']);
  expect(model.styles.value.length).toBe(1);
  host.failures.clear();
  await model.deletePreset('preset:dusk');
  expect(host.presets).toEqual([]);
  expect(own(model.shelf.value)).toEqual([]);
  expect(model.styles.value).toEqual([]);
  await model.deletePreset('built-in:woodcut');
  expect(model.shelf.value.length).toBe(BUILT_IN_PRESETS.length);
});
