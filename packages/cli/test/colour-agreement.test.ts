import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ADOBE_RGB,
  chromaticityChunk,
  codePointsChunk,
  DISPLAY_P3,
  gammaChunk,
  greyProfile,
  inkProfile,
  type PngChunk,
  pngFile,
  profileChunk,
  REC_2020,
  rgbProfile,
  SRGB,
} from '@pastiche/test-fixtures';
import { NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DecodePage } from '../../panel/test/open-decode-page.js';
import { type Entry, handMadeTiff } from '../../panel/test/tiff-files.js';
import {
  apart,
  openPanelDecoder,
  partFurtherApart,
  readByCommandLine,
  readByPanel,
} from './agreement.js';

// Cases 01, 02 and 07: command line and panel read the same colours, in 8 bits and in more.

const PROFILES = {
  sRGB: rgbProfile(SRGB, 'srgb'),
  'Display P3': rgbProfile(DISPLAY_P3, 'srgb'),
  'Adobe RGB': rgbProfile(ADOBE_RGB, 563 / 256),
  'BT.2020, linear': rgbProfile(REC_2020, 1),
  'grey 1.0': greyProfile(1),
  'grey 1.8': greyProfile(1.8),
  inks: inkProfile(),
  'no profile at all': Buffer.alloc(200),
} as const;

/** Dark values lie closer: there curves differ most. */
const VALUES = [0, 1, 2, 3, 5, 8, 13, 21, 30, 40, 60, 90, 128, 180, 200, 255];
const RGB = VALUES.flatMap((r) => VALUES.flatMap((g) => VALUES.flatMap((b) => [r, g, b])));
const GREY = Array.from({ length: 256 }, (_, value) => value);
const SIDE = 64;

let page: DecodePage | undefined;
let folder: string;

beforeAll(async () => {
  page = await openPanelDecoder();
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
});
afterAll(async () => {
  await page?.close();
  await rm(folder, { recursive: true });
});
beforeEach(({ skip }) => {
  if (!page) skip(NO_CHROMIUM);
});

/** Command line and panel agree on each file, and the command line on all of them. */
async function expectAgreement(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const [first, ...others] = await Promise.all(
    Object.entries(files).map(async ([name, file]) => {
      const own = await readByCommandLine(file);
      expect(apart(own, await readByPanel(page!, file)), name).toBeLessThanOrEqual(1);
      return { name, own };
    }),
  );
  for (const { name, own } of others) {
    expect(apart(own, first!.own), `${first!.name} and ${name}`).toBeLessThanOrEqual(1);
  }
}

const deep = (values: readonly number[]) => values.map((value) => value * 257);

/** RGB in 8 and 16 bits, and a palette's colours. */
function rgbPngs(chunks: readonly PngChunk[]) {
  const parts = { width: SIDE, colourType: 2, chunks } as const;
  return {
    'RGB, 8 bits': pngFile({ ...parts, depth: 8, samples: RGB }),
    'RGB, 16 bits': pngFile({ ...parts, depth: 16, samples: deep(RGB) }),
  };
}

function greyPngs(chunks: readonly PngChunk[]) {
  const opaque = GREY.flatMap((value) => [value, 255]);
  return {
    'grey, 8 bits': pngFile({ width: 16, colourType: 0, depth: 8, samples: GREY, chunks }),
    'grey, 16 bits': pngFile({ width: 16, colourType: 0, depth: 16, samples: deep(GREY), chunks }),
    'grey and alpha, 8 bits': pngFile({
      width: 16,
      colourType: 4,
      depth: 8,
      samples: opaque,
      chunks,
    }),
    'grey and alpha, 16 bits': pngFile({
      width: 16,
      colourType: 4,
      depth: 16,
      samples: deep(opaque),
      chunks,
    }),
  };
}

function palettePng(chunks: readonly PngChunk[]) {
  const plte = ['PLTE', Uint8Array.from(RGB.slice(3 * 2048, 3 * 2048 + 48))] as const;
  const samples = VALUES.map((_, index) => index);
  return pngFile({ width: 4, colourType: 3, depth: 4, samples, chunks: [...chunks, plte] });
}

const srgbChunk = (intent: number) => ['sRGB', Uint8Array.of(intent)] as const;
const icc = (name: keyof typeof PROFILES) => profileChunk(PROFILES[name]);

describe('both show the same colours of a PNG', () => {
  const nearlyNeutral = [0.43, 0.4319, 0.45455, 0.4772, 0.478];
  const gammas = [0, 0.00001, 0.1, 1 / 1.8, 1, 1.8, 21474];
  const points = {
    sRGB: SRGB,
    P3: DISPLAY_P3,
    'another white': { ...SRGB, white: [0.3457, 0.3585] as const },
    'outside the diagram': { ...SRGB, red: [1.2, 0.3] as const },
    'all in one point': {
      white: [0.3, 0.3],
      red: [0.3, 0.3],
      green: [0.3, 0.3],
      blue: [0.3, 0.3],
    } as const,
    'all on one line': { ...SRGB, red: [0.2, 0.2], green: [0.3, 0.3], blue: [0.4, 0.4] } as const,
  };
  const rows: readonly (readonly [string, readonly PngChunk[]])[] = [
    ['nothing', []],
    ...(Object.keys(PROFILES) as (keyof typeof PROFILES)[]).flatMap((name) => [
      [`iCCP ${name}`, [icc(name)]] as const,
      [`gAMA before iCCP ${name}`, [gammaChunk(1), icc(name)]] as const,
    ]),
    ...[...nearlyNeutral, ...gammas].map(
      (gamma) => [`gAMA ${gamma}`, [gammaChunk(gamma)]] as const,
    ),
    ...Object.entries(points).flatMap(([name, where]) => [
      [`cHRM ${name}`, [chromaticityChunk(where)]] as const,
      [`cHRM ${name}, gAMA`, [gammaChunk(0.45455), chromaticityChunk(where)]] as const,
      [`cHRM ${name}, gAMA 1`, [chromaticityChunk(where), gammaChunk(1)]] as const,
    ]),
    ['gAMA twice', [gammaChunk(1), gammaChunk(1.8)]],
    ['gAMA too short, then whole', [['gAMA', Uint8Array.of(1, 2)], gammaChunk(1)]],
    ['sRGB before gAMA', [srgbChunk(0), gammaChunk(1)]],
    ['sRGB with no intent that there is, before gAMA', [srgbChunk(9), gammaChunk(1)]],
    ['sRGB before iCCP', [srgbChunk(0), icc('Adobe RGB')]],
    ['cICP before iCCP', [codePointsChunk(12, 13), icc('Adobe RGB')]],
    ['cICP that means nothing, before gAMA', [codePointsChunk(3, 13), gammaChunk(1)]],
    ['cICP too short, before gAMA', [['cICP', Uint8Array.of(12, 13, 0)], gammaChunk(1)]],
    ['cICP of a narrow range', [codePointsChunk(12, 13, 0)]],
  ];

  it.each(rows)('that says: %s', async (_, chunks) => {
    await expectAgreement(rgbPngs(chunks));
    await expectAgreement(greyPngs(chunks));
    await expectAgreement({ palette: palettePng(chunks) });
  });

  it.each([0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 22, 99])('of cICP primaries %d', (primaries) =>
    expectAgreement(rgbPngs([codePointsChunk(primaries, 13)])),
  );

  // 16 and 18 are PQ and HLG: high dynamic range.
  it.each(Array.from({ length: 20 }, (_, transfer) => transfer))(
    'of cICP transfer %d',
    async (transfer) => {
      await expectAgreement(rgbPngs([codePointsChunk(9, transfer)]));
      await expectAgreement(rgbPngs([codePointsChunk(1, transfer)]));
      await expectAgreement(greyPngs([codePointsChunk(1, transfer)]));
    },
  );

  it.each([
    ['a range that is none', [codePointsChunk(12, 13, 2)]],
    ['a matrix', [codePointsChunk(12, 13, 1, 1)]],
  ])('but call it damaged when its cICP has %s', async (_, chunks) => {
    const file = rgbPngs(chunks)['RGB, 8 bits'];
    expect((await readByPanel(page!, file)).refusal).toMatch(/ damaged or cut short;/);
    expect((await readByCommandLine(file)).refusal).toMatch(/ is damaged or cut off /);
  });

  it('that has differences below the eighth bit, which are cut off', async () => {
    const samples = Array.from({ length: 256 }, (_, i) => i * 16 + 7);
    const parts = { width: 16, colourType: 0, depth: 16, samples } as const;
    await expectAgreement({ stored: pngFile(parts) });
    await expectAgreement({ linear: pngFile({ ...parts, chunks: [gammaChunk(1)] }) });
  });
});

describe('both show the same colours of a TIFF', () => {
  it.each(Object.keys(PROFILES) as (keyof typeof PROFILES)[])('profile: %s', async (name) => {
    const profile: Entry = [34675, 1, [...PROFILES[name]]];
    const size: Entry[] = [[256, 3, [SIDE]], [257, 3, [SIDE]], [278, 3, [SIDE]], profile];
    const words = (values: readonly number[]) =>
      Buffer.from(deep(values).flatMap((v) => [v >> 8, v & 255]));
    await expectAgreement({
      'RGB, 8 bits': handMadeTiff({ strips: [Buffer.from(RGB)], entries: size }),
      'RGB, 16 bits': handMadeTiff({ bits: [16, 16, 16], strips: [words(RGB)], entries: size }),
    });
    const greys = Array.from({ length: 16 }, () => GREY).flat();
    await expectAgreement({
      'grey, 8 bits': handMadeTiff({
        bits: [8],
        photometric: 1,
        strips: [Buffer.from(greys)],
        entries: size,
      }),
      'grey, 16 bits': handMadeTiff({
        bits: [16],
        photometric: 1,
        strips: [words(greys)],
        entries: size,
      }),
    });
    const inks = Array.from(
      { length: SIDE * SIDE * 4 },
      (_, i) => VALUES[(i * 7 + (i >> 6)) % 16]!,
    );
    const cmyk = { photometric: 5, entries: size } as const;
    await expectAgreement({
      'CMYK, 8 bits': handMadeTiff({ ...cmyk, bits: [8, 8, 8, 8], strips: [Buffer.from(inks)] }),
      'CMYK, 16 bits': handMadeTiff({ ...cmyk, bits: [16, 16, 16, 16], strips: [words(inks)] }),
    });
  });

  it('and of a PNG with the same profile', async () => {
    const tiff = handMadeTiff({
      strips: [Buffer.from(RGB)],
      entries: [
        [256, 3, [SIDE]],
        [257, 3, [SIDE]],
        [278, 3, [SIDE]],
        [34675, 1, [...PROFILES['Adobe RGB']]],
      ],
    });
    await expectAgreement({ tiff, png: rgbPngs([icc('Adobe RGB')])['RGB, 8 bits'] });
  });
});

const stored = () => sharp(Buffer.from(RGB), { raw: { width: SIDE, height: SIDE, channels: 3 } });

const FORMATS: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
  JPEG: (picture) => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
  'grey JPEG': (picture) => picture.toColourspace('b-w').jpeg({ quality: 95 }),
  WebP: (picture) => picture.webp({ lossless: true }),
  'AVIF, 8 bits': (picture) => picture.avif({ lossless: true, chromaSubsampling: '4:4:4' }),
  'AVIF, 10 bits': (picture) =>
    picture.avif({ lossless: true, chromaSubsampling: '4:4:4', bitdepth: 10 }),
  'AVIF, 12 bits': (picture) =>
    picture.avif({ lossless: true, chromaSubsampling: '4:4:4', bitdepth: 12 }),
};

describe.each(Object.entries(FORMATS))('both show the same: %s', (_, encoded) => {
  it.each(['sRGB', 'Display P3', 'Adobe RGB', 'BT.2020, linear'] as const)(
    'profile: %s',
    async (name) => {
      const path = join(folder, 'profile.icc');
      await writeFile(path, PROFILES[name]);
      await expectAgreement({ file: await encoded(stored().withIccProfile(path)).toBuffer() });
    },
  );
  it('without a profile', async () => {
    await expectAgreement({ file: await encoded(stored()).toBuffer() });
  });
});

describe.each([8, 10, 12] as const)('both show the same: AVIF, %d bits', (bitdepth) => {
  async function coded(primaries: number, transfer: number): Promise<Buffer> {
    const options = { lossless: true, chromaSubsampling: '4:4:4', bitdepth } as const;
    const file = await stored().avif(options).toBuffer();
    const at = file.indexOf('colrnclx');
    file.writeUInt16BE(primaries, at + 8);
    file.writeUInt16BE(transfer, at + 10);
    return file;
  }

  /** Of more than 8 bits Chromium computes in half floats, which tell where colours lie far outside sRGB. */
  async function expectNear(file: Buffer): Promise<void> {
    if (bitdepth === 8) return expectAgreement({ file });
    const own = await readByCommandLine(file);
    const theirs = await readByPanel(page!, file);
    expect([own.refusal, theirs.refusal]).toEqual([null, null]);
    expect(partFurtherApart(own, theirs)).toBeLessThan(0.02);
    expect(apart(own, theirs)).toBeLessThanOrEqual(15);
  }

  it.each([0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 22, 99])('primaries %d', async (primaries) =>
    expectNear(await coded(primaries, 13)),
  );

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 13, 14, 15, 16, 17, 18])('transfer %d', async (transfer) =>
    expectNear(await coded(9, transfer)),
  );

  it.each([9, 10, 11, 12])('unless its transfer %d is refused', async (transfer) => {
    const file = await coded(1, transfer);
    const { refusal } = await readByCommandLine(file);
    expect(refusal).toBe(
      `An AVIF should have a usual curve of brightness, but this one has that of number ${transfer}; save it as PNG first.`,
    );
    expect((await readByPanel(page!, file)).refusal).toBe(refusal);
  });
});
