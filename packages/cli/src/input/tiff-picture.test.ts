import { readFile } from 'node:fs/promises';
import { casePath, mulberry32 } from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../base/command-error.js';
import { readPicture } from './picture-file.js';

async function pixelAt(name: string, x: number, y: number): Promise<number[]> {
  const { pixels } = await readPicture(casePath(name));
  const at = (y * pixels.width + x) * 4;
  return [...pixels.data.subarray(at, at + 4)];
}

describe('readPicture, TIFF', () => {
  it('case 03: five channels: the colours, and the alpha that the file names', async () => {
    // ExtraSamples 2, 0: alpha, then a kept selection; and 0, 0: two selections.
    expect(await pixelAt('03-tiff-5-channels/t-5cha.tif', 5, 5)).toEqual([200, 30, 30, 255]);
    expect(await pixelAt('03-tiff-5-channels/t-5ch.tif', 5, 5)).toEqual([200, 30, 30, 255]);
    const { pixels } = await readPicture(casePath('03-tiff-5-channels/t-5ch.tif'));
    expect(pixels.data).toHaveLength(96 * 64 * 4);
  });

  it.each([
    ['t-floatgrey.tif', 'floating-point numbers'],
    ['t-i16grey.tif', 'signed numbers'],
    ['t-u32grey.tif', '32 bits per channel'],
  ])('case 04: other numbers are refused in the words of the panel: %s', async (name, what) => {
    const path = casePath(`04-tiff-numbers/${name}`);
    await expect(readPicture(path)).rejects.toThrow(
      `${path}: A TIFF should hold grey, palette, RGB or CMYK colours of up to 16 bits, but this one holds ${what}; save it as PNG first.`,
    );
  });

  it('case 05: a preview before the picture is passed over', async () => {
    const { pixels, original } = await readPicture(
      casePath('05-tiff-preview-first/thumbfirst.tif'),
    );
    expect(original).toEqual({ width: 96, height: 64 });
    expect([pixels.width, pixels.height]).toEqual([96, 64]);
    expect([...pixels.data.subarray(0, 4)]).toEqual([200, 30, 30, 255]);
  });

  it('case 06: a kept selection is no transparency', async () => {
    const { pixels } = await readPicture(casePath('06-tiff-selection-alpha/t-extra0.tif'));
    expect(pixels.data.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
  });
});

it('ends in pixels or in a sentence, whatever bytes of a file are wrong', async () => {
  const random = mulberry32(6);
  const names = [
    '01-16bit-icc/icc16-adobe.png',
    '01-16bit-icc/a10-srgb.avif',
    '02-16bit-grey-icc/icc16-grey18.png',
    '03-tiff-5-channels/t-5cha.tif',
    '05-tiff-preview-first/thumbfirst.tif',
    '07-png-colour-chunks/chrm.png',
  ];
  const outcomes = new Set<string>();
  for (const name of names) {
    const whole = await readFile(casePath(name));
    const directory = name.endsWith('.tif') ? whole.readUInt32LE(4) : 0;
    for (let round = 0; round < 40; round++) {
      const bytes = Buffer.from(whole);
      for (let change = 0; change < 3; change++) {
        const at = (round % 2 ? directory : 0) + Math.floor(random() * 240);
        if (at < bytes.length) bytes[at] = random() * 256;
      }
      const outcome = await readPicture(name, bytes).then(
        () => 'pixels',
        (error: unknown) => (error instanceof CommandError ? 'sentence' : String(error)),
      );
      outcomes.add(outcome);
    }
  }
  expect([...outcomes].sort()).toEqual(['pixels', 'sentence']);
});
