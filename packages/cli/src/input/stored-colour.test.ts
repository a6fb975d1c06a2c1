import { casePath, gammaChunk, greyProfile, pngFile, profileChunk } from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { readPicture } from './picture-file.js';

/** The colours of the four quarters of a case's picture of 96 × 64 px. */
async function quarters(name: string): Promise<number[][]> {
  const { pixels } = await readPicture(casePath(name));
  const { width, data } = pixels;
  return [5, 90].flatMap((x) =>
    [5, 60].map((y) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]),
  );
}

async function expectNear(name: string, expected: readonly (readonly number[])[]): Promise<void> {
  const found = await quarters(name);
  const [topLeft = [], topRight = [], bottomLeft = [], bottomRight = []] = expected;
  [topLeft, bottomLeft, topRight, bottomRight].forEach((colour, quarter) => {
    [...colour, 255].forEach((value, i) => {
      const distance = Math.abs((found[quarter]?.[i] ?? Number.NaN) - value);
      expect(distance, `${name}, quarter ${quarter}: ${found[quarter]}`).toBeLessThanOrEqual(1);
    });
  });
}

const grey = (value: number) => [value, value, value];

describe('readPicture, colours', () => {
  it.each(['icc16-srgb.png', 'icc8-srgb.png', 't16-srgb.tif', 'a10-srgb.avif'])(
    'case 01: more than 8 bits with a profile, sRGB: %s',
    (name) =>
      expectNear(`01-16bit-icc/${name}`, [[200, 30, 30], [30, 180, 60], [40, 60, 200], grey(128)]),
  );

  it.each(['icc16-adobe.png', 'icc8-adobe.png'])('case 01: Adobe RGB: %s', (name) =>
    expectNear(`01-16bit-icc/${name}`, [[233, 24, 24], [0, 181, 42], [21, 57, 205], grey(129)]),
  );

  it.each(['icc16-grey18.png', 'icc8-grey18.png'])('case 02: a grey profile: %s', (name) =>
    expectNear(`02-16bit-grey-icc/${name}`, [grey(210), grey(40), grey(53), grey(146)]),
  );

  it.each(['icc16-grey10.png', 'icc8-grey10.png'])('case 02: a linear one: %s', (name) =>
    expectNear(`02-16bit-grey-icc/${name}`, [grey(229), grey(96), grey(110), grey(188)]),
  );

  it('case 07: the colour chunks of PNG', async () => {
    const folder = '07-png-colour-chunks';
    await expectNear(`${folder}/gama1.png`, [
      [229, 96, 96],
      [96, 219, 133],
      [110, 133, 229],
      grey(188),
    ]);
    await expectNear(`${folder}/chrm.png`, [[220, 0, 0], [0, 185, 23], [28, 58, 209], grey(129)]);
    await expectNear(`${folder}/cicp-p3.png`, [
      [218, 0, 6],
      [0, 183, 31],
      [34, 61, 208],
      grey(128),
    ]);
  });

  it('a profile that cannot be unpacked leaves the word to the other chunks', async () => {
    const samples = [128, 40];
    const parts = { width: 2, depth: 8, colourType: 0, samples } as const;
    const broken = ['iCCP', Buffer.from('name\0\0no Deflate', 'latin1')] as const;
    const file = pngFile({ ...parts, chunks: [broken, gammaChunk(1)] });
    const { pixels } = await readPicture('a.png', file);
    expect([pixels.data[0], pixels.data[4]]).toEqual([188, 110]);
    const whole = pngFile({ ...parts, chunks: [profileChunk(greyProfile(1)), gammaChunk(1.8)] });
    expect((await readPicture('a.png', whole)).pixels.data[0]).toBe(188);
  });
});
