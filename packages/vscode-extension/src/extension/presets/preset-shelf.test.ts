import { inEnglish } from '@pastiche/panel/core';
import { expect, it, vi } from 'vitest';
import { type OfferedPreset, presetChoices } from './preset-shelf.js';
import { createRecentPresets } from './recent-presets.js';

const preset = (id: string, origin: OfferedPreset['origin']): OfferedPreset => ({
  id,
  name: id,
  origin,
  description: '',
});
const presets = [
  preset('built-in:a', 'built-in'),
  preset('built-in:b', 'built-in'),
  preset('workspace/site/c', 'workspace'),
  preset('d', 'user'),
];

it('offers the ones used last on top, each once, and no gap for one that is gone', () => {
  const choices = presetChoices(presets, ['built-in:b', 'gone', 'd'], inEnglish);
  expect(choices.map(({ heading, label }) => [heading, label])).toEqual([
    ['Used last', 'built-in:b'],
    [undefined, 'd'],
    ['Workspace', 'workspace/site/c'],
    ['Built in', 'built-in:a'],
  ]);
});

it('remembers the last six, the latest first', async () => {
  const kept = new Map<string, unknown>([['recentPresets', [1, 'old']]]);
  const onChange = vi.fn();
  const recent = createRecentPresets(
    {
      get: (key) => kept.get(key),
      set: async (key, value) => {
        kept.set(key, value);
      },
    },
    onChange,
  );
  expect(recent.list()).toEqual(['old']);
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'a']) await recent.add(id);
  expect(recent.list()).toEqual(['a', 'f', 'e', 'd', 'c', 'b']);
  await recent.add('a');
  expect(onChange).toHaveBeenCalledTimes(7);
  expect(onChange).toHaveBeenLastCalledWith(['a', 'f', 'e', 'd', 'c', 'b']);
});
