import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { somePicture, somePreset, someStatistics } from '../../test/some-preset.js';
import { isStyleTransferError, StyleTransferError } from '../base/errors.js';
import * as LIMITS from '../base/limits.js';
import type { Preset, PresetStyle } from './preset.js';
import { encodePreset, parsePreset } from './preset-file.js';

const picture = somePicture;

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
      { parameters: { optimzer: 'adam' } as Preset['parameters'] },
      'The preset cannot be read: There is no parameter "optimzer"; did you mean optimizer?',
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
      picture: picture('image/webp', LIMITS.PRESET_PICTURE_BYTES),
    };
    const full: Preset = {
      name: '🌊'.repeat(LIMITS.PRESET_NAME_CHARACTERS),
      parameters: {},
      styles: [{ ...style, weight: 1 }, ...new Array(LIMITS.PRESET_STYLES - 1).fill(style)],
    };
    const read = parsePreset(encodePreset(full));
    expect(read.name).toBe(full.name);
    expect(read.styles).toHaveLength(LIMITS.PRESET_STYLES);
    // Comparing Buffers is quick, where toEqual takes seconds for so many bytes.
    expect(Buffer.from(read.styles[7]!.picture!.bytes).equals(style.picture.bytes)).toBe(true);
  });

  it('reads a text with a byte-order mark (case 21)', () => {
    expect(parsePreset(`\ufeff${encodePreset(harbour)}`)).toEqual(harbour);
  });

  const name = 'text of 1 to 120 characters without control characters';
  const foreign = 'This text is not a Pastiche preset; choose a file that was saved as one.';
  const style = JSON.parse(encodePreset(harbour)).styles[0];
  const tooLarge = Buffer.from(picture('image/png', LIMITS.PRESET_PICTURE_BYTES + 1).bytes);

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
      ' '.repeat(12_230_000),
      'A preset may have at most 12 MB, but this text has 12.2 MB; remove or reduce some of its styles.',
    ],
    [
      encodePreset(harbour).replace('{', '{"name": "Another",'),
      'The preset has the field "name" twice in one place; leave one of them out.',
    ],
    ...['\u200b', '\u00ad\u2060', '\u3164', '\u2800 \u200d', '\ufe0f', '\u{e0041}'].map((name) => [
      changed({ top: { name } }),
      `The preset cannot be read: name must be text of 1 to 120 characters without control characters, but ${JSON.stringify(name)} came.`,
    ]),
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
      changed({ top: { thumbnail: 'x' } }),
      'A preset has no field "thumbnail"; it may have pastiche, version, name, author, licence, source, parameters, styles.',
    ],
    [
      encodePreset(harbour).replace('"name"', '"__proto__": {}, "name"'),
      'A preset has no field "__proto__"; it may have pastiche, version, name, author, licence, source, parameters, styles.',
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
      `The preset cannot be read: name must be ${name}, but "a�b" came.`,
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
      changed({ top: { name: 'x'.repeat(10_000_000) } }),
      `The preset cannot be read: name must be ${name}, but "${'x'.repeat(40)}…" came.`,
    ],
    [
      encodePreset(harbour).replace(
        '"Harbour at dusk"',
        `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`,
      ),
      `The preset cannot be read: name must be ${name}, but an array came.`,
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
    [
      changed({ style: { picture: undefined } }),
      'styles[0] must have a picture or statistics, but has neither.',
    ],
    [
      changed({ style: { statistics: [] } }),
      'styles[0] must have a picture or statistics, but has both.',
    ],
    [
      changed({ style: { picture: undefined, statistics: {} } }),
      'The preset cannot be read: styles[0].statistics must be a list of statistics, but an object came.',
    ],
    [
      changed({ style: { picture: undefined, statistics: [] } }),
      'styles[0].statistics must be of 1 to 4 networks, but 0 came.',
    ],
    [
      changed({ top: { author: null } }),
      `The preset cannot be read: author must be ${name}, but null came.`,
    ],
    [
      changed({ top: { licence: 'CC\nBY' } }),
      `The preset cannot be read: licence must be ${name}, but "CC\\nBY" came.`,
    ],
    [
      changed({ top: { source: 'http://example.org/waves' } }),
      'The preset cannot be read: source must be text of 1 to 500 characters without control characters, and an address only with https, but "http://example.org/waves" came.',
    ],
  ])('refuses case %#: %.40s', (text, message) => {
    expect(() => parsePreset(text)).toThrow(refusal(message));
    expect(() => parsePreset(text)).toThrow(StyleTransferError);
  });

  it('reads author, licence and source, and writes them after the name', () => {
    const credited: Preset = {
      name: 'Waves',
      author: 'Mei',
      licence: 'CC BY 4.0',
      source: 'https://example.org/waves',
      parameters: {},
      styles: harbour.styles,
    };
    const text = encodePreset(credited);
    expect(Object.keys(JSON.parse(text)).join()).toBe(
      'pastiche,version,name,author,licence,source,parameters,styles',
    );
    expect(parsePreset(text)).toEqual(credited);
  });

  it('keeps the cause of what other parsers refuse', () => {
    expect(() => parsePreset(changed({ top: { parameters: { size: 1 } } }))).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ code: 'invalid-parameter' }) }),
    );
  });
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

describe('a preset of statistics', () => {
  const style: PresetStyle = { name: 'Waves', weight: 1, statistics: [someStatistics('tiny')] };
  const waves: Preset = { name: 'Waves', parameters: {}, styles: [style] };

  /** The text with some fields of the first statistics replaced. */
  const changedInside = (change: Fields) => {
    const document = JSON.parse(encodePreset(waves));
    Object.assign(document.styles[0].statistics[0], change);
    return JSON.stringify(document);
  };

  it('comes back byte for byte, and says what it is for', () => {
    const text = encodePreset(waves);
    expect(parsePreset(text)).toEqual(waves);
    const [{ network, pooling }] = JSON.parse(text).styles[0].statistics;
    expect([network, pooling]).toEqual(['tiny', 'max']);
  });

  it('may be for several networks, none twice', () => {
    const both = [someStatistics('tiny'), someStatistics('other')];
    const preset = { ...waves, styles: [{ ...style, statistics: both }] } as Preset;
    expect(parsePreset(encodePreset(preset)).styles[0].statistics).toHaveLength(2);
    const twice = [both[0], both[0]];
    expect(() =>
      encodePreset({ ...waves, styles: [{ ...style, statistics: twice }] } as Preset),
    ).toThrow(
      refusal('styles[0].statistics are of tiny with max pooling twice; leave one of them out.'),
    );
  });

  it.each([
    [
      { network: 'vgg19' },
      'styles[0].statistics[0] must be of vgg19 with max pooling, as it says, but its bytes are of another network or pooling.',
    ],
    [
      { pooling: 'median' },
      'The preset cannot be read: styles[0].statistics[0].pooling must be one of max, average, but "median" came.',
    ],
    [
      { base64: 'AAAA' },
      'styles[0].statistics[0] cannot be read: The style statistics file has 3 bytes, expected at least 8; the file is damaged or not a safetensors file, fetch or write it again.',
    ],
    [
      { base64: 'A'.repeat(10_666_672) },
      'styles[0].statistics[0] may have at most 8000 kB, but has more; reduce it.',
    ],
  ])('is refused with %j', (change, message) => {
    expect(() => parsePreset(changedInside(change))).toThrow(refusal(message));
  });

  it('cannot have what needs the picture', () => {
    expect(() => encodePreset({ ...waves, parameters: { keepColours: 'match' } })).toThrow(
      refusal(
        'A style without its picture cannot be tuned to other colours, but keepColours is "match"; set it to "off", or give the picture.',
      ),
    );
    expect(() => encodePreset({ ...waves, parameters: { initialImage: 'style' } })).toThrow(
      refusal(
        'A style without its picture cannot be what a painting starts from, but initialImage is "style"; start from "content" or "noise", or give the picture.',
      ),
    );
    const styles = [style, ...harbour.styles];
    expect(() =>
      encodePreset({ ...waves, styles, parameters: { initialImage: 'style' } }),
    ).not.toThrow();
  });
});
