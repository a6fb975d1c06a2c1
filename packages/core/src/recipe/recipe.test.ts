import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withFileNames } from '../parameters/field-names.js';
import { parseParameters } from '../parameters/parse-parameters.js';
import { DEFAULT_PARAMETERS } from '../parameters/schema.js';
import { encodeRecipe, parseRecipe, type Recipe } from './recipe.js';

const recipe: Recipe = {
  pasticheVersion: '0.1.0',
  network: 'vgg19',
  styleNames: ['große Welle 🌊.jpg', 'b"\\.png', '</rdf:li>&amp;'],
  preset: { name: 'Waves', fingerprint: '0123456789abcdef' },
  source: 'assets/harbour.png',
  stoppedEarly: false,
  parameters: parseParameters({ size: 300, alpha: 2, styleLayers: { conv3_1: 0.1 } }),
};
const refusal = (message: string) => expect.objectContaining({ code: 'invalid-recipe', message });

/** A recipe's text with some fields replaced. */
const changed = (change: Record<string, unknown>) =>
  JSON.stringify({ ...JSON.parse(encodeRecipe(recipe)), ...change });

describe('encodeRecipe', () => {
  it('writes one line of plain ASCII that XML takes as it is, with every parameter', () => {
    const text = encodeRecipe(recipe);
    expect(text).toMatch(/^[\x20-\x25\x27-\x3b\x3d\x3f-\x7e]+$/);
    expect(
      text.startsWith(
        '{"pastiche":"recipe","version":1,"pasticheVersion":"0.1.0","network":"vgg19",',
      ),
    ).toBe(true);
    expect(Object.keys(JSON.parse(text).parameters)).toEqual(
      Object.keys(withFileNames(DEFAULT_PARAMETERS)),
    );
  });

  it('cuts what is too long, so that the longest one still goes into a JPEG', () => {
    const long = '🌊'.repeat(10_000);
    const longest: Recipe = {
      pasticheVersion: long,
      network: long,
      styleNames: new Array(100).fill(long),
      preset: { name: long, fingerprint: long },
      source: long,
      stoppedEarly: true,
      parameters: recipe.parameters,
    };
    const text = encodeRecipe(longest);
    expect(text.length).toBeLessThan(60_000);
    const read = parseRecipe(text);
    expect(read.styleNames).toEqual(new Array(32).fill(`${'🌊'.repeat(119)}…`));
    expect(read.source).toBe(`${'🌊'.repeat(499)}…`);
    expect(encodeRecipe(read)).toBe(text);
  });
});

describe('the masks of a recipe', () => {
  const masks = {
    offered: 'Bw==',
    protect: 'AQID',
    regions: [{ style: 'große Welle 🌊.jpg', mask: '/wA=' }],
  };

  it('come back as they were', () => {
    const masked = { ...recipe, masks };
    expect(parseRecipe(encodeRecipe(masked))).toEqual(masked);
    const stronger = masks.regions.map((region) => ({ ...region, strength: 2.5 }));
    const styleParts = [{ style: 'Waves', mask: 'AQID' }];
    const strong = { ...recipe, masks: { ...masks, regions: stronger, styleParts } };
    expect(parseRecipe(encodeRecipe(strong))).toEqual(strong);
    const onlyRegions = { ...recipe, masks: { ...masks, offered: null, protect: null } };
    expect(parseRecipe(encodeRecipe(onlyRegions))).toEqual(onlyRegions);
  });

  it('are no part of a recipe without', () => {
    expect(JSON.parse(encodeRecipe(recipe))).not.toHaveProperty('masks');
    expect(parseRecipe(encodeRecipe(recipe))).not.toHaveProperty('masks');
  });

  it('are left out where they have no room', () => {
    const large = { ...recipe, masks: { ...masks, protect: 'A'.repeat(60_000) } };
    expect(encodeRecipe(large)).toBe(encodeRecipe(recipe));
    const fitting = { ...recipe, masks: { ...masks, protect: 'A'.repeat(50_000) } };
    expect(parseRecipe(encodeRecipe(fitting))).toEqual(fitting);
  });

  it.each([
    [null],
    ['AQID'],
    [{ regions: undefined }],
    [{ protect: undefined }],
    [{ offered: 7 }],
    [{ regions: [null] }],
    [{ regions: [{ style: 'Waves', mask: null }] }],
    [{ regions: [{ style: 1, mask: 'AQID' }] }],
    [{ styleParts: [{ style: 'Waves' }] }],
    [{ styleParts: 'AQID' }],
    [{ regions: [{ style: 'Waves', mask: 'AQID', strength: 0 }] }],
    [{ regions: [{ style: 'Waves', mask: 'AQID', strength: '2' }] }],
  ])('that are none are refused: %j', (given) => {
    const wrong =
      typeof given === 'object' ? { offered: null, protect: null, regions: [], ...given } : given;
    expect(() => parseRecipe(changed({ masks: given && wrong }))).toThrow(
      refusal(
        'The masks of a recipe must be pictures as Base64, but one is not; take it from the picture once more.',
      ),
    );
  });
});

describe('parseRecipe', () => {
  it('reads back what was written', () => {
    const bare = { ...recipe, preset: null, source: null };
    expect(parseRecipe(encodeRecipe(recipe))).toEqual(recipe);
    expect(parseRecipe(encodeRecipe(bare))).toEqual(bare);
  });

  it('reads back any names', () => {
    const text = fc.string({ unit: 'binary', maxLength: 50 });
    const some = fc.record({
      styleNames: fc.array(text, { maxLength: 8 }),
      preset: fc.option(fc.record({ name: text, fingerprint: text })),
      source: fc.option(text),
    });
    fc.assert(
      fc.property(some, (names) => {
        const any = { ...recipe, ...names };
        expect(parseRecipe(encodeRecipe(any))).toEqual(any);
      }),
    );
  });

  const foreign =
    'This text is not the recipe of a painting; take one from a picture Pastiche painted.';
  const wrong =
    'A recipe must give pasticheVersion, network, styleNames and source as text and stoppedEarly as true or false, but one is missing or of another kind; take it from the picture once more.';

  it.each([
    ...['{}', 'null', '[1]', '7', changed({ pastiche: 1 }), changed({ version: 0 })].map((text) => [
      text,
      foreign,
    ]),
    [
      changed({ version: 2, parameters: { future: 1 } }),
      'This recipe was written by a newer Pastiche (version 2, this one reads 1); update Pastiche to read it.',
    ],
    [
      encodeRecipe(recipe).slice(0, -1),
      'A recipe must be JSON, but this text is not; it may have been cut off.',
    ],
    [' '.repeat(60_001), 'A recipe has at most 60000 characters, but this has 60001.'],
    [changed({ surprise: 1 }), 'A recipe has no field "surprise"; update Pastiche.'],
    ...[
      { network: 1 },
      { pasticheVersion: undefined },
      { styleNames: 'a' },
      { styleNames: [1] },
    ].map((change) => [changed(change), wrong]),
    [changed({ source: { path: 'x' } }), wrong],
    [changed({ stoppedEarly: undefined }), wrong],
    [
      changed({ preset: { name: 'Waves' } }),
      'The preset of a recipe must have a name and a fingerprint and nothing else; take it from the picture once more.',
    ],
    [
      changed({ preset: 'Waves' }),
      'The preset of a recipe must have a name and a fingerprint and nothing else; take it from the picture once more.',
    ],
    [
      changed({ parameters: { size: 1 } }),
      'The recipe cannot be read: size must be a whole number from 16 to 4096, but 1 came.',
    ],
    [
      changed({ parameters: undefined }),
      'The recipe cannot be read: parameters must be an object, but null came.',
    ],
  ])('refuses %.40s', (text, message) => {
    expect(() => parseRecipe(text!)).toThrow(refusal(message!));
  });
});
