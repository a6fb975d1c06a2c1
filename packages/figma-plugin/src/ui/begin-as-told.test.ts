import { type BuiltInPreset, encodeRecipe, type Recipe } from '@pastiche/panel/core';
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { beginAsTold } from './begin-as-told.js';
import type { Opening } from './window-state.js';

const OPENING: Opening = {
  command: 'open',
  presetId: null,
  strength: null,
  recipe: null,
  queue: null,
  readOnly: false,
};

const RECIPE = {
  pasticheVersion: '0.1.0',
  network: 'vgg19-lite',
  styleNames: ['Woodcut', 'Ink wash'],
  preset: null,
  source: '1:2',
  stoppedEarly: false,
  parameters: { strength: 0.3, seed: 7 },
} as unknown as Recipe;

function create() {
  const done: unknown[] = [];
  const shelf: readonly (readonly [BuiltInPreset['id'], string])[] = [
    ['woodcut', 'Woodcut'],
    ['ink-wash', 'Ink wash'],
  ];
  const model = {
    shelf: signal(shelf.map(([id, name]) => ({ id: `built-in:${id}`, name }))),
    engine: signal({ kind: 'ready' }),
    content: signal({ kind: 'ready' }),
    obstacle: signal<string | null>(null),
    chooseStyle: async (id: string, options?: unknown) => done.push(['style', id, options]),
    setParameters: ({ strength }: { strength?: number }) => done.push(['strength', strength]),
    setSettings: (change: unknown) => done.push(['settings', change]),
    stylise: async () => done.push('stylise'),
  };
  const begin = (changes: Partial<Opening>) =>
    beginAsTold(model as unknown as Parameters<typeof beginAsTold>[0], { ...OPENING, ...changes });
  return { model, begin, done };
}

describe('how the window begins', () => {
  it('does nothing when it was just opened', async () => {
    const { begin, done } = create();
    expect(await begin({})).toBeNull();
    expect(done).toEqual([]);
  });

  it('chooses the style of a quick action before its strength', async () => {
    const { begin, done } = create();
    expect(await begin({ command: 'preset', presetId: 'woodcut', strength: 0.9 })).toBeNull();
    expect(done).toEqual([
      ['style', 'built-in:woodcut', undefined],
      ['strength', 0.9],
    ]);
  });

  it('waits for what is remembered, which would overwrite it', async () => {
    const { model, begin, done } = create();
    model.engine.value = { kind: 'starting' };
    const begun = begin({ strength: 0.9 });
    await Promise.resolve();
    expect(done).toEqual([]);
    model.engine.value = { kind: 'ready' };
    await begun;
    expect(done).toEqual([['strength', 0.9]]);
  });

  it.each([
    ['edit' as const, []],
    ['again' as const, ['stylise']],
  ])('%s brings a recipe back', async (command, after) => {
    const { begin, done } = create();
    expect(await begin({ command, recipe: encodeRecipe(RECIPE) })).toBeNull();
    expect(done).toEqual([
      ['style', 'built-in:woodcut', { add: false }],
      ['style', 'built-in:ink-wash', { add: true }],
      ['strength', 0.3],
      ['settings', { network: 'vgg19-lite' }],
      ...after,
    ]);
  });

  it('says that a recipe is newer, and paints nothing', async () => {
    const { begin, done } = create();
    const newer = encodeRecipe(RECIPE).replace('"version":1', '"version":2');
    expect(await begin({ command: 'again', recipe: newer })).toBe(
      'This recipe was written by a newer Pastiche (version 2, this one reads 1); update Pastiche to read it.',
    );
    expect(done).toEqual([]);
  });
});
