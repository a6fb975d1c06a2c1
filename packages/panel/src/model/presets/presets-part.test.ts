import {
  BUILT_IN_PRESETS,
  encodePreset,
  encodePresetString,
  type Preset,
  parsePreset,
  parsePresetString,
} from '@pastiche/core/presets';
import { TEXT_ENCODINGS } from '@pastiche/test-fixtures';
import { expect, test } from 'vitest';
import { TINY_PNG, tinyStatistics } from '../../../test/fake-engine.js';
import { settle, startTestPanel } from '../../../test/start-test-panel.js';

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

test('a kept preset that was formatted by hand is not added a second time', async () => {
  const kept = JSON.stringify(JSON.parse(document('Dusk')), null, 4).replaceAll('\n', '\r\n');
  const { model, host } = await startTestPanel({
    host: { presets: [{ id: 'dusk', document: kept }] },
  });
  await model.addStyle('dusk.pastiche.json', new TextEncoder().encode(kept));
  expect(own(model.shelf.value)).toEqual(['preset:dusk']);
  expect(host.presets).toEqual([{ id: 'dusk', document: kept }]);
});

test.each(TEXT_ENCODINGS)(
  'a file in %s becomes a preset, of JSON or a share string (case 21)',
  async (_, encoded) => {
    const { model } = await startTestPanel();
    await model.addStyle('dusk.json', encoded(`\ufeff${document('Dusk')}`));
    await model.addStyle('waves.txt', encoded(`\ufeff${await encodePresetString(waves)}\r\n`));
    await model.addStyle('dawn.json', encoded(document('Dawn')));
    expect(own(model.shelf.value)).toEqual(['preset:dusk', 'preset:waves', 'preset:dawn']);
  },
);

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

test('a preset that is kept is handed to the host as a file; what is none is not', async () => {
  const { model, host } = await startTestPanel({
    host: { presets: [{ id: 'dusk', document: document('Dusk') }] },
  });
  await model.savePresetFile('built-in:woodcut');
  await model.savePresetFile('preset:dusk');
  expect(host.files).toMatchObject([{ name: 'dusk.pastiche.json', mediaType: 'application/json' }]);
  expect(new TextDecoder().decode(host.files[0].bytes)).toBe(document('Dusk'));
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

const waves: Preset = {
  name: 'Waves',
  author: 'Mei',
  licence: 'CC BY 4.0',
  parameters: { strength: 0.8 },
  styles: [{ name: 'Waves', weight: 1, statistics: [tinyStatistics('vgg19-lite')] }],
};

test('the pictures of a preset share what fits into an entry of a Figma file', async () => {
  const { model, engine } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.savePreset('Alone');
  await model.addStyle('waves.png', new Uint8Array([1]), { add: true });
  await model.addStyle('foam.png', new Uint8Array([2]), { add: true });
  await model.savePreset('Three');
  const kept = engine.limits.filter(({ longSide }) => longSide === 512).map(({ bytes }) => bytes);
  expect(kept).toEqual([60_000, 20_000, 20_000, 20_000]);
});

test('a preset may be kept without its pictures', async () => {
  const { model, host } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.savePreset('Secret', { withPictures: false });
  const [style] = parsePreset(host.presets[0].document).styles;
  expect(style).toEqual({
    name: 'Woodcut',
    weight: 1,
    statistics: [tinyStatistics('vgg19-lite')],
  });
  const item = model.shelf.value.find(({ name }) => name === 'Secret');
  expect(item?.thumbnail).toMatch(/^data:image\/svg\+xml,/);
});

test.each([
  ['auto', undefined, ['vgg19-lite']],
  ['auto', true, ['vgg19-lite', 'vgg19']],
  ['vgg19', undefined, ['vgg19-lite', 'vgg19']],
  ['vgg19', false, ['vgg19-lite']],
  ['vgg19-lite', true, ['vgg19-lite', 'vgg19']],
] as const)(
  'without its pictures it is for whichever networks are asked for: %s, %s',
  async (network, withVgg19, expected) => {
    const vgg19 = { here: true, storedBytes: 20e6, kept: true };
    const { model, host } = await startTestPanel({ style: 'built-in:woodcut', engine: { vgg19 } });
    model.setSettings({ network });
    await model.savePreset('Secret', {
      withPictures: false,
      ...(withVgg19 === undefined ? {} : { withVgg19 }),
    });
    const [style] = parsePreset(host.presets[0].document).styles;
    expect(style.statistics?.map((one) => one.network)).toEqual(expected);
  },
);

test('it is told where VGG19 was asked for and could not be read', async () => {
  const { model, host } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.savePreset('Secret', { withPictures: false, withVgg19: true });
  expect(host.presets.length).toBe(1);
  expect(model.notice.value).toMatchObject({
    kind: 'error',
    message:
      'The preset Secret is on the shelf, but without statistics for VGG19, which is not here or could not be read; download it anew under Network, then save the preset again.',
  });
});

test('what would be too large with VGG19 is refused before it is computed', async () => {
  const vgg19 = { here: true, storedBytes: 20e6, kept: true };
  const { model, host, engine } = await startTestPanel({
    style: 'built-in:woodcut',
    engine: { vgg19 },
  });
  await model.addStyle('waves.png', new Uint8Array([1]), { add: true });
  await model.savePreset('Two', { withPictures: false, withVgg19: true });
  expect(host.presets.length).toBe(1);
  await model.addStyle('foam.png', new Uint8Array([2]), { add: true });
  // Whatever it would be asked for next fails.
  engine.failNext('takeStatistics', 'failed', 'It was computed.');
  await model.savePreset('Three', { withPictures: false, withVgg19: true });
  // 5 sizes · 307 360 half floats · 4/3 for Base64, a tenth more for the built-in network, three times.
  expect(model.notice.value?.message).toBe(
    'With statistics for VGG19 this preset would have about 14 MB, but at most 12 MB are taken; untick “For VGG19 too”, or choose fewer styles.',
  );
  expect(host.presets.length).toBe(1);
});

test('what needs the pictures is not kept without them', async () => {
  const { model, host } = await startTestPanel({ style: 'built-in:woodcut' });
  model.setParameters({ keepColours: 'luminance' });
  await model.savePreset('Secret', { withPictures: false });
  expect(model.notice.value?.message).toBe(
    'Without its picture a style cannot be tuned to a picture’s colours; set Colours to “From the style”, or save it with the picture.',
  );
  model.setParameters({ keepColours: 'off', initialImage: 'style' });
  await model.savePreset('Secret', { withPictures: false });
  expect(model.notice.value?.message).toBe(
    'Without its picture a style cannot be what a painting starts from; set Start from to “The picture”, or save it with the picture.',
  );
  expect(host.presets).toEqual([]);
});

test('a preset without pictures paints, and is kept again with its credits', async () => {
  const { model, host, engine } = await startTestPanel({
    host: { presets: [{ id: 'waves', document: encodePreset(waves) }] },
    style: 'preset:waves',
  });
  expect(model.styles.value).toMatchObject([
    { state: 'ready', item: { description: 'Mei · CC BY 4.0' } },
  ]);
  await model.stylize();
  const [{ picture }] = engine.lastRun.request.styles;
  expect(picture).toMatch(/^statistics-/);
  expect(engine.held).toContain(picture);
  engine.lastRun.finish();
  await settle();
  await model.savePreset('More waves');
  expect(parsePreset(host.presets[1].document)).toMatchObject({
    author: 'Mei',
    licence: 'CC BY 4.0',
    styles: waves.styles,
  });
  model.removeStyle('preset:waves');
  expect(engine.held).not.toContain(picture);
});

test('what is for the built-in network alone is held to no limit of VGG19', async () => {
  const vgg19 = { here: true, storedBytes: 20e6, kept: true };
  const both = { ...waves.styles[0], statistics: ['vgg19-lite', 'vgg19'].map(tinyStatistics) };
  const { model, engine } = await startTestPanel({
    engine: { vgg19 },
    host: {
      presets: [
        { id: 'waves', document: encodePreset(waves) },
        { id: 'both', document: encodePreset({ ...waves, styles: [both] } as Preset) },
      ],
    },
  });
  await model.chooseStyle('preset:both');
  // The fake engine has room for 1024 px with VGG19, and for 2048 px without.
  model.setParameters({ size: 1536 });
  await model.stylize();
  expect(engine.runs.length).toBe(0);
  expect(model.job.value).toMatchObject({ kind: 'failed', problem: { code: 'out-of-memory' } });
  expect(model.styles.value[0].pictures).toMatchObject([{ statistics: both.statistics }]);
  await model.chooseStyle('preset:waves');
  await model.stylize();
  expect(engine.runs.length).toBe(1);
});

test('credits that are given take the place of those that were there', async () => {
  const { model, host } = await startTestPanel({
    host: { presets: [{ id: 'waves', document: encodePreset(waves) }] },
    style: 'preset:waves',
  });
  const credits = { author: ' Me\n ', licence: '', source: 'https://example.org' };
  await model.savePreset('Mine', { credits });
  const { author, licence, source } = parsePreset(host.presets[1].document);
  expect([author, licence, source]).toEqual(['Me', 'CC BY 4.0', 'https://example.org']);
  await model.savePreset('Wrong', { credits: { source: 'file:///etc/passwd' } });
  expect(model.notice.value).toMatchObject({
    kind: 'error',
    message: expect.stringContaining('an address only with https, but "file:///etc/passwd" came.'),
  });
});

test('statistics that the engine refuses are told of as a picture is', async () => {
  const { model, engine } = await startTestPanel();
  engine.failNext('addStatistics', 'invalid-statistics', 'They are damaged.');
  await model.addStyle('waves.pastiche.json', new TextEncoder().encode(encodePreset(waves)));
  expect(model.styles.value).toMatchObject([{ state: 'failed' }]);
  expect(model.notice.value?.message).toBe('They are damaged.');
});

test('a share string that is pasted becomes a preset, and can be given on', async () => {
  const { model, host } = await startTestPanel();
  expect(await model.addText('Have a look at the harbour')).toBe(false);
  expect(await model.addText(`Try this: “${await encodePresetString(waves)}”`)).toBe(true);
  expect(model.notice.value).toMatchObject({
    kind: 'info',
    message: 'The preset Waves is on the shelf.',
  });
  expect(model.styles.value.map(({ item }) => item.id)).toEqual(['preset:waves']);
  expect(model.settings.value.parameters.strength).toBe(0.8);
  expect(parsePreset(host.presets[0].document)).toEqual(waves);
  const text = await model.shareString('preset:waves');
  expect(await parsePresetString(text!)).toEqual(waves);
  expect(await model.shareString('built-in:woodcut')).toBeNull();
});

test('a preset that is lent is painted with, and kept nowhere', async () => {
  const { model, host } = await startTestPanel({
    host: { presets: [{ id: 'dusk', document: document('Dusk') }] },
  });
  const chosen = () => model.styles.value.map(({ item }) => item.id);
  expect(await model.lendPreset(encodePreset(waves))).toBe(true);
  expect(chosen()).toEqual(['preset:lent:1']);
  expect(model.settings.value.parameters.strength).toBe(0.8);
  expect(await model.lendPreset(document('Dusk'))).toBe(true);
  expect(chosen()).toEqual(['preset:dusk']);
  host.changePresets([]);
  await settle();
  expect(own(model.shelf.value)).toEqual(['preset:lent:1']);
  expect(await model.lendPreset(encodePreset(waves))).toBe(true);
  expect(own(model.shelf.value)).toEqual(['preset:lent:1']);
  await model.deletePreset('preset:lent:1');
  expect(own(model.shelf.value)).toEqual([]);
  expect(await model.lendPreset('{')).toBe(false);
  expect(host.asked).not.toContain('savePreset');
  expect(host.asked).not.toContain('deletePreset');
});

test('a share string that is cut off is told of', async () => {
  const { model, host } = await startTestPanel();
  expect(await model.addText((await encodePresetString(waves)).slice(0, 40))).toBe(true);
  expect(model.notice.value).toMatchObject({
    kind: 'error',
    message: expect.stringContaining('The share string is cut off or mistyped'),
  });
  expect(host.presets).toEqual([]);
});

test('a dropped file may hold a share string', async () => {
  const { model } = await startTestPanel();
  const text = `\n${await encodePresetString(waves)}\n`;
  await model.addStyle('waves.txt', new TextEncoder().encode(text));
  expect(own(model.shelf.value)).toEqual(['preset:waves']);
});

test.each([
  ['../../etc/passwd', 'etc-passwd', '../../etc/passwd'],
  ['<script>alert(1)</script>', 'script-alert-1-script', '<script>alert(1)</script>'],
  ['\u202eevil\u2066 name\ud800', 'evil-name', 'evil name'],
  ['__proto__', 'proto', '__proto__'],
])('the name %j is harmless', async (name, id, kept) => {
  const { model, host } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.savePreset(name);
  expect(host.presets[0].id).toBe(id);
  expect(parsePreset(host.presets[0].document).name).toBe(kept);
  expect(model.shelf.value.at(-1)).toMatchObject({ id: `preset:${id}`, name: kept });
});
