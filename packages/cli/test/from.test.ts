import { blobsPicture } from '@pastiche/test-fixtures';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { openWorkshop, SHALLOW, type Workshop } from './workshop.js';

let shop: Workshop;

beforeAll(buildProgram);

beforeEach(async () => {
  shop = await openWorkshop();
  await shop.draw('card.png', blobsPicture(96, 72, 4));
});

afterEach(() => shop.close());

const paint = (...more: string[]) =>
  shop.run(
    ...['stylize', 'card.png', '--style=night.png', '--iterations=4', '--json'],
    ...SHALLOW.filter((option) => !option.startsWith('--size')),
    ...more,
  );

/** The sizes that were painted, coarse to fine. */
function scalesIn(stdout: string): string[] {
  const scales = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { scale?: { width: number; height: number } })
    .flatMap(({ scale }) => (scale ? [`${scale.width} × ${scale.height}`] : []));
  return [...new Set(scales)];
}

const recipeOf = async (name: string) => {
  const { stdout } = await shop.run('info', name);
  return JSON.parse(stdout) as { parameters: { strength: number } };
};

describe('pastiche stylize --from', () => {
  it('goes on to the picture’s own size, as the painting was painted', async () => {
    expect(await paint('-o', 'small.png', '--size=48', '--strength=0.3')).toMatchObject({
      code: 0,
    });
    const { code, stdout, stderr } = await paint('--from=small.png', '-o', 'large.png');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(scalesIn(stdout)).toEqual(['96 × 72']);
    expect(await sharp(shop.path('large.png')).metadata()).toMatchObject({ width: 96, height: 72 });
    expect((await recipeOf('large.png')).parameters.strength).toBe(0.3);
  });

  it('is refused for another picture, several, and one that is no smaller, before anything is written', async () => {
    await shop.draw('tall.png', blobsPicture(36, 48, 5));
    await shop.draw('large.png', blobsPicture(96, 72, 5));
    await shop.shell('mkdir photos; cp card.png photos/a.png; cp card.png photos/b.png');
    const before = await shop.list();
    for (const [from, words] of [
      [
        'tall.png',
        /must have the shape of the content, which will be 96 × 72 px, but it is 36 × 48 px/,
      ],
      ['large.png', /must be smaller than the result, 96 × 72 px, but it is 96 × 72 px/],
      ['missing.png', /missing\.png/],
    ] as const) {
      const { code, stderr } = await paint(`--from=${from}`, '-o', 'out.png');
      expect(code).not.toBe(0);
      expect(stderr).toMatch(words);
    }
    const several = await shop.run(
      ...['stylize', 'photos', '--style=night.png', '--from=large.png', '-o', 'out', ...SHALLOW],
    );
    expect(several).toMatchObject({ code: 2 });
    expect(several.stderr).toMatch(/--from works with one content; 2 were given/);
    expect(await shop.list()).toEqual(before);
  });

  it('never writes over the painting that it goes on from', async () => {
    await paint('-o', 'small.png', '--size=48');
    const over = await paint('--from=small.png', '-o', 'small.png', '--overwrite');
    expect(over.code).not.toBe(0);
  });
});
