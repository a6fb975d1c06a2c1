import { readFileSync } from 'node:fs';
import { encodePreset, isFingerprintOf, type Preset, parsePreset } from '@pastiche/core/presets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { somePreset } from '../../../core/test/some-preset.js';
import type { PluginDataError } from './plugin-data-error.js';
import {
  keysOfPreset,
  MOST_ENTRY_BYTES,
  PLUGIN_DATA_NAMESPACE,
  type PluginDataEntry,
  presetFromEntries,
  presetIdsIn,
  presetToEntries,
} from './preset-entries.js';

const sizeOf = ({ key, value }: PluginDataEntry) =>
  Buffer.byteLength(PLUGIN_DATA_NAMESPACE + key + value);
/** A reader of entries, as Figma is one: nothing is an empty text. */
const reading = (entries: readonly PluginDataEntry[]) => (key: string) =>
  entries.find((entry) => entry.key === key)?.value ?? '';
const long = 'Große Welle 🌊 '.repeat(40_000);
const fault = (code: string, message: string) => expect.objectContaining({ code, message });

/** The largest preset that the panel makes: all names as long as they may be, all bytes used. */
function largest(): Preset {
  const name = '🌊'.repeat(120);
  const bytes = new Uint8Array(7500);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const picture = { mediaType: 'image/png', bytes } as const;
  return {
    name,
    author: name,
    licence: name,
    source: '"'.repeat(500),
    parameters: {},
    styles: Array.from({ length: 8 }, () => ({ name, weight: 0.123456789, picture })),
  };
}

describe('presetToEntries', () => {
  it('keeps a preset with pictures that the panel made in one entry', () => {
    const document = encodePreset(largest());
    const entries = presetToEntries('waves', document);
    expect(entries).toEqual([{ key: 'preset.waves', value: document }]);
    expect(sizeOf(entries[0])).toBeLessThan(MOST_ENTRY_BYTES);
  });

  it('keeps a larger one in parts, and tells of them last', () => {
    const entries = presetToEntries('waves', long);
    // 40 000 times 19 bytes are 760 kB.
    expect(entries.map(({ key }) => key)).toEqual([
      ...Array.from({ length: entries.length - 1 }, (_, index) => `preset.waves.${index + 1}`),
      'preset.waves',
    ]);
    expect(entries.length).toBeGreaterThan(8);
    for (const entry of entries) expect(sizeOf(entry)).toBeLessThanOrEqual(MOST_ENTRY_BYTES);
    expect(JSON.parse(entries.at(-1)!.value)).toMatchObject({
      pastiche: 'preset-parts',
      version: 1,
      parts: entries.length - 1,
      characters: long.length,
    });
    expect(presetFromEntries('waves', reading(entries))).toBe(long);
  });

  it.each(['', 'Waves', 'a.b', '../x', 'a/b', '__proto__', 'x'.repeat(81)])(
    'refuses the id %j',
    (id) => {
      expect(() => presetToEntries(id, '{}')).toThrow(
        fault(
          'invalid-id',
          `The id of a preset has lower-case letters, digits and hyphens, but ${JSON.stringify(id.slice(0, 40))} came; choose another.`,
        ),
      );
    },
  );
});

describe('presetFromEntries', () => {
  const damaged =
    'The preset waves is damaged: a part of it is missing or of another time, perhaps because two people saved it at once; save it anew.';
  const entries = presetToEntries('waves', long);

  it('says when there is none', () => {
    expect(() => presetFromEntries('waves', () => undefined)).toThrow(
      fault('absent', 'The preset waves is not in this document.'),
    );
  });

  it('says when a part is missing, of another time, or changed', () => {
    const other = presetToEntries('waves', long.replace('Welle', 'Wogen'));
    const cases = [
      entries.filter(({ key }) => key !== 'preset.waves.3'),
      [other[0], ...entries.slice(1)],
      [...entries.slice(0, -1), other.at(-1)!],
      [...entries.slice(0, -1), { key: 'preset.waves', value: '{"pastiche":"preset-parts",' }],
    ];
    for (const wrong of cases) {
      expect(() => presetFromEntries('waves', reading(wrong))).toThrow(fault('damaged', damaged));
    }
  });

  it('reads no more parts than a preset has', () => {
    const keysAsked = (parts: number) => {
      let asked = 0;
      const index = JSON.stringify({ pastiche: 'preset-parts', version: 1, parts });
      const read = (key: string) => {
        asked += 1;
        return key === 'preset.waves' ? index : 'x';
      };
      expect(() => presetFromEntries('waves', read)).toThrow(fault('damaged', damaged));
      return asked;
    };
    expect([1000, 1001, 1e9].map(keysAsked)).toEqual([1001, 1, 1]);
  });

  it('refuses a newer writing', () => {
    const value = '{"pastiche":"preset-parts","version":2}';
    expect(() => presetFromEntries('waves', () => value)).toThrow(
      fault(
        'newer-version',
        'The preset waves was saved by a newer Pastiche; update Pastiche to read it.',
      ),
    );
  });

  it('gives back any text, in entries of any size', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
        fc.integer({ min: 40, max: 400 }),
        (text, most) => {
          const some = presetToEntries('a', text, most);
          expect(presetFromEntries('a', reading(some))).toBe(text);
          for (const entry of some.slice(0, -1)) {
            expect(sizeOf(entry)).toBeLessThanOrEqual(most);
            expect(Buffer.from(entry.value).toString().length).toBe(entry.value.length);
          }
        },
      ),
    );
  });

  it('brings any preset over', () => {
    fc.assert(
      fc.property(somePreset, fc.integer({ min: 200, max: 5000 }), (preset, most) => {
        const read = reading(presetToEntries('waves', encodePreset(preset), most));
        expect(parsePreset(presetFromEntries('waves', read))).toEqual(preset);
      }),
    );
    const whole = reading(presetToEntries('waves', encodePreset(largest()), 5000));
    expect(parsePreset(presetFromEntries('waves', whole))).toEqual(largest());
  });

  it('refuses entries that were changed anywhere, or gives the same text', () => {
    const text = encodePreset(largest());
    const whole = presetToEntries('waves', text, 20_000);
    const change = fc.record({
      entry: fc.nat({ max: whole.length - 1 }),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      removed: fc.nat({ max: 5 }),
      inserted: fc.string({ maxLength: 3 }),
    });
    fc.assert(
      fc.property(change, ({ entry, at, removed, inserted }) => {
        const changed = whole.map(({ key, value }, index) => {
          const start = Math.floor(at * value.length);
          const other = value.slice(0, start) + inserted + value.slice(start + removed);
          return { key, value: index === entry ? other : value };
        });
        try {
          const found = presetFromEntries('waves', reading(changed));
          // An index that is none any more is taken for a whole text, which the parser refuses.
          if (found !== text) expect(() => parsePreset(found)).toThrow();
        } catch (error) {
          expect(['damaged', 'newer-version', 'absent']).toContain((error as PluginDataError).code);
        }
      }),
    );
  });
});

it('reads the entries of version 1, kept for ever', () => {
  const kept = readFileSync(new URL('entries-v1.json', import.meta.url), 'utf8');
  const entries: PluginDataEntry[] = JSON.parse(kept);
  expect(entries.length).toBe(6);
  const preset = parsePreset(presetFromEntries('riso-print-soft', reading(entries)));
  expect(preset.name).toBe('Riso print, soft');
  expect(isFingerprintOf('96521754bd69593b', preset)).toBe(true);
});

describe('the keys', () => {
  const keys = [
    'preset.waves',
    'preset.waves.1',
    'preset.waves-2',
    'preset.b.12',
    'preset.',
    'recipe',
  ];

  it('tell which presets are there', () => {
    expect(presetIdsIn(keys)).toEqual(['waves', 'waves-2']);
  });

  it('tell what belongs to one', () => {
    expect(keysOfPreset('waves', keys)).toEqual(['preset.waves', 'preset.waves.1']);
    expect(keysOfPreset('b', keys)).toEqual(['preset.b.12']);
  });
});

/** Core's files that are the language and nothing else. */
const PLAIN = ['@pastiche/core/sentence', '@pastiche/core/fnv1a', '@pastiche/core/limits'];

it('imports nothing but its own files, sentences and sums, so that it runs in Figma’s sandbox', () => {
  for (const name of PLAIN) {
    const plain = readFileSync(new URL(import.meta.resolve(name)), 'utf8');
    expect(plain).not.toMatch(/^import/m);
  }
  for (const file of ['index.ts', 'preset-entries.ts', 'plugin-data-error.ts', 'text-size.ts']) {
    const source = readFileSync(new URL(file, import.meta.url), 'utf8');
    const imports = [...source.matchAll(/from '([^']+)'/g)].map(([, path]) => path);
    expect(imports.filter((path) => !path!.startsWith('./') && !PLAIN.includes(path!))).toEqual([]);
  }
});
