import { ADOBE_RGB, greyProfile, inkProfile, rgbProfile } from '@pastiche/test-fixtures';
import { NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import sharp, { type TiffOptions } from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DecodePage } from '../../panel/test/open-decode-page.js';
import {
  type Entry,
  HEIGHT,
  handMadeTiff,
  picture,
  samplesOf,
  WIDTH,
} from '../../panel/test/tiff-files.js';
import { apart, openPanelDecoder, readByCommandLine, readByPanel } from './agreement.js';

// Cases 03 to 06: command line and panel read the same of every TIFF, or refuse it in the same words.

let page: DecodePage | undefined;

beforeAll(async () => {
  page = await openPanelDecoder();
});
afterAll(() => page?.close());
beforeEach(({ skip }) => {
  if (!page) skip(NO_CHROMIUM);
});

async function expectAgreement(file: Uint8Array, what = ''): Promise<void> {
  const own = await readByCommandLine(file);
  expect(own.refusal, what).toBeNull();
  expect(new Set(own.data).size).toBeGreaterThan(1);
  expect(apart(own, await readByPanel(page!, file)), what).toBeLessThanOrEqual(1);
}

async function expectRefusal(file: Uint8Array, sentence: string): Promise<void> {
  expect((await readByCommandLine(file)).refusal).toBe(sentence);
  expect((await readByPanel(page!, file)).refusal).toBe(sentence);
}

const COLOURS = {
  grey: { photometric: 1, channels: 1, profile: greyProfile(1.8) },
  'white is zero': { photometric: 0, channels: 1, profile: greyProfile(1.8) },
  RGB: { photometric: 2, channels: 3, profile: rgbProfile(ADOBE_RGB, 2.2) },
  CMYK: { photometric: 5, channels: 4, profile: inkProfile() },
} as const;

/** Nothing said, and what a file can say of samples after the colours. */
const EXTRAS = [null, [0], [1], [2], [2, 0], [0, 2], [0, 0], [1, 0], [0, 1]] as const;

/** As 16 bits, with something below the eighth. */
function words(bytes: Buffer, littleEndian: boolean): Buffer {
  const all = Buffer.alloc(bytes.length * 2);
  bytes.forEach((byte, index) => {
    const value = byte * 256 + ((byte * 7) & 255);
    if (littleEndian) all.writeUInt16LE(value, index * 2);
    else all.writeUInt16BE(value, index * 2);
  });
  return all;
}

describe.each(Object.entries(COLOURS))('both read %s', (_, { photometric, channels, profile }) => {
  it.each(
    [8, 16].flatMap((depth) =>
      [true, false].flatMap((littleEndian) =>
        [1, 2].map((planes) => ({ depth, littleEndian, planes })),
      ),
    ),
  )('%o, with and without other samples and a profile', async ({ depth, littleEndian, planes }) => {
    for (const extra of EXTRAS) {
      const count = channels + (extra?.length ?? 1);
      const samples = (only?: number) => {
        const bytes = samplesOf(count, only);
        return depth === 8 ? bytes : words(bytes, littleEndian);
      };
      const each = Array.from({ length: count }, (_, sample) => sample);
      const entries: Entry[] = [
        [284, 3, [planes]],
        ...(extra === null ? [] : [[338, 3, extra] as const]),
      ];
      const made = {
        littleEndian,
        photometric,
        bits: each.map(() => depth),
        strips: planes === 1 ? [samples()] : each.map(samples),
      };
      const what = `${count} samples, ${extra}`;
      await expectAgreement(handMadeTiff({ ...made, entries }), what);
      const icc: Entry = [34675, 1, [...profile]];
      await expectAgreement(handMadeTiff({ ...made, entries: [...entries, icc] }), what);
    }
  });

  it.each([1, 2, 4])('of %d bits', async (bits) => {
    const rowBytes = Math.ceil((WIDTH * channels * bits) / 8);
    const strip = Buffer.from(Array.from({ length: rowBytes * HEIGHT }, (_, i) => (i * 37) & 255));
    const made = { photometric, bits: Array(channels).fill(bits), strips: [strip] };
    await expectAgreement(handMadeTiff(made));
    await expectAgreement(handMadeTiff({ ...made, entries: [[266, 3, [2]]] }), 'bits reversed');
  });
});

describe('both read a palette alike', () => {
  const ramp = Array.from({ length: 768 }, (_, i) => ((i * 97) & 255) * 257);
  const greys = Array.from({ length: 768 }, (_, i) => (255 - (i % 256)) * 257);
  const indexed = { bits: [8], photometric: 3, strips: [samplesOf(1)] };
  const profile: Entry = [34675, 1, [...rgbProfile(ADOBE_RGB, 2.2)]];

  it.each([
    ['colours', handMadeTiff({ ...indexed, entries: [[320, 3, ramp]] })],
    ['greys', handMadeTiff({ ...indexed, entries: [[320, 3, greys]] })],
    [
      'values of 8 bits',
      handMadeTiff({ ...indexed, entries: [[320, 3, ramp.map((v) => v / 257)]] }),
    ],
    ['a profile', handMadeTiff({ ...indexed, entries: [[320, 3, ramp], profile] })],
    ['greys with a profile', handMadeTiff({ ...indexed, entries: [[320, 3, greys], profile] })],
    ...[0, 1, 2].map((extra) => {
      const made = { bits: [8, 8], photometric: 3, strips: [samplesOf(2)] };
      const file = handMadeTiff({
        ...made,
        entries: [
          [320, 3, ramp],
          [338, 3, [extra]],
        ],
      });
      return [`another sample, ${extra}`, file] as [string, Buffer];
    }),
  ] as [string, Buffer][])('with %s', (_, file) => expectAgreement(file));
});

describe('both unpack a TIFF alike', () => {
  const tiles: TiffOptions = { tile: true, tileWidth: 32, tileHeight: 16 };
  it.each(['none', 'lzw', 'deflate', 'packbits'] as const)('%s', async (compression) => {
    for (const channels of [1, 3, 4] as const) {
      for (const predictor of ['none', 'horizontal'] as const) {
        for (const place of [{}, tiles]) {
          const options = { compression, predictor, ...place };
          await expectAgreement(await picture(channels).tiff(options).toBuffer());
          const deep = picture(channels).toColourspace(channels === 1 ? 'grey16' : 'rgb16');
          await expectAgreement(await deep.tiff(options).toBuffer());
        }
      }
    }
  });

  it('jpeg', async () => {
    for (const channels of [1, 3] as const) {
      for (const place of [{}, tiles]) {
        const options = { compression: 'jpeg', quality: 80, ...place } as const;
        await expectAgreement(await picture(channels).tiff(options).toBuffer());
      }
    }
  });

  it('in many strips, the last one shorter', async () => {
    const rows = samplesOf(3);
    const strips = Array.from({ length: Math.ceil(HEIGHT / 10) }, (_, strip) =>
      rows.subarray(strip * 10 * WIDTH * 3, (strip + 1) * 10 * WIDTH * 3),
    );
    await expectAgreement(handMadeTiff({ strips, entries: [[278, 3, [10]]] }));
  });
});

it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('both turn orientation %d alike', (orientation) =>
  expectAgreement(handMadeTiff({ strips: [samplesOf(3)], entries: [[274, 3, [orientation]]] })),
);

it('both reduce what is larger than 4096 px, with nothing see-through for a kept selection', async () => {
  const create = { width: 5000, height: 500, channels: 4, background: '#4080c0' } as const;
  const tiff = await sharp({ create }).tiff({ compression: 'deflate' }).toBuffer();
  // The ExtraSamples of sharp's file say that the fourth sample is alpha.
  const entry = [...Array(tiff.readUInt16LE(tiff.readUInt32LE(4))).keys()]
    .map((index) => tiff.readUInt32LE(4) + 2 + index * 12)
    .find((at) => tiff.readUInt16LE(at) === 338)!;
  tiff.writeUInt16LE(0, entry + 8);
  const own = await readByCommandLine(tiff);
  expect([own.width, own.height, own.data[3]]).toEqual([4096, 410, 255]);
  expect(apart(own, await readByPanel(page!, tiff))).toBeLessThanOrEqual(1);
});

describe('both refuse a TIFF in the same words', () => {
  const plain = { strips: [samplesOf(3)] };
  const kind = (what: string) =>
    `A TIFF should hold grey, palette, RGB or CMYK colours of up to 16 bits, but this one holds ${what}; save it as PNG first.`;
  const packed = (how: string) =>
    `A TIFF should be uncompressed or compressed with LZW, Deflate, PackBits or JPEG, but this one is compressed with ${how}; save it as PNG first.`;

  it.each([
    ['CCITT fax', 4],
    ['the JPEG of before 1995', 6],
    ['JPEG 2000', 34712],
    ['LERC', 34887],
    ['Zstandard', 50000],
    ['WebP', 50001],
    ['method 12345', 12345],
  ] as const)('packed by %s', (name, compression) =>
    expectRefusal(handMadeTiff({ ...plain, entries: [[259, 3, [compression]]] }), packed(name)),
  );

  it.each([
    ['floating-point numbers', [[339, 3, [3, 3, 3]]]],
    ['signed numbers', [[339, 3, [2, 2, 2]]]],
    ['uncompressed YCbCr colours', [[262, 3, [6]]]],
    ['Lab colours', [[262, 3, [8]]]],
    ["a camera's raw data", [[262, 3, [32803]]]],
    // A camera's raw file: the picture itself is in a directory that a tag names (SubIFDs).
    [
      'a reduced preview of another picture',
      [
        [254, 4, [1]],
        [330, 4, [8]],
      ],
    ],
    [
      'inks other than CMYK',
      [
        [262, 3, [5]],
        [277, 3, [4]],
        [258, 3, [8, 8, 8, 8]],
        [332, 3, [2]],
      ],
    ],
  ] as [string, Entry[]][])('of %s', (name, entries) =>
    expectRefusal(handMadeTiff({ ...plain, entries }), kind(name)),
  );

  it('of 32 bits, or a BigTIFF', async () => {
    const strips = [Buffer.alloc(WIDTH * HEIGHT * 4)];
    await expectRefusal(
      handMadeTiff({ strips, bits: [32], photometric: 1 }),
      kind('32 bits per channel'),
    );
    await expectRefusal(
      await picture(3).tiff({ bigtiff: true }).toBuffer(),
      'A TIFF should be of the usual form, but this one is a BigTIFF; save it as TIFF or PNG first.',
    );
  });
});
