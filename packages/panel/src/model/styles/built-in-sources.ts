import { inEnglish, type Say } from '@pastiche/core';
import { BUILT_IN_PRESETS } from '@pastiche/core/presets';
import type { Assets } from '../../host/assets.js';
import type { StyleSource } from './style-source.js';

/** The styles that come with Pastiche; their pictures are read when they are chosen. */
export function builtInSources(
  assets: Pick<Assets, 'read'>,
  say: Say = inEnglish,
): readonly StyleSource[] {
  return BUILT_IN_PRESETS.map(({ id, name, description, parameters }) => ({
    item: {
      id: `built-in:${id}`,
      kind: 'built-in',
      name,
      description: say({ pattern: description, values: [] }),
      thumbnail: null,
    },
    look: parameters,
    pictures: [{ name, read: () => assets.read(`styles/${id}.webp`), weight: 1 }],
  }));
}
