import { inEnglish } from '@pastiche/panel/sentence';
import { describe, expect, it, vi } from 'vitest';
import { strengthFrom, suggest } from './quick-action.js';

const STYLES = [
  { id: 'woodcut', name: 'Woodcut' },
  { id: 'own', name: 'Our brand' },
];

async function asked(key: string, query: string, hasSelection = true) {
  const result = { setSuggestions: vi.fn(), setError: vi.fn(), setLoadingMessage: vi.fn() };
  const event = { key, query, parameters: {}, result };
  await suggest(event, {
    hasSelection: () => hasSelection,
    styles: async () => STYLES,
    say: inEnglish,
  });
  return { suggested: result.setSuggestions.mock.calls[0]?.[0], error: result.setError.mock.calls };
}

describe('suggest', () => {
  it('names the styles that have what was typed in their names', async () => {
    const { suggested, error } = await asked('preset', ' BRAND');
    expect(suggested).toEqual([{ name: 'Our brand', data: 'own' }]);
    expect(error).toEqual([]);
  });

  it('says at once that nothing is selected', async () => {
    const { suggested, error } = await asked('preset', '', false);
    expect(suggested).toBeUndefined();
    expect(error).toEqual([['Select a layer to restyle, then try again.']]);
  });

  it('suggests strengths, the typed one first', async () => {
    expect((await asked('strength', '')).suggested).toHaveLength(4);
    expect((await asked('strength', '35 %')).suggested[0]).toEqual({ name: '35 %', data: '35' });
    expect((await asked('strength', 'much')).error).toEqual([
      ['The strength is a number from 0 to 100.'],
    ]);
  });
});

it('reads a strength as a share', () => {
  expect(strengthFrom('60')).toBe(0.6);
  expect(strengthFrom('12,5 %')).toBe(0.125);
  expect(strengthFrom(100)).toBe(1);
  for (const junk of ['101', '-1', '', undefined, null, Number.NaN]) {
    expect(strengthFrom(junk)).toBeNull();
  }
});
