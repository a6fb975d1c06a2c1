import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { encodePreset } from '@pastiche/core/presets';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { type Assistant, startAssistant } from './mcp-client.js';
import { openWorkshop, type Workshop } from './workshop.js';

let shop: Workshop;
let assistant: Assistant;
/** As the server tells it. */
let room: string;

const SMALL = { size: 32, quality: 'draft', seed: 1 };

const paintOrder = (order: Record<string, unknown>) =>
  assistant.call('pastiche_stylize', { picture: 'photo.png', ...SMALL, ...order });

const refusal = async (order: Record<string, unknown>) => {
  const { isError, text } = await paintOrder(order);
  expect(isError).toBe(true);
  return text;
};

beforeAll(async () => {
  buildProgram();
  shop = await openWorkshop();
  await mkdir(shop.path('room'));
  await mkdir(shop.path('room2'));
  room = await realpath(shop.path('room'));
  for (const name of ['photo.png', 'night.png']) {
    await writeFile(`${room}/${name}`, await readFile(shop.path(name)));
  }
  await writeFile(`${room}/broken.png`, (await readFile(shop.path('photo.png'))).subarray(0, 200));
  await writeFile(`${room}/words.png`, 'no picture');
  await symlink(shop.path('photo.png'), `${room}/link.png`);
  const half = Buffer.alloc(64 * 48, 0).fill(255, 64 * 24);
  await sharp(half, { raw: { width: 64, height: 48, channels: 1 } }).toFile(`${room}/below.png`);
  const bytes = new Uint8Array(await readFile(shop.path('night.png')));
  const picture = { mediaType: 'image/png' as const, bytes };
  await writeFile(
    `${room}/quiet.pastiche.json`,
    encodePreset({
      name: 'Quiet night',
      styles: [{ name: 'night', weight: 1, picture }],
      parameters: { strength: 0.25 },
    }),
  );
  assistant = await startAssistant(shop.folder, [room]);
});

afterAll(async () => {
  await assistant.close();
  await shop.close();
});

describe('pastiche mcp', () => {
  it('has three tools, and says what they do', async () => {
    const { tools } = await assistant.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'pastiche_stylize',
      'pastiche_listStyles',
      'pastiche_describe',
    ]);
    for (const { description, annotations } of tools) {
      expect(description).toBeTruthy();
      expect(annotations?.destructiveHint ?? false).toBe(false);
    }
  });

  it('lists the built-in styles, and the presets of the folder', async () => {
    const { data } = await assistant.call('pastiche_listStyles');
    const { styles } = data as { styles: { id: string; name: string }[] };
    expect(styles).toContainEqual(expect.objectContaining({ id: 'woodcut', name: 'Woodcut' }));
    expect(styles).toContainEqual({
      id: `${room}/quiet.pastiche.json`,
      name: 'Quiet night',
      description: null,
    });
  });

  it('offers presets as resources', async () => {
    const { resources } = await assistant.client.listResources();
    expect(resources.map(({ name }) => name)).toEqual(['Quiet night']);
    const { contents } = await assistant.client.readResource({ uri: resources[0]?.uri ?? '' });
    const [content] = contents as { text: string }[];
    expect(JSON.parse(content?.text ?? '')).toEqual({
      name: 'Quiet night',
      parameters: { strength: 0.25 },
      styles: ['night'],
    });
    await expect(
      assistant.client.readResource({ uri: 'pastiche-preset:///etc/passwd' }),
    ).rejects.toThrow('outside the folders');
  });

  it('paints in a built-in style, tells progress, and says where the result is', async () => {
    const steps: number[] = [];
    const onprogress = ({ progress }: { progress: number }) => void steps.push(progress);
    const order = { picture: 'photo.png', style: 'woodcut', ...SMALL };
    const { text, data } = await assistant.call('pastiche_stylize', order, { onprogress });
    expect(text).toBe(`Saved ${room}/photo.woodcut.png, 32 × 24 px.`);
    expect(data).toMatchObject({ output: `${room}/photo.woodcut.png`, iterations: 100 });
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(100);
    const { width, height } = await sharp(`${room}/photo.woodcut.png`).metadata();
    expect({ width, height }).toEqual({ width: 32, height: 24 });
  });

  it('says how it was painted', async () => {
    const { data } = await assistant.call('pastiche_describe', { picture: 'photo.woodcut.png' });
    expect(data).toMatchObject({
      recipe: {
        preset: { name: 'Woodcut' },
        source: 'photo.png',
        parameters: { size: 32, strength: 0.6, seed: 1 },
      },
    });
  });

  it('never replaces a result: the next one has a number', async () => {
    const before = await readFile(`${room}/photo.woodcut.png`);
    const { data } = await paintOrder({ style: 'Woodcut' });
    expect(data).toMatchObject({ output: `${room}/photo.woodcut-2.png` });
    expect(await readFile(`${room}/photo.woodcut.png`)).toEqual(before);
  });

  it('paints by a preset’s name, with what it decides', async () => {
    const { data } = await paintOrder({ style: 'quiet night', output: 'by-preset.webp' });
    expect(data).toMatchObject({ output: `${room}/by-preset.webp` });
    const told = await assistant.call('pastiche_describe', { picture: 'by-preset.webp' });
    expect(told.data).toMatchObject({
      recipe: { preset: { name: 'Quiet night' }, parameters: { strength: 0.25 } },
    });
  });

  it('paints in the style of a picture, at the picture’s own size, a part of it otherwise', async () => {
    const { data } = await paintOrder({
      style: `${room}/night.png`,
      size: 'original',
      strength: 0.8,
      regions: [{ mask: 'below.png', style: 'ink-wash', strength: 2 }],
      output: 'parts.png',
    });
    expect(data).toMatchObject({ width: 64, height: 48 });
    const told = await assistant.call('pastiche_describe', { picture: 'parts.png' });
    expect(told.data).toMatchObject({
      recipe: { parameters: { strength: 0.8 }, masks: { regions: [expect.anything()] } },
    });
  });

  it('keeps what a mask protects', async () => {
    await paintOrder({ style: 'woodcut', size: 64, protect: 'below.png', output: 'kept.png' });
    const below = { left: 0, top: 40, width: 64, height: 8 };
    const raw = (file: string) => sharp(file).removeAlpha().extract(below).raw().toBuffer();
    expect(await raw(`${room}/kept.png`)).toEqual(await raw(`${room}/photo.png`));
  });

  it('paints two that are asked for at once, one after the other', async () => {
    const waits: string[] = [];
    const onprogress = ({ message }: { message?: string | undefined }) => {
      if (message !== undefined) waits.push(message);
    };
    const order = (output: string) => ({
      picture: 'photo.png',
      style: 'woodcut',
      ...SMALL,
      output,
    });
    const [first, second] = await Promise.all([
      assistant.call('pastiche_stylize', order('first.png'), { onprogress }),
      assistant.call('pastiche_stylize', order('second.png'), { onprogress }),
    ]);
    expect([first.isError, second.isError]).toEqual([false, false]);
    expect(waits).toEqual(['Waiting for the painting before it.']);
    expect(await readFile(`${room}/first.png`)).toEqual(await readFile(`${room}/second.png`));
  });

  it('gives up a painting that is cancelled, and leaves nothing of it', async () => {
    const before = await shop.list('room');
    const cancelled = new AbortController();
    const order = { picture: 'photo.png', style: 'woodcut', size: 256, quality: 'high' };
    const onprogress = () => cancelled.abort();
    const options = { onprogress, signal: cancelled.signal };
    await expect(assistant.call('pastiche_stylize', order, options)).rejects.toThrow('abort');
    // The next one begins when the cancelled one has ended.
    const { isError } = await paintOrder({ style: 'woodcut', output: 'after.png' });
    expect(isError).toBe(false);
    expect(await shop.list('room')).toEqual([...before, 'after.png'].sort());
  });
});

describe('what pastiche mcp refuses', () => {
  it.each([
    ['a picture that is not there', { picture: 'none.png', style: 'woodcut' }, /none\.png/],
    ['a picture outside', { picture: '../photo.png', style: 'woodcut' }, /outside the folders/],
    [
      'a picture that a link leads to',
      { picture: 'link.png', style: 'woodcut' },
      /outside the fol/,
    ],
    [
      'an absolute path elsewhere',
      { picture: '/etc/hostname', style: 'woodcut' },
      /outside the fo/,
    ],
    ['a style outside', { style: '../night.png' }, /outside the folders/],
    ['a mask outside', { style: 'woodcut', protect: '../night.png' }, /outside the folders/],
    [
      'a style that does not exist',
      { style: 'Impossible' },
      /no style “Impossible”; choose one of/,
    ],
    ['a broken picture', { picture: 'broken.png', style: 'woodcut' }, /broken\.png/],
    ['what is no picture', { picture: 'words.png', style: 'woodcut' }, /words\.png/],
    ['a result that exists', { style: 'woodcut', output: 'night.png' }, /exists, and this server/],
    [
      'the picture as its result',
      { style: 'woodcut', output: 'photo.png' },
      /exists, and this ser/,
    ],
    ['a result outside', { style: 'woodcut', output: '../new.png' }, /outside the folders/],
    ['a result of no picture’s ending', { style: 'woodcut', output: 'new.exe' }, /new\.exe/],
    ['a result in no folder', { style: 'woodcut', output: 'no/new.png' }, /no/],
    ['a size beyond all', { style: 'woodcut', size: 99_999 }, /size/],
    ['a strength beyond all', { style: 'woodcut', strength: 2 }, /strength/],
  ])('%s', async (_what, order, sentence) => {
    const before = await shop.list('room');
    const text = await refusal(order);
    expect(text).toMatch(sentence);
    expect(text).not.toMatch(/\n\s+at /);
    expect(await shop.list('room')).toEqual(before);
  });

  it('to describe what it did not paint', async () => {
    const { isError, text } = await assistant.call('pastiche_describe', { picture: 'night.png' });
    expect(isError).toBe(true);
    expect(text).toBe(`${room}/night.png does not say how it was painted.`);
  });

  it('to touch the originals', async () => {
    const hash = async (file: string) =>
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
    for (const name of ['photo.png', 'night.png']) {
      expect(await hash(`${room}/${name}`)).toBe(await hash(shop.path(name)));
    }
  });
});

describe('the folders of pastiche mcp', () => {
  it('are the current one where the client opens none', async () => {
    const other = await startAssistant(shop.path('room2'), null);
    const { text } = await other.call('pastiche_describe', { picture: '../photo.png' });
    expect(text).toContain(await realpath(shop.path('room2')));
    await other.close();
  });

  it('are those of --root, whatever the client opens', async () => {
    const other = await startAssistant(shop.folder, [shop.folder], ['--root', 'room2']);
    const { text } = await other.call('pastiche_describe', { picture: `${room}/photo.png` });
    expect(text).toContain('outside the folders');
    await other.close();
  });
});
