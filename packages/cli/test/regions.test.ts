import { blobsPicture, checkerPicture } from '@pastiche/test-fixtures';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { columnsPicture } from './mask-pictures.js';
import { openWorkshop, SHALLOW, type Workshop } from './workshop.js';

let shop: Workshop;

beforeAll(buildProgram);

beforeEach(async () => {
  shop = await openWorkshop();
  await shop.draw('card.png', blobsPicture(48, 36, 4));
  await shop.draw('right.png', columnsPicture(48, 36, 24, 48));
  await shop.draw(
    'day.png',
    checkerPicture(48, 48, 6, [
      [240, 200, 40],
      [250, 120, 20],
    ]),
  );
  await shop.draw(
    'sea.png',
    checkerPicture(48, 48, 6, [
      [20, 60, 230],
      [10, 160, 200],
    ]),
  );
});

afterEach(() => shop.close());

const paint = (...more: string[]) =>
  shop.run('stylize', 'card.png', '--iterations=6', '--strength=1', ...SHALLOW, ...more);

async function bytesOf(name: string, left: number, width: number): Promise<number[]> {
  const picture = sharp(shop.path(name)).ensureAlpha();
  return [...(await picture.extract({ left, top: 0, width, height: 36 }).raw().toBuffer())];
}

/** The mean distance of two pictures in some columns. */
async function apart(a: string, b: string, left: number, width: number): Promise<number> {
  const [one, other] = [await bytesOf(a, left, width), await bytesOf(b, left, width)];
  return one.reduce((sum, value, at) => sum + Math.abs(value - other[at]!), 0) / one.length;
}

describe('pastiche stylize --region', () => {
  it('paints each part in the styles that follow its region', async () => {
    for (const [output, ...styles] of [
      ['both.png', '--style=day.png', '--region=right.png', '--style=sea.png'],
      ['day-alone.png', '--style=day.png'],
      ['sea-alone.png', '--style=sea.png'],
    ]) {
      expect(await paint(...styles, '-o', output!)).toMatchObject({
        code: 0,
        stderr: expect.any(String),
      });
    }
    const left = await apart('both.png', 'day-alone.png', 0, 20);
    expect(2 * left).toBeLessThan(await apart('both.png', 'sea-alone.png', 0, 20));
    const right = await apart('both.png', 'sea-alone.png', 28, 20);
    expect(2 * right).toBeLessThan(await apart('both.png', 'day-alone.png', 28, 20));
  });

  it('says in the result’s recipe what was painted how', async () => {
    const line = ['--style=day.png', '--region=right.png', '--style=sea.png', '--protect=left.png'];
    await shop.draw('left.png', columnsPicture(48, 36, 0, 6));
    expect(await paint(...line, '-o', 'out.png')).toMatchObject({ code: 0 });
    const { stdout } = await shop.run('info', 'out.png');
    const { styleNames, masks } = JSON.parse(stdout) as { styleNames: string[]; masks: unknown };
    expect(styleNames).toEqual(['day.png', 'sea.png']);
    expect(masks).toEqual({ protect: true, regions: ['sea.png'] });
  });

  it('finds regions by the names of their pictures, and paints no mask', async () => {
    await shop.shell('mkdir photos; cp card.png photos/a.png; cp right.png photos/a.sky.png');
    const { code, stderr } = await shop.run(
      ...['stylize', 'photos', '-o', 'out', '--iterations=3', ...SHALLOW],
      ...['--style=day.png', '--region={name}.sky.png', '--style=sea.png', '--region-strength=2'],
    );
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toContain('Left out, being masks: photos/a.sky.png.');
    expect(await shop.list('out')).toHaveLength(1);
  });

  it('takes a part of a style picture, and a map of strength', async () => {
    await shop.draw('part.png', columnsPicture(48, 48, 0, 30));
    const masked = ['--style=day.png', '--style-mask=part.png', '--strength-map=right.png'];
    expect(await paint(...masked, '-o', 'out.png')).toMatchObject({ code: 0 });
    expect(await apart('out.png', 'card.png', 0, 16)).toBeLessThan(1);
    expect(await apart('out.png', 'card.png', 28, 20)).toBeGreaterThan(3);
  });

  it.each([
    ['--region=right.png --style=sea.png', 2, /A --style is expected before the first --region/],
    ['--style=day.png --region=right.png', 2, /--region right\.png needs a --style after it/],
    [
      '--style-mask=right.png --style=day.png',
      2,
      /--style-mask right\.png needs a --style before it/,
    ],
    ['--style=day.png --region-strength=2', 2, /--region-strength 2 needs a --region before it/],
    [
      '--style=day.png --region=right.png --style=sea.png --region-strength=0',
      2,
      /above 0 and at most 100/,
    ],
    ['--style=day.png --region=missing.png --style=sea.png', 1, /missing\.png/],
    [
      '--style=day.png --region=right.png --style=sea.png --region=right.png --style=day.png',
      1,
      /Region 1 must have something to paint/,
    ],
  ])(
    'says in one sentence what is wrong with %s, and writes nothing',
    async (line, expected, words) => {
      const before = await shop.list();
      const { code, stderr } = await paint(...line.split(' '), '-o', 'out.png');
      expect({ code, lines: stderr.trimEnd().split('\n').length, stderr }).toMatchObject({
        code: expected,
        lines: 1,
      });
      expect(stderr).toMatch(words);
      expect(await shop.list()).toEqual(before);
    },
  );

  it('never writes over a mask', async () => {
    const over = ['--style=day.png', '--region=right.png', '--style=sea.png', '-o', 'right.png'];
    expect((await paint(...over, '--overwrite')).code).not.toBe(0);
  });
});
