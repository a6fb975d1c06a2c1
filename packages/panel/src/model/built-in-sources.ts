import { BUILT_IN_PRESETS } from '@pastiche/core';
import type { Assets } from '../host/assets.js';
import type { StyleSource } from './style-source.js';

/** The styles that come with Pastiche; their pictures are read when they are chosen. */
export function builtInSources(assets: Pick<Assets, 'read'>): readonly StyleSource[] {
  return BUILT_IN_PRESETS.map(({ id, name, description, parameters }) => ({
    item: { id: `built-in:${id}`, kind: 'built-in', name, description, thumbnail: null },
    look: parameters,
    pictures: [{ name, read: () => assets.read(`styles/${id}.webp`), weight: 1 }],
  }));
}
