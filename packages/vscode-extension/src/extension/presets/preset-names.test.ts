import { expect, it } from 'vitest';
import { freePresetName, parsePresetId, presetStem, workspacePresetId } from './preset-names.js';

it('reads ids of all kinds', () => {
  expect(parsePresetId('built-in:ink-wash')).toEqual({ kind: 'built-in', id: 'ink-wash' });
  expect(parsePresetId('harbour')).toEqual({ kind: 'user', stem: 'harbour' });
  expect(parsePresetId(workspacePresetId('my site', 'harbour'))).toEqual({
    kind: 'workspace',
    folder: 'my site',
    stem: 'harbour',
  });
});

it.each([
  '',
  '..',
  '../x',
  'a/b',
  'workspace/a/..',
  'workspace/%2F/x',
  'a\\b',
  'file:x',
  'w/a/b/c',
  'workspace/%/x',
  'workspace/%ff/x',
])('refuses "%s", which is none or leads elsewhere', (id) => expect(parsePresetId(id)).toBe(null));

it.each([
  ['Harbour at dusk', 'harbour-at-dusk'],
  ['Été / 夏', 'été-夏'],
  ['../../..', 'preset'],
  ['x'.repeat(60), 'x'.repeat(48)],
])('the file of the preset "%s" is called %s', (name, stem) => {
  expect(presetStem(name)).toBe(stem);
});

it.each([
  ['Own', 'Own (2)'],
  ['O\u200bwn\u2060', 'O\u200bwn\u2060 (2)'],
  ['Cafe\u0301', 'Cafe\u0301 (3)'],
  ['own', 'own'],
])('beside what is there a preset %j is called %j', (name, free) => {
  expect(freePresetName(name, ['Own', 'Caf\u00e9', 'Café (2)'], 120)).toBe(free);
});
