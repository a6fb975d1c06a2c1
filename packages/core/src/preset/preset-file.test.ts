import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStyleTransferError, StyleTransferError } from '../errors.js';
import { PRESET_LIMITS, type Preset, type PresetPicture } from './preset.js';
import { encodePreset, parsePreset } from './preset-file.js';

const HEADS: Readonly<Record<PresetPicture['mediaType'], readonly number[]>> = {
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/webp': [0x52, 0x49, 0x46, 0x46, 1, 0, 0, 0, 0x57, 0x45, 0x42, 0x50],
};

function picture(mediaType: PresetPicture['mediaType'] = 'image/png', size = 8): PresetPicture {
  const bytes = new Uint8Array(Math.max(size, HEADS[mediaType].length));
  bytes.set(HEADS[mediaType]);
  return { mediaType, bytes };
}

const harbour: Preset = {
  name: 'Harbour at dusk',
  parameters: { strength: 0.7, iterations: null, styleLayers: { conv3_1: 0.5, conv1_1: 1 } },
  styles: [{ name: 'Große Welle 🌊', weight: 1, picture: picture() }],
};

type Fields = Record<string, unknown>;

/** The text of `harbour` with some fields of the document, of its style or of its picture replaced. */
function changed(change: { top?: Fields; style?: Fields; picture?: Fields }): string {
  const document = JSON.parse(encodePreset(harbour));
  Object.assign(document.styles[0].picture, change.picture);
  Object.assign(document.styles[0], change.style);
  return JSON.stringify(Object.assign(document, change.top));
}

const refusal = (message: string) => expect.objectContaining({ code: 'invalid-preset', message });

describe('encodePreset', () => {
  it('writes JSON in one order of fields, ending in a newline', () => {
    expect(encodePreset(harbour)).toBe(`{
  "pastiche": "preset",
  "version": 1,
  "name": "Harbour at dusk",
  "parameters": {
    "iterations": null,
    "strength": 0.7,
    "styleLayers": {
      "conv1_1": 1,
      "conv3_1": 0.5
    }
  },
  "styles": [
    {
      "name": "Große Welle 🌊",
      "weight": 1,
      "picture": {
        "mediaType": "image/png",
        "base64": "iVBORw0KGgo="
      }
    }
  ]
}
`);
  });

  it('takes undefined parameters as not given', () => {
    const text = encodePreset({ ...harbour, parameters: { seed: undefined, size: 64 } });
    expect(JSON.parse(text).parameters).toEqual({ size: 64 });
  });

  it.each<[Partial<Preset>, string]>([
    [{ styles: [] }, 'A preset must have at least one style, but this has none.'],
    [
      { name: '' },
      'The preset cannot be read: name must be text of 1 to 120 characters without control characters, but "" came.',
    ],
    [
      { parameters: { size: 1 } },
      'The preset cannot be read: size must be a whole number from 16 to 4096, but 1 came.',
    ],
    [
      { parameters: { optimiser: 'adam' } as Preset['parameters'] },
      'The preset cannot be read: There is no parameter "optimiser"; did you mean optimizer?',
    ],
  ])('writes nothing that would be refused: case %#', (change, message) => {
    expect(() => encodePreset({ ...harbour, ...change })).toThrow(refusal(message));
  });
});

describe('parsePreset', () => {
  it('reads back what was written', () => {
    expect(parsePreset(encodePreset(harbour))).toEqual(harbour);
  });

  it('gives no parameter that was not given', () => {
    const { parameters } = parsePreset(changed({ top: { parameters: {} } }));
    expect(parameters).toEqual({});
  });

  it('reads a preset that is as large as it may be', () => {
    const style = {
      name: 'x',
      weight: 0,
      picture: picture('image/webp', PRESET_LIMITS.pictureBytes),
    };
    const full: Preset = {
      name: '🌊'.repeat(PRESET_LIMITS.nameCharacters),
      parameters: {},
      styles: [{ ...style, weight: 1 }, ...new Array(PRESET_LIMITS.styles - 1).fill(style)],
    };
    const read = parsePreset(encodePreset(full));
    expect(read.name).toBe(full.name);
    expect(read.styles).toHaveLength(PRESET_LIMITS.styles);
    // Comparing Buffers is quick, where toEqual takes seconds for so many bytes.
    expect(Buffer.from(read.styles[7].picture.bytes).equals(style.picture.bytes)).toBe(true);
  });

  const name = 'text of 1 to 120 characters without control characters';
  const foreign = 'This text is not a Pastiche preset; choose a file that was saved as one.';
  const style = JSON.parse(encodePreset(harbour)).styles[0];
  const tooLarge = Buffer.from(picture('image/png', PRESET_LIMITS.pictureBytes + 1).bytes);

  it.each([
    ['', 'A preset must be JSON, but this text is not; it may have been cut off.'],
    [
      encodePreset(harbour).slice(0, -3),
      'A preset must be JSON, but this text is not; it may have been cut off.',
    ],
    [
      '['.repeat(1_000_000),
      'A preset must be JSON, but this text is not; it may have been cut off.',
    ],
    [
      ' '.repeat(5_230_000),
      'A preset may have at most 4 MB, but this text has 5.2 MB; remove or reduce some of its styles.',
    ],
    ['null', foreign],
    ['7', foreign],
    ['[]', foreign],
    ['{}', foreign],
    ['{"pastiche": 1, "version": "0.1.0"}', foreign],
    [changed({ top: { version: 0 } }), foreign],
    [changed({ top: { version: '1' } }), foreign],
    [
      '{"pastiche": "preset", "version": 3, "later": true}',
      'This preset was made by a newer Pastiche (version 3, this one reads 1); update Pastiche.',
    ],
    [changed({ top: { style: 'x' } }), 'A preset has no field "style"; did you mean styles?'],
    [
      changed({ top: { author: 'x' } }),
      'A preset has no field "author"; it may have pastiche, version, name, parameters, styles.',
    ],
    [
      encodePreset(harbour).replace('"name"', '"__proto__": {}, "name"'),
      'A preset has no field "__proto__"; it may have pastiche, version, name, parameters, styles.',
    ],
    [changed({ style: { wieght: 1 } }), 'styles[0] has no field "wieght"; did you mean weight?'],
    [
      changed({ picture: { url: 'x' } }),
      'styles[0].picture has no field "url"; it may have mediaType, base64.',
    ],
    [
      changed({ top: { name: undefined } }),
      `The preset cannot be read: name must be ${name}, but undefined came.`,
    ],
    [
      changed({ top: { name: ' \t' } }),
      `The preset cannot be read: name must be ${name}, but " \\t" came.`,
    ],
    [
      changed({ top: { name: 'a\nb' } }),
      `The preset cannot be read: name must be ${name}, but "a\\nb" came.`,
    ],
    [
      changed({ top: { name: 'a\u202eb' } }),
      `The preset cannot be read: name must be ${name}, but "a\u202eb" came.`,
    ],
    [
      changed({ top: { name: 'a\ud800' } }),
      `The preset cannot be read: name must be ${name}, but "a\\ud800" came.`,
    ],
    [
      changed({ top: { name: 'x'.repeat(121) } }),
      `The preset cannot be read: name must be ${name}, but "${'x'.repeat(40)}…" came.`,
    ],
    [
      changed({ style: { name: 7 } }),
      `The preset cannot be read: styles[0].name must be ${name}, but 7 came.`,
    ],
    [
      changed({ top: { parameters: undefined } }),
      'A preset must have parameters, but this has none.',
    ],
    [
      changed({ top: { parameters: [] } }),
      'The preset cannot be read: parameters must be an object, but an array came.',
    ],
    [
      changed({ top: { parameters: { strength: 2 } } }),
      'The preset cannot be read: strength must be a number from 0 to 1, but 2 came.',
    ],
    [
      changed({ top: { parameters: { alpha: 0, beta: 0 } } }),
      'The preset cannot be read: alpha and beta are both 0, so nothing would be painted; make one of them larger than 0.',
    ],
    [
      changed({ top: { styles: undefined } }),
      'The preset cannot be read: styles must be a list of styles, but undefined came.',
    ],
    [
      changed({ top: { styles: new Array(9).fill(style) } }),
      'A preset may have at most 8 styles, but this has 9; remove some.',
    ],
    [
      changed({ top: { styles: [null] } }),
      'The preset cannot be read: styles[0] must be an object, but null came.',
    ],
    [
      changed({ style: { weight: 1.5 } }),
      'The preset cannot be read: styles[0].weight must be a number from 0 to 1, but 1.5 came.',
    ],
    [
      changed({ style: { weight: 0 } }),
      'All styles of the preset have the weight 0; give one of them more.',
    ],
    [
      changed({ picture: { mediaType: 'image/gif' } }),
      'The preset cannot be read: styles[0].picture.mediaType must be one of image/webp, image/jpeg, image/png, but "image/gif" came.',
    ],
    [
      changed({ picture: { mediaType: 'image/jpeg' } }),
      'styles[0].picture must be image/jpeg, as it says, but its bytes are image/png.',
    ],
    [
      changed({ picture: { base64: '' } }),
      'styles[0].picture must be image/png, as it says, but its bytes are no picture that a preset may hold.',
    ],
    [
      changed({ picture: { base64: 'iVBORw0KGgo' } }),
      'The preset cannot be read: styles[0].picture.base64 must be Base64 text, but "iVBORw0KGgo" came.',
    ],
    [
      changed({ picture: { base64: 12 } }),
      'The preset cannot be read: styles[0].picture.base64 must be Base64 text, but 12 came.',
    ],
    [
      changed({ picture: { base64: tooLarge.toString('base64') } }),
      'styles[0].picture may have at most 300 kB, but has more; reduce it.',
    ],
  ])('refuses case %#: %.40s', (text, message) => {
    expect(() => parsePreset(text)).toThrow(refusal(message));
    expect(() => parsePreset(text)).toThrow(StyleTransferError);
  });

  it('keeps the cause of what other parsers refuse', () => {
    expect(() => parsePreset(changed({ top: { parameters: { size: 1 } } }))).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ code: 'invalid-parameter' }) }),
    );
  });
});

const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const someName = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 120 })
  .filter((text) => text.trim() !== '' && !CONTROL.test(text));
const share = fc.double({ min: 0.001, max: 1, noNaN: true });
const somePreset: fc.Arbitrary<Preset> = fc.record({
  name: someName,
  parameters: fc.record(
    {
      size: fc.integer({ min: 16, max: 4096 }),
      iterations: fc.option(fc.integer({ min: 1, max: 10_000 })),
      strength: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
      keepColours: fc.constantFrom('off', 'luminance', 'match'),
      contentLayers: fc.record({ conv4_2: share, conv5_4: share }, { requiredKeys: ['conv4_2'] }),
      pyramid: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  styles: fc.array(
    fc.record({
      name: someName,
      weight: share,
      picture: fc
        .tuple(fc.constantFrom('image/png', 'image/jpeg', 'image/webp'), fc.uint8Array())
        .map(([mediaType, rest]) => ({
          mediaType,
          bytes: Uint8Array.from([...HEADS[mediaType], ...rest]),
        })),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});

describe('any preset', () => {
  it('is read as it was written, and written the same again', () => {
    fc.assert(
      fc.property(somePreset, (preset) => {
        const text = encodePreset(preset);
        const read = parsePreset(text);
        expect(read).toEqual(preset);
        expect(encodePreset(read)).toBe(text);
      }),
    );
  });

  it('with its text changed anywhere is refused with a StyleTransferError, or is another preset', () => {
    let refused = 0;
    const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const piece = fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.constantFrom('"', '{', '[', ',', '0', '1e999', '-', 'null', '"__proto__":1,', '='),
    );
    fc.assert(
      fc.property(
        somePreset,
        at,
        fc.nat({ max: 20 }),
        piece,
        (preset, where, removed, inserted) => {
          const text = encodePreset(preset);
          const start = Math.floor(where * text.length);
          const mutated = text.slice(0, start) + inserted + text.slice(start + removed);
          try {
            // What is still read is a preset in every respect: it can be written again.
            encodePreset(parsePreset(mutated));
          } catch (error) {
            expect(isStyleTransferError(error) && error.code).toBe('invalid-preset');
            refused++;
          }
        },
      ),
      { numRuns: 1000 },
    );
    expect(refused).toBeGreaterThan(300);
  });

  it('of any other JSON is refused', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (top, styles) => {
        const text = `{"pastiche":"preset","version":1,"name":"x","parameters":${top},"styles":${styles}}`;
        expect(() => parsePreset(text)).toThrow(
          expect.objectContaining({ code: 'invalid-preset' }),
        );
        expect(() => parsePreset(top)).toThrow(expect.objectContaining({ code: 'invalid-preset' }));
      }),
    );
  });
});
