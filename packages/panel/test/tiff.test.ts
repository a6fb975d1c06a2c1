import { deflateSync } from 'node:zlib';
import sharp, { type TiffOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodedBySharp, difference, useDecodePage } from './open-decode-page.js';
import { type Entry, HEIGHT, handMadeTiff, picture, samplesOf, WIDTH } from './tiff-files.js';

const TILES: TiffOptions = { tile: true, tileWidth: 32, tileHeight: 16 };
const PACKINGS = ['none', 'lzw', 'deflate', 'packbits'] as const;
const GREY_RAMP = Array.from({ length: 768 }, (_, i) => ((i * 97) & 255) * 257);
const DAMAGED =
  'invalid-image: The picture should be a whole file, but it is damaged or cut short; export or download it again.';

const page = useDecodePage();

/** How far the engine's pixels are from those of libvips, and a check that there is something to see. */
async function distance(file: Uint8Array): Promise<number> {
  const own = await page().decode(file);
  expect(own.refusal).toBeNull();
  const expected = await decodedBySharp(file);
  expect(new Set(expected.data).size).toBeGreaterThan(1);
  return difference(own, expected);
}

describe('the panel reads as libvips does, of a TIFF,', () => {
  it.each(
    PACKINGS.flatMap((compression) => [
      { compression, channels: 3 as const, ...TILES },
      { compression, channels: 4 as const, ...TILES },
      { compression, channels: 4 as const, predictor: 'none' as const },
      { compression, channels: 4 as const, predictor: 'horizontal' as const },
      { compression, channels: 1 as const },
    ]),
  )('%o', async ({ channels, ...options }) => {
    expect(await distance(await picture(channels).tiff(options).toBuffer())).toBe(0);
  });

  it.each([1, 2, 4] as const)('grey of %d bits', async (bitdepth) => {
    const options = { bitdepth, compression: 'lzw', predictor: 'none' } as const;
    expect(await distance(await picture(1).tiff(options).toBuffer())).toBe(0);
    const inverse = { ...options, miniswhite: true };
    expect(await distance(await picture(1).tiff(inverse).toBuffer())).toBe(0);
  });

  it.each(['none', 'horizontal'] as const)('16 bits, prediction: %s', async (predictor) => {
    const options = { compression: 'deflate', predictor } as const;
    expect(await distance(await picture(4).toColourspace('rgb16').tiff(options).toBuffer())).toBe(
      0,
    );
    const words = Buffer.alloc(WIDTH * HEIGHT * 6);
    for (let at = 0; at < words.length; at += 2) words.writeUInt16BE((at * 37) & 65535, at);
    const bigEndian = { bits: [16, 16, 16], strips: [words] };
    expect(await distance(handMadeTiff(bigEndian))).toBe(0);
    const entries: Entry[] = [
      [259, 3, [8]],
      [317, 3, [2]],
    ];
    const predicted = handMadeTiff({ ...bigEndian, strips: [deflateSync(words)], entries });
    expect(await distance(predicted)).toBe(0);
    expect(await distance(handMadeTiff({ ...bigEndian, entries: entries.slice(1) }))).toBe(0);
  });

  it.each([true, false])('little endian: %s; one plane for each channel', async (littleEndian) => {
    expect(await distance(handMadeTiff({ littleEndian, strips: [samplesOf(3)] }))).toBe(0);
    const strips = [0, 1, 2].map((channel) => samplesOf(3, channel));
    const planes = handMadeTiff({ littleEndian, strips, entries: [[284, 3, [2]]] });
    expect(await distance(planes)).toBe(0);
  });

  it('a palette, of 16 bits and of 8', async () => {
    const indexed = { bits: [8], photometric: 3, strips: [samplesOf(1)] };
    const file = handMadeTiff({ ...indexed, entries: [[320, 3, GREY_RAMP]] });
    expect(await distance(file)).toBe(0);
    const short = GREY_RAMP.map((value) => value / 257);
    const other = handMadeTiff({ ...indexed, entries: [[320, 3, short]] });
    expect(difference(await page().decode(other), await page().decode(file))).toBe(0);
  });

  it('alpha that the colours are multiplied by, straight alpha, and a kept selection', async () => {
    const straight = samplesOf(4);
    const multiplied = straight.map((value, at) => {
      return at % 4 === 3 ? value : Math.round((value * straight[at - (at % 4) + 3]) / 255);
    });
    const rgba = (strip: Uint8Array, kind: number) =>
      handMadeTiff({ bits: [8, 8, 8, 8], strips: [strip], entries: [[338, 3, [kind]]] });
    // One step of rounding apart.
    expect(await distance(rgba(multiplied, 1))).toBeLessThanOrEqual(1);
    expect(await distance(rgba(straight, 2))).toBe(0);
    const { data } = await page().decode(rgba(straight, 0));
    expect(data.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
    expect([...data.subarray(0, 3)]).toEqual([...straight.subarray(0, 3)]);
  });

  it('the first whole picture, in many strips, beside a smaller one, and of several pages', async () => {
    const large = await picture(3).resize(900, 700, { kernel: 'nearest' }).toBuffer();
    const raw = { width: 900, height: 700, channels: 3 as const };
    expect(
      await distance(await sharp(large, { raw }).tiff({ compression: 'lzw' }).toBuffer()),
    ).toBe(0);
    const pyramid = { compression: 'deflate', pyramid: true, ...TILES } as const;
    expect(await distance(await picture(3).tiff(pyramid).toBuffer())).toBe(0);
    const pages = [await picture(3).png().toBuffer(), await picture(3).negate().png().toBuffer()];
    const several = await sharp(pages, { join: { animated: true } })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    expect((await sharp(several).metadata()).pages).toBe(2);
    expect(await distance(several)).toBe(0);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('the orientation %d', async (orientation) => {
    const entries = [[274, 3, [orientation]]] satisfies Entry[];
    const file = handMadeTiff({ strips: [samplesOf(3)], entries });
    expect((await sharp(file).metadata()).orientation).toBe(orientation);
    expect(await distance(file)).toBe(0);
  });

  it('strips and tiles that are JPEG, in RGB, YCbCr and grey', async () => {
    for (const options of [{}, TILES]) {
      const jpeg = { compression: 'jpeg', quality: 95, ...options } as const;
      expect(await distance(await picture(3).tiff(jpeg).toBuffer())).toBeLessThanOrEqual(1);
      expect(await distance(await picture(1).tiff(jpeg).toBuffer())).toBeLessThanOrEqual(1);
    }
  });

  it('colours of a profile, turned into sRGB', async () => {
    const file = await picture(3).withIccProfile('p3').tiff({ compression: 'lzw' }).toBuffer();
    expect(await distance(file)).toBeLessThanOrEqual(2);
    const stored = await sharp(file, { ignoreIcc: true }).ensureAlpha().raw().toBuffer();
    const asTheyAre = { width: WIDTH, height: HEIGHT, data: stored, refusal: null };
    expect(difference(asTheyAre, await page().decode(file))).toBeGreaterThan(20);
  });

  it('CMYK by plain arithmetic', async () => {
    const strip = Buffer.alloc(WIDTH * HEIGHT * 4, Buffer.from([51, 0, 255, 102]));
    const { data } = await page().decode(
      handMadeTiff({ bits: [8, 8, 8, 8], photometric: 5, strips: [strip] }),
    );
    // (255 − 51) · (255 − 102) / 255 = 122.4; 255 · 153 / 255 = 153; 0.
    expect([...data.subarray(-4)]).toEqual([122, 153, 0, 255]);
  });

  it('what is larger than 4096 px, reduced to that', async () => {
    const create = { width: 5000, height: 500, channels: 3, background: '#4080c0' } as const;
    const file = await sharp({ create }).tiff({ compression: 'deflate' }).toBuffer();
    const { width, height, data } = await page().decode(file);
    expect([width, height]).toEqual([4096, 410]);
    expect([...data.subarray(-4)]).toEqual([0x40, 0x80, 0xc0, 255]);
  });
});

describe('a TIFF that cannot be read is refused in a sentence', () => {
  const plain = { strips: [samplesOf(3)] };
  const kind = (what: string) =>
    `invalid-image: A TIFF should hold grey, palette, RGB or CMYK colours of up to 16 bits, but this one holds ${what}; save it as PNG first.`;
  const packed = (how: string) =>
    `invalid-image: A TIFF should be uncompressed or compressed with LZW, Deflate, PackBits or JPEG, but this one is compressed with ${how}; save it as PNG first.`;

  it.each([
    [packed('CCITT fax'), { compression: 'ccittfax4', bitdepth: 1 }],
    [packed('WebP'), { compression: 'webp' }],
    [
      'invalid-image: A TIFF should be of the usual form, but this one is a BigTIFF; save it as TIFF or PNG first.',
      { bigtiff: true },
    ],
  ] as const)('%s', async (sentence, options) => {
    const grey = 'bitdepth' in options;
    const file = await picture(grey ? 1 : 3)
      .tiff(options)
      .toBuffer();
    expect((await page().decode(file)).refusal).toBe(sentence);
  });

  it.each([
    [packed('Zstandard'), { ...plain, entries: [[259, 3, [50000]]] }],
    [packed('method 12345'), { ...plain, entries: [[259, 3, [12345]]] }],
    [kind('Lab colours'), { ...plain, photometric: 8 }],
    [kind('uncompressed YCbCr colours'), { ...plain, photometric: 6 }],
    [kind('colours of the kind 99'), { ...plain, photometric: 99 }],
    [kind('floating-point numbers'), { ...plain, entries: [[339, 3, [3, 3, 3]]] }],
    [kind('32 bits per channel'), { ...plain, bits: [32, 32, 32] }],
    [kind('channels of different depths'), { ...plain, bits: [5, 6, 5] }],
    [kind('a prediction of the kind 3'), { ...plain, entries: [[317, 3, [3]]] }],
    [kind('a reduced preview of another picture'), { ...plain, entries: [[254, 4, [1]]] }],
    [
      'invalid-image: A picture may have 100 megapixels, but this one has 60000 × 60000 px; make it smaller first.',
      {
        ...plain,
        entries: [
          [256, 3, [60000]],
          [257, 3, [60000]],
        ],
      },
    ],
  ] satisfies readonly (readonly [string, Parameters<typeof handMadeTiff>[0]])[])(
    '%s',
    async (sentence, made) => {
      expect((await page().decode(handMadeTiff(made))).refusal).toBe(sentence);
    },
  );

  it.each([...PACKINGS, 'jpeg'] as const)('when cut short anywhere: %s', async (compression) => {
    const file = await picture(3)
      .tiff({ compression, ...TILES })
      .toBuffer();
    const refusals = new Set<string | null>();
    for (let part = 1; part < 12; part++) {
      const cut = file.subarray(0, Math.floor((file.length * part) / 12));
      refusals.add((await page().decode(cut)).refusal);
    }
    expect([...refusals]).toEqual([DAMAGED]);
  });

  it.each([
    ['a size of nothing', { ...plain, entries: [[256, 3, [0]]] }],
    ['strips beyond the end', { ...plain, entries: [[273, 4, [4_000_000_000]]] }],
    ['too few strips', { ...plain, entries: [[278, 3, [2]]] }],
    ['fewer channels than colours', { ...plain, bits: [8] }],
    [
      'tiles without end',
      {
        ...plain,
        entries: [
          [322, 4, [60000]],
          [323, 4, [60000]],
          [324, 4, [8]],
          [325, 4, [8]],
        ],
      },
    ],
    ['no palette', { bits: [8], photometric: 3, strips: [samplesOf(1)] }],
    ['no meaning of the colours', { ...plain, entries: [[262, 1, []]] }],
    ['values without end', { ...plain, entries: [[279, 4, []]] }],
  ] satisfies readonly (readonly [string, Parameters<typeof handMadeTiff>[0]])[])(
    'damaged: %s',
    async (_, made) => {
      expect((await page().decode(handMadeTiff(made))).refusal).toBe(DAMAGED);
    },
  );

  it('unpacks no more than a strip or tile holds, whatever its data claim', async () => {
    const strip = (bytes: Uint8Array, compression: number) => ({
      strips: [bytes],
      entries: [[259, 3, [compression]]] satisfies Entry[],
    });
    // 128 bytes each, 250 MB in all, of a picture of 12 kB; the browser would end the page.
    const runs = Buffer.alloc(4_000_000, Buffer.from([0x81, 7]));
    const packed = await page().decode(handMadeTiff(strip(runs, 32773)));
    expect([...packed.data.subarray(0, 4)]).toEqual([7, 7, 7, 255]);
    const zeros = deflateSync(Buffer.alloc(250_000_000));
    const inflated = await page().decode(handMadeTiff(strip(zeros, 8)));
    expect([...inflated.data.subarray(0, 4)]).toEqual([0, 0, 0, 255]);
    const create = { width: 3000, height: 3000, channels: 3, background: '#4080c0' } as const;
    const jpeg = await sharp({ create }).jpeg().toBuffer();
    expect((await page().decode(handMadeTiff(strip(jpeg, 7)))).refusal).toBe(DAMAGED);
  });

  it('ends, whatever bytes are wrong', async () => {
    let seed = 1;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const outcomes = new Set<string>();
    for (const compression of [...PACKINGS, 'jpeg'] as const) {
      const whole = await picture(3)
        .tiff({ compression, ...TILES })
        .toBuffer();
      const directory = whole.readUInt32LE(4);
      for (let round = 0; round < 60; round++) {
        const file = Buffer.from(whole);
        for (let change = 0; change < 4; change++) {
          // Half of them in the directory, where they matter most.
          const at = round % 2 ? directory + random(200) : random(file.length);
          if (at < file.length) file[at] = random(256);
        }
        const { refusal } = await page().decode(file);
        outcomes.add(refusal === null ? 'decoded' : (refusal.split(':')[0] ?? ''));
      }
    }
    expect([...outcomes].sort()).toEqual(['decoded', 'invalid-image']);
  });

  it('threw nothing that nobody caught', () => {
    expect(page().errors).toEqual([]);
  });
});
