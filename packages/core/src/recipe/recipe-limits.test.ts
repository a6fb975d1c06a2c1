import { joined, letters, little } from '@pastiche/test-fixtures';
import { expect, it } from 'vitest';
import * as LIMITS from '../base/limits.js';
import { DEFAULT_PARAMETERS } from '../parameters/schema.js';
import { readPictureRecipe } from './picture-recipe.js';
import { encodeRecipe, parseRecipe } from './recipe.js';
import { recipeInXmp } from './xmp-packet.js';

const written = JSON.parse(
  encodeRecipe({
    pasticheVersion: '1.0.0',
    network: 'vgg19-lite',
    styleNames: ['waves'],
    preset: null,
    source: null,
    stoppedEarly: false,
    parameters: DEFAULT_PARAMETERS,
  }),
) as Record<string, unknown>;

const read = (change: Readonly<Record<string, unknown>>) =>
  parseRecipe(JSON.stringify({ ...written, ...change }));

it('a recipe is read at each of its limits, and refused above', () => {
  const names = (count: number) => Array.from({ length: count }, () => 'a');
  expect(read({ styleNames: names(LIMITS.RECIPE_STYLES) }).styleNames).toHaveLength(32);
  expect(() => read({ styleNames: names(LIMITS.RECIPE_STYLES + 1) })).toThrow('A recipe must give');
  const network = (length: number) => read({ network: 'x'.repeat(length) }).network;
  expect(network(LIMITS.RECIPE_NAME_CHARACTERS)).toHaveLength(240);
  expect(() => network(LIMITS.RECIPE_NAME_CHARACTERS + 1)).toThrow('A recipe must give');
  const source = (length: number) => read({ source: 'x'.repeat(length) }).source;
  expect(source(LIMITS.RECIPE_SOURCE_CHARACTERS)).toHaveLength(1000);
  expect(() => source(LIMITS.RECIPE_SOURCE_CHARACTERS + 1)).toThrow('A recipe must give');
});

it('a recipe of the most characters is read, and none of one more', () => {
  const text = JSON.stringify(written);
  expect(parseRecipe(text.padEnd(LIMITS.RECIPE_CHARACTERS)).network).toBe('vgg19-lite');
  expect(() => parseRecipe(text.padEnd(LIMITS.RECIPE_CHARACTERS + 1))).toThrow(
    'A recipe has at most 60000 characters, but this has 60001.',
  );
});

it('a packet’s description is looked through up to its limit', () => {
  const packet = (characters: number) => {
    const item = '<dc:description><rdf:li>x</rdf:li>';
    const end = '</dc:description><xmp:CreatorTool>Pastiche</xmp:CreatorTool>';
    return recipeInXmp(`${item.padEnd(characters)}${end}`);
  };
  expect(packet(LIMITS.RECIPE_PACKET_CHARACTERS)).toBe('x');
  expect(packet(LIMITS.RECIPE_PACKET_CHARACTERS + 1)).toBeNull();
});

it('a recipe is found among as many parts as are gone through, and not behind', () => {
  const packet = letters(
    '<dc:description><rdf:li>x</rdf:li></dc:description><xmp:CreatorTool>Pastiche</xmp:CreatorTool>',
  );
  const webp = (parts: number) => {
    const chunks = joined(
      new Uint8Array(8 * (parts - 1)),
      joined(letters('XMP '), little(packet.length, 4), packet),
    );
    return joined(letters('RIFF'), little(chunks.length + 4, 4), letters('WEBP'), chunks);
  };
  expect(readPictureRecipe(webp(LIMITS.METADATA_PARTS))).toBe('x');
  expect(readPictureRecipe(webp(LIMITS.METADATA_PARTS + 1))).toBeNull();
});
