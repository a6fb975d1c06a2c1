import { readFile, writeFile } from 'node:fs/promises';
import {
  encodePreset,
  encodePresetString,
  type Preset,
  parseRecipe,
  presetFingerprint,
  readPictureRecipe,
} from '@pastiche/core/presets';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { openWorkshop, SHALLOW, type Workshop } from './workshop.js';

let shop: Workshop;
let preset: Preset;

beforeAll(buildProgram);
beforeEach(async () => {
  shop = await openWorkshop();
  const bytes = await readFile(shop.path('night.png'));
  preset = {
    name: 'Night',
    parameters: { strength: 0.8, iterations: 3, seed: 9, initialImage: 'noise' },
    styles: [{ name: 'Night', weight: 1, picture: { mediaType: 'image/png', bytes } }],
  };
  await writeFile(shop.path('night.pastiche.json'), encodePreset(preset));
  await writeFile(shop.path('night.txt'), `“${await encodePresetString(preset)}”\n`);
});
afterEach(() => shop.close());

const paint = (style: string, output: string, ...more: string[]) =>
  shop.run('stylize', 'photo.png', '--style', style, '-o', output, ...SHALLOW, ...more);
const pixelsOf = (name: string) => sharp(shop.path(name)).raw().toBuffer();

describe('pastiche stylize --style preset.pastiche.json', () => {
  it('paints what its picture and its parameters paint, from the file as from the string', async () => {
    const spelled = ['--strength=0.8', '--iterations=3', '--seed=9', '--init=noise'];
    expect(await paint('night.png', 'spelled.png', ...spelled)).toMatchObject({ code: 0 });
    expect(await paint('night.pastiche.json', 'file.png')).toMatchObject({ code: 0 });
    expect(await paint('night.txt', 'string.png')).toMatchObject({ code: 0 });
    const [spelledOut, fromFile, fromString] = await Promise.all(
      ['spelled.png', 'file.png', 'string.png'].map(pixelsOf),
    );
    expect(fromFile!.equals(spelledOut!)).toBe(true);
    expect(fromString!.equals(spelledOut!)).toBe(true);
    const recipe = parseRecipe(readPictureRecipe(await readFile(shop.path('file.png')))!);
    expect(recipe).toMatchObject({
      preset: { name: 'Night', fingerprint: presetFingerprint(preset) },
      styleNames: ['Night'],
      source: 'photo.png',
      parameters: { strength: 0.8, seed: 9 },
    });
  });

  it('lets options override it, and names a result in a folder by it', async () => {
    await paint('night.pastiche.json', 'painted/', '--iterations=2', '--seed=1');
    expect(await shop.list('painted')).toEqual(['photo.night.png']);
    const info = await shop.run('info', 'painted/photo.night.png');
    expect(JSON.parse(info.stdout)).toMatchObject({
      preset: { name: 'Night' },
      parameters: { iterations: 2, seed: 1, strength: 0.8 },
    });
  });

  it('paints with a preset that has statistics only', async () => {
    const layers = ['--style-layers=conv1_1,conv1_2', '--network=vgg19', '--size=128'];
    await shop.run('statistics', 'night.png', '-o', 'night.pastiche-style', ...layers);
    const bytes = await readFile(shop.path('night.pastiche-style'));
    const statistics = [{ network: 'vgg19', pooling: 'max' as const, bytes }];
    const secret: Preset = {
      ...preset,
      styles: [{ name: 'Night', weight: 1, statistics }],
    };
    await writeFile(shop.path('secret.pastiche.json'), encodePreset(secret));
    // The style is looked at as large as it is, so that both take the same scale of it.
    const twice = ['--style-scale=4'];
    expect(await paint('secret.pastiche.json', 'a.png', ...twice)).toMatchObject({ code: 0 });
    expect(await paint('night.pastiche.json', 'b.png', ...twice)).toMatchObject({ code: 0 });
    const [a, b] = await Promise.all(['a.png', 'b.png'].map(pixelsOf));
    const apart = a!.map((value, index) => Math.abs(value - b![index]!));
    expect(Math.max(...apart)).toBeLessThanOrEqual(3);
  });

  it('says which file is no preset', async () => {
    await writeFile(shop.path('broken.pastiche.json'), '{"pastiche":"preset","version":2}');
    expect(await paint('broken.pastiche.json', 'out.png')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'pastiche: broken.pastiche.json: This preset was made by a newer Pastiche (version 2, this one reads 1); update Pastiche.\n',
    });
  });
});
