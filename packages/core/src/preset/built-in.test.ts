import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseParameters } from '../parameters/parse-parameters.js';
import { DEFAULT_PARAMETERS } from '../parameters/schema.js';
import { BUILT_IN_PRESETS } from './built-in.js';

const FOLDER = fileURLToPath(new URL('../../data/styles/', import.meta.url));

describe('the built-in presets', () => {
  it('are ten, each with its own id and name', () => {
    expect(BUILT_IN_PRESETS).toHaveLength(10);
    expect(new Set(BUILT_IN_PRESETS.map(({ id }) => id)).size).toBe(10);
    expect(new Set(BUILT_IN_PRESETS.map(({ name }) => name)).size).toBe(10);
  });

  it('have all the pictures in the folder between them', () => {
    const pictures = readdirSync(FOLDER).filter((file) => file !== 'README.md');
    const named = BUILT_IN_PRESETS.flatMap(({ id }) => [`${id}.webp`, `${id}.thumbnail.webp`]);
    expect(pictures.sort()).toEqual(named.sort());
  });
});

describe.each(BUILT_IN_PRESETS)('the preset $id', ({ id, name, description, parameters }) => {
  it('has an id, a name and a sentence', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(name).toMatch(/^[A-Z][a-z ]+$/);
    expect(description).toMatch(/^[A-Z][^.]+\.$/);
  });

  it('has parameters that are allowed and are not the defaults', () => {
    expect(parseParameters(parameters)).toEqual({ ...DEFAULT_PARAMETERS, ...parameters });
    for (const [field, value] of Object.entries(parameters)) {
      expect({ [field]: value }).not.toEqual({
        [field]: DEFAULT_PARAMETERS[field as keyof typeof DEFAULT_PARAMETERS],
      });
    }
  });

  it('has a style picture of 512 px and at most 55 kB', () => {
    const file = readFileSync(`${FOLDER}${id}.webp`);
    expect(sizeOfWebp(file)).toEqual({ width: 512, height: 512 });
    expect(file.length).toBeLessThanOrEqual(55_000);
  });

  it('has a thumbnail of 192 × 144 px and at most 9 kB', () => {
    const file = readFileSync(`${FOLDER}${id}.thumbnail.webp`);
    expect(sizeOfWebp(file)).toEqual({ width: 192, height: 144 });
    expect(file.length).toBeLessThanOrEqual(9_000);
  });
});

/** Of a lossy WebP without extensions: RIFF, WEBP, the chunk "VP8 ", and its frame header (RFC 6386, 9.1). */
function sizeOfWebp(file: Buffer): { width: number; height: number } {
  expect(file.toString('latin1', 0, 4)).toBe('RIFF');
  expect(file.toString('latin1', 8, 16)).toBe('WEBPVP8 ');
  expect(file.subarray(23, 26)).toEqual(Buffer.from([0x9d, 0x01, 0x2a]));
  return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
}
