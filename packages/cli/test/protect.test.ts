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
  // Of the size that it is painted at.
  await shop.draw('card.png', blobsPicture(48, 36, 4));
  await shop.draw('mask.png', leftHalf(48, 36));
});

afterEach(() => shop.close());

const paint = (content: string, output: string, ...more: string[]) =>
  shop.run(
    ...['stylize', content, '--style=night.png', '-o', output, '--iterations=3'],
    ...SHALLOW,
    ...more,
  );

async function columnsOf(name: string, left: number, width: number): Promise<number[]> {
  const picture = sharp(shop.path(name)).ensureAlpha();
  const { height = 0 } = await picture.metadata();
  return [...(await picture.extract({ left, top: 0, width, height }).raw().toBuffer())];
}

/** White on the left half. */
const leftHalf = (width: number, height: number) => columnsPicture(width, height, 0, width / 2);

describe('pastiche stylize --protect', () => {
  it('leaves what is white in the mask as it is, to the byte, and paints the rest', async () => {
    expect(await paint('card.png', 'out.png', '--protect=mask.png')).toMatchObject({ code: 0 });
    expect(await columnsOf('out.png', 0, 24)).toEqual(await columnsOf('card.png', 0, 24));
    expect(await columnsOf('out.png', 30, 18)).not.toEqual(await columnsOf('card.png', 30, 18));
  });

  it('finds each mask by the name of its picture, and takes none for a picture, in child processes too', async () => {
    await shop.shell('mkdir photos');
    await shop.draw('photos/a.png', blobsPicture(48, 36, 5));
    await shop.draw('photos/b.png', blobsPicture(48, 36, 6));
    await shop.draw('photos/a.mask.png', leftHalf(48, 36));
    const { code, stderr } = await paint('photos', 'out', '--protect={name}.mask.png', '--jobs=2');
    expect(stderr).toContain('Left out, being masks: photos/a.mask.png.');
    // The picture without a mask is not painted: what should have stayed would not be told from what may change.
    expect(stderr).toMatch(/photos\/b\.mask\.png/);
    expect(code).toBe(1);
    expect(await shop.list('out')).toEqual(['a.night.png']);
    expect(await columnsOf('out/a.night.png', 0, 24)).toEqual(
      await columnsOf('photos/a.png', 0, 24),
    );
  });

  it('says in one sentence what is wrong with a mask, and writes nothing', async () => {
    await shop.draw('upright.png', leftHalf(36, 48));
    await shop.draw(
      'black.png',
      checkerPicture(48, 36, 4, [
        [0, 0, 0],
        [0, 0, 0],
      ]),
    );
    await shop.draw(
      'white.png',
      checkerPicture(48, 36, 4, [
        [255, 255, 255],
        [255, 255, 255],
      ]),
    );
    const before = await shop.list();
    for (const [mask, words] of [
      ['upright.png', 'must have the shape of the picture, 48 × 36 px, but it is 36 × 48 px'],
      ['black.png', 'must mark something in white'],
      ['white.png', 'protects all of the picture'],
      ['missing.png', 'missing.png'],
    ]) {
      const { code, stderr } = await paint('card.png', 'out.png', `--protect=${mask}`);
      expect({ code, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, lines: 1 });
      expect(stderr).toContain(words);
    }
    expect(await shop.list()).toEqual(before);
  });

  it('never writes over a mask, and reads one from a pipe', async () => {
    const over = await paint('card.png', 'mask.png', '--protect=mask.png', '--overwrite');
    expect(over.code).not.toBe(0);
    const line = ['stylize', 'card.png', '--style=night.png', '-o', 'out.png', '--iterations=3'];
    const piped = await shop.shell(
      `cat mask.png | pastiche ${[...line, ...SHALLOW].join(' ')} --protect -`,
    );
    expect(piped.code).toBe(0);
    expect(await columnsOf('out.png', 0, 24)).toEqual(await columnsOf('card.png', 0, 24));
  });
});
