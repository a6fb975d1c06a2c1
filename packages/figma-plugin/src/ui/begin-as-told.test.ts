import {
  type BuiltInPreset,
  encodePreset,
  encodeRecipe,
  inEnglish,
  type Preset,
  parsePreset,
  presetFingerprint,
  type Recipe,
} from '@pastiche/panel/core';
import type { HostPreset } from '@pastiche/panel/host';
import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import type { Opening } from '../window-contract.js';
import { beginAsTold } from './begin-as-told.js';

const OPENING: Opening = {
  command: 'open',
  presetId: null,
  strength: null,
  recipe: null,
  carried: { kind: 'none' },
  results: [],
  unseen: 0,
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
    content: signal<object>({ kind: 'ready' }),
    styles: signal<readonly object[]>([]),
    masks: {
      styles: signal<readonly object[]>([]),
      restore: async (masks: object) => done.push(['masks', masks]),
    },
    restoreStyleParts: (parts: readonly object[]) => {
      if (parts.length > 0) done.push(['parts', parts]);
    },
    obstacle: signal<string | null>(null),
    chooseStyle: async (id: string, options?: unknown) => done.push(['style', id, options]),
    lendPreset: async (document: string) => {
      done.push(['lend', parsePreset(document).name]);
      return true;
    },
    setParameters: ({ strength }: { strength?: number }) => done.push(['strength', strength]),
    setSettings: (change: unknown) => done.push(['settings', change]),
    stylize: async () => done.push('stylize'),
  };
  /** What is said of the beginning, in English. */
  const begin = async (changes: Partial<Opening>, presets: readonly HostPreset[] = []) => {
    const said = await beginAsTold(
      model as unknown as Parameters<typeof beginAsTold>[0],
      { ...OPENING, ...changes },
      { listPresets: async () => presets },
    );
    return said && inEnglish(said);
  };
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
    ['again' as const, ['stylize']],
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

  describe('what was drawn over the layer', () => {
    const masks = {
      offered: 'BA==',
      protect: 'AQI=',
      regions: [{ style: 'Ink wash', mask: 'Aw==', strength: 2 }],
      styleParts: [{ style: 'Woodcut', mask: 'BQ==' }],
    };
    const again = { command: 'again', recipe: encodeRecipe({ ...RECIPE, masks }) } as const;

    it('is drawn again once the picture is there, but for what the host offers again', async () => {
      const { model, begin, done } = create();
      model.masks.styles.value = [
        { id: 'built-in:ink-wash', name: 'Ink wash', inRecipe: 'Ink wash' },
      ];
      model.content.value = { kind: 'loading' };
      const begun = begin(again);
      await vi.waitFor(() => expect(done).toHaveLength(4));
      model.content.value = { kind: 'ready' };
      expect(await begun).toBeNull();
      const regions = [{ style: 'built-in:ink-wash', mask: Uint8Array.of(3), strength: 2 }];
      expect(done.slice(4)).toEqual([
        ['parts', [{ name: 'Woodcut', mask: Uint8Array.of(5) }]],
        ['masks', { protect: Uint8Array.of(1, 2), regions }],
        'stylize',
      ]);
    });

    it('is not painted at once where a style of its regions is not in the blend', async () => {
      const { begin, done } = create();
      expect(await begin(again)).toBe(
        'The part of this result for the style “Ink wash” is not drawn again, as that style is not in the blend; draw it anew, then stylize.',
      );
      expect(done.at(-1)).toEqual(['masks', { protect: Uint8Array.of(1, 2), regions: [] }]);
    });
  });

  describe('what is to be painted at once', () => {
    const again = { command: 'again', recipe: encodeRecipe(RECIPE) } as const;

    it('is not, where its picture fails, and says so at once', async () => {
      const { model, begin, done } = create();
      model.content.value = { kind: 'loading' };
      const begun = begin(again);
      await Promise.resolve();
      model.content.value = { kind: 'failed', problem: { message: 'It is damaged.' } };
      expect(await begun).toBe('It is damaged.');
      expect(done).not.toContain('stylize');
    });

    it('is not, where something else stands in the way, and says so at once', async () => {
      const { model, begin, done } = create();
      model.obstacle.value = 'This style came without its picture.';
      expect(await begin(again)).toBe('This style came without its picture.');
      expect(done).not.toContain('stylize');
    });
  });

  describe('a result that kept its styles', () => {
    const preset = (strength: number): Preset => ({
      name: 'Dusk',
      parameters: { strength },
      styles: [
        {
          name: 'Dusk',
          weight: 1,
          picture: {
            mediaType: 'image/png',
            bytes: Uint8Array.from('\x89PNG\r\n\x1a\n', (letter) => letter.charCodeAt(0)),
          },
        },
      ],
    });
    const then = encodePreset(preset(0.2));
    const recipe = encodeRecipe({
      ...RECIPE,
      styleNames: ['Dusk'],
      preset: { name: 'Dusk', fingerprint: presetFingerprint(preset(0.2)) },
    });
    const kept = { command: 'again', recipe, carried: { kind: 'kept', document: then } } as const;
    const painted = [
      ['lend', 'Dusk'],
      ['strength', 0.3],
      ['settings', { network: 'vgg19-lite' }],
      'stylize',
    ];

    it('is painted with them, whether its preset is gone or as it was', async () => {
      for (const presets of [[], [{ id: 'dusk', document: then }]]) {
        const { begin, done } = create();
        expect(await begin(kept, presets)).toBeNull();
        expect(done).toEqual(painted);
      }
    });

    it('is painted with them, and says that its preset has changed', async () => {
      const { begin, done } = create();
      expect(await begin(kept, [{ id: 'dusk', document: encodePreset(preset(0.5)) }])).toBe(
        'The preset “Dusk” has changed; the style is that of this result.',
      );
      expect(done).toEqual(painted);
    });

    it.each([
      [
        'too-large',
        'The style “Dusk” was too large to be kept with this result; add it, then stylize.',
      ],
      ['damaged', 'The style “Dusk” that this result kept is damaged; add it anew, then stylize.'],
      [
        'none',
        'The style “Dusk” of this result is not on this shelf; add its picture, then stylize.',
      ],
    ] as const)('is not painted by itself where they are %s', async (kind, sentence) => {
      vi.useFakeTimers();
      const { begin, done } = create();
      const begun = begin({ ...kept, carried: { kind } });
      // So long a preset may take to be listed.
      await vi.advanceTimersByTimeAsync(10_000);
      vi.useRealTimers();
      expect(await begun).toBe(sentence);
      expect(done).not.toContain('stylize');
    });

    it('leaves it to the person where only the changed preset is there', async () => {
      const { model, begin, done } = create();
      model.shelf.value = [{ id: 'preset:dusk', name: 'Dusk' }] as never;
      const now = [{ id: 'dusk', document: encodePreset(preset(0.5)) }];
      expect(await begin({ ...kept, carried: { kind: 'too-large' } }, now)).toBe(
        'The preset “Dusk” has changed since this result; it is chosen as it is now.',
      );
      expect(done[0]).toEqual(['style', 'preset:dusk', { add: false }]);
      expect(done).not.toContain('stylize');
    });
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
