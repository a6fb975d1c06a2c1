import {
  blobsPicture,
  checkerPicture,
  greyPicture,
  noisePicture,
  type Picture,
} from '@pastiche/test-fixtures';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { openWorkshop, SHALLOW, type Workshop } from './workshop.js';

let shop: Workshop;

beforeAll(buildProgram);

beforeEach(async () => {
  shop = await openWorkshop();
});

afterEach(() => shop.close());

const paint = (content: string, style: string, output: string, ...more: string[]) =>
  shop.run('stylize', content, '--style', style, '-o', output, ...SHALLOW, ...more);

async function pixelsOf(name: string): Promise<Buffer> {
  return sharp(shop.path(name)).ensureAlpha().raw().toBuffer();
}

/** The largest difference between two channels of one pixel. */
function spreadOf(rgba: Uint8Array): number {
  let largest = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const [red, green, blue] = [rgba[at]!, rgba[at + 1]!, rgba[at + 2]!];
    largest = Math.max(largest, Math.max(red, green, blue) - Math.min(red, green, blue));
  }
  return largest;
}

/** A picture in a transparent frame. */
function framed(picture: Picture, margin: number): Picture {
  const [width, height] = [picture.width + 2 * margin, picture.height + 2 * margin];
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < picture.height; y++) {
    const row = picture.data.subarray(4 * y * picture.width, 4 * (y + 1) * picture.width);
    data.set(row, 4 * ((y + margin) * width + margin));
  }
  return { width, height, data };
}

it('paints a grey pair in grey, says so once, and info says so too (case 19)', async () => {
  await shop.draw('grey.png', greyPicture(200, 150, 1));
  await shop.draw('drawing.png', greyPicture(60, 60, 2));
  // Two scales, each of which is prepared.
  const more = ['--iterations=4', '--size=181', '--seed=3'];
  const { code, stderr } = await paint('grey.png', 'drawing.png', 'out.png', ...more);
  expect(code).toBe(0);
  const note = 'As neither grey.png nor its style brings colour, the painting is grey.';
  expect(stderr.split('\n').filter((line) => line === note)).toHaveLength(1);
  expect(spreadOf(await pixelsOf('out.png'))).toBe(0);
  expect(JSON.parse((await shop.run('info', 'out.png')).stdout)).toMatchObject({ grey: true });
});

it('reads the greyness of a JPEG, a profile-less grey PNG and of statistics (case 19)', async () => {
  const grey = greyPicture(64, 48, 1);
  await shop.draw('grey.png', grey);
  await sharp(shop.path('grey.png')).jpeg({ quality: 60 }).toFile(shop.path('grey.jpg'));
  await sharp(shop.path('grey.png')).toColourspace('b-w').toFile(shop.path('one-channel.png'));
  await shop.draw('start.png', noisePicture(48, 36, 4));
  await shop.run(
    ...['statistics', 'grey.png', '-o', 'grey.pastiche-style', '--size=48'],
    ...['--network=vgg19', '--style-layers=conv1_1,conv1_2'],
  );
  const pairs = [
    ['grey.jpg', 'one-channel.png'],
    ['one-channel.png', 'grey.pastiche-style'],
  ] as const;
  for (const [content, style] of pairs) {
    const more = ['--iterations=3', '--init=start.png', '--overwrite'];
    expect(await paint(content, style, 'out.png', ...more)).toMatchObject({ code: 0 });
    expect(spreadOf(await pixelsOf('out.png'))).toBe(0);
  }
});

it('paints in colour, and says nothing, when only one of them is grey (case 19)', async () => {
  await shop.draw('grey.png', greyPicture(64, 48, 1));
  for (const [content, style] of [
    ['grey.png', 'night.png'],
    ['photo.png', 'grey.png'],
  ] as const) {
    const { stderr } = await paint(content, style, 'out.png', '--iterations=3', '--overwrite');
    expect(stderr).not.toContain('the painting is grey');
    expect(spreadOf(await pixelsOf('out.png'))).toBeGreaterThan(5);
    expect(JSON.parse((await shop.run('info', 'out.png')).stdout)).not.toHaveProperty('grey');
  }
});

it('paints as if a style’s transparent margin were not there (case 20)', async () => {
  const vivid = checkerPicture(48, 48, 6, [
    [240, 30, 40],
    [20, 60, 230],
  ]);
  await shop.draw('crop.png', vivid);
  await shop.draw('logo.png', framed(vivid, 24));
  const more = ['--iterations=6', '--strength=1'];
  expect(await paint('photo.png', 'logo.png', 'a.png', ...more)).toMatchObject({ code: 0 });
  await paint('photo.png', 'crop.png', 'b.png', ...more);
  expect((await pixelsOf('a.png')).equals(await pixelsOf('b.png'))).toBe(true);
});

it('says what a style of too little that is visible lacks (case 20)', async () => {
  await shop.draw('dot.png', framed(blobsPicture(1, 1, 1), 40));
  expect(await paint('photo.png', 'dot.png', 'out.png', '--iterations=2')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      'give one that shows more, since only what is visible counts, and it is never enlarged.',
    ),
  });
});
