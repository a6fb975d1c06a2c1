import type { Preset, PresetStyle } from '@pastiche/core/presets';
import type { StylePicture, StyleSource } from '../styles/style-source.js';
import { presetThumbnail } from './preset-thumbnail.js';

/** A preset on the shelf; its first picture is small enough to be its own thumbnail. */
export function presetSource(id: string, preset: Preset): StyleSource {
  const { name, parameters, styles } = preset;
  return {
    item: {
      id: `preset:${id}`,
      kind: 'preset',
      name,
      description: describe(preset),
      thumbnail: presetThumbnail(preset),
    },
    look: parameters,
    pictures: styles.map(pictureOf),
    preset,
  };
}

/** What a person should know of a preset before painting with it, as plain text. */
function describe({ author, licence, source, styles }: Preset): string {
  const names = styles.length === 1 ? undefined : styles.map(({ name }) => name).join(', ');
  return [names, author, licence, source].filter((part) => part !== undefined).join(' · ');
}

function pictureOf({ name, weight, picture, statistics }: PresetStyle): StylePicture {
  if (statistics !== undefined) return { name, weight, statistics };
  return { name, weight, read: async () => picture.bytes };
}
