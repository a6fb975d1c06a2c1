import {
  chromaticityChunk,
  codePointsChunk,
  DISPLAY_P3,
  gammaChunk,
  greyProfile,
  type PngChunk,
  pngFile,
  profileChunk,
} from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { type PngColour, readPngColour } from './png-colour.js';

function colourOf(...chunks: PngChunk[]): PngColour {
  return readPngColour(pngFile({ width: 1, depth: 8, colourType: 0, samples: [0], chunks }));
}

/** Light of the middle value by the curve of what was read; `null` where it is no space of curves. */
function middle(colour: PngColour): number | null {
  return colour.kind === 'space' && colour.space.kind === 'rgb'
    ? colour.space.curves[0](0.5)
    : null;
}

const srgbChunk = ['sRGB', Uint8Array.of(0)] as const;

// Case 07: what browsers compute is compared in packages/cli/test/colour-agreement.test.ts.
describe('readPngColour', () => {
  it('reads gAMA: light is the value to the power of its inverse', () => {
    expect(middle(colourOf(gammaChunk(1)))).toBeCloseTo(0.5, 6);
    expect(middle(colourOf(gammaChunk(0.5)))).toBeCloseTo(0.25, 6);
  });

  it('takes gAMA near 1/2.2, 0, or none for sRGB', () => {
    for (const gamma of [0.4319, 0.45455, 0.4772, 0]) {
      expect(colourOf(gammaChunk(gamma)).kind).toBe('srgb');
    }
    expect(colourOf().kind).toBe('srgb');
    expect(colourOf(chromaticityChunk(DISPLAY_P3)).kind).toBe('srgb');
  });

  it('follows the order cICP, iCCP, sRGB, gAMA', () => {
    const profile = profileChunk(greyProfile(1));
    expect(middle(colourOf(gammaChunk(1), profile, codePointsChunk(1, 4)))).toBeCloseTo(
      0.5 ** 2.2,
      6,
    );
    const withProfile = colourOf(gammaChunk(1), profile);
    expect(withProfile.kind).toBe('profile');
    expect(withProfile.kind === 'profile' && middle(withProfile.otherwise)).toBeCloseTo(0.5, 6);
    expect(colourOf(srgbChunk, gammaChunk(1)).kind).toBe('srgb');
  });

  it('passes over chunks of a wrong length or checksum, and over what follows the data', () => {
    expect(middle(colourOf(['gAMA', Uint8Array.of(1)], gammaChunk(1)))).toBeCloseTo(0.5, 6);
    const file = pngFile({
      width: 1,
      depth: 8,
      colourType: 0,
      samples: [0],
      chunks: [gammaChunk(1)],
    });
    file[file.indexOf('gAMA') + 8]! ^= 1;
    expect(readPngColour(file).kind).toBe('srgb');
    const plain = pngFile({ width: 1, depth: 8, colourType: 0, samples: [0] });
    const data = plain.indexOf('IDAT') - 4;
    const chunk = pngFile({
      width: 1,
      depth: 8,
      colourType: 0,
      samples: [0],
      chunks: [gammaChunk(1)],
    });
    const at = chunk.indexOf('gAMA') - 4;
    const gamma = chunk.subarray(at, at + 16);
    const end = plain.indexOf('IEND') - 4;
    const late = Buffer.concat([plain.subarray(0, end), gamma, plain.subarray(end)]);
    const early = Buffer.concat([plain.subarray(0, data), gamma, plain.subarray(data)]);
    expect([readPngColour(late).kind, readPngColour(early).kind]).toEqual(['srgb', 'space']);
  });

  it('refuses a cICP that is not of RGB', () => {
    expect(() => colourOf(codePointsChunk(12, 13, 1, 1))).toThrow(/damaged/);
    expect(() => colourOf(codePointsChunk(12, 13, 2))).toThrow(/damaged/);
  });
});
