import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemaFaults } from '../../test/schema-faults.js';
import { somePreset } from '../../test/some-preset.js';
import { DEFAULT_PARAMETERS } from '../parameters/schema.js';
import { encodePreset, parsePreset } from './preset-file.js';
import { presetSchema } from './preset-schema.js';

const schema = presetSchema();
const document = {
  pastiche: 'preset',
  version: 1,
  name: 'Waves',
  parameters: {},
  styles: [
    { name: 'Waves', weight: 1, picture: { mediaType: 'image/png', base64: 'iVBORw0KGgo=' } },
  ],
};

it('the published file is current; otherwise run: npm run preset-schema', () => {
  for (const folder of ['core/data', 'vscode-extension/schemas']) {
    const file = new URL(`../../../${folder}/preset.schema.json`, import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  }
});

describe('the schema', () => {
  it('takes what the parser takes', () => {
    fc.assert(
      fc.property(somePreset, (preset) => {
        expect(schemaFaults(schema, JSON.parse(encodePreset(preset)))).toEqual([]);
      }),
    );
    expect(schemaFaults(schema, { ...document, parameters: DEFAULT_PARAMETERS })).toEqual([]);
  });

  it.each<[Record<string, unknown>]>([
    [{ pastiche: 'recipe' }],
    [{ version: 2 }],
    [{ name: '' }],
    [{ name: ' ' }],
    [{ name: 'a\nb' }],
    [{ name: 'x'.repeat(121) }],
    [{ author: 7 }],
    [{ licence: '\u202e' }],
    [{ source: 'ftp://example.org' }],
    [{ surprise: 1 }],
    [{ parameters: { size: 15 } }],
    [{ parameters: { size: 16.5 } }],
    [{ parameters: { iterations: 0 } }],
    [{ parameters: { strength: 1.1 } }],
    [{ parameters: { alpha: -1 } }],
    [{ parameters: { quality: 'best' } }],
    [{ parameters: { pyramid: 'yes' } }],
    [{ parameters: { styleLayers: { conv6_1: 1 } } }],
    [{ parameters: { optimzer: 'adam' } }],
    [{ styles: [] }],
    [{ styles: new Array(9).fill(document.styles[0]) }],
    [{ styles: [{ name: 'x', weight: 1 }] }],
    [{ styles: [{ ...document.styles[0], weight: 2 }] }],
    [{ styles: [{ ...document.styles[0], statistics: [] }] }],
    [{ styles: [{ name: 'x', weight: 1, statistics: [{ network: 'x', pooling: 'max' }] }] }],
    [{ styles: [{ name: 'x', weight: 1, picture: { mediaType: 'image/gif', base64: '' } }] }],
  ])('calls wrong what the parser refuses: %j', (change) => {
    const wrong = { ...document, ...change };
    expect(schemaFaults(schema, document)).toEqual([]);
    expect(schemaFaults(schema, wrong)).not.toEqual([]);
    expect(() => parsePreset(JSON.stringify(wrong))).toThrow();
  });
});
