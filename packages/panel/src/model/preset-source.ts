import type { Preset } from '@pastiche/core';
import { dataUrl } from './data-url.js';
import type { StyleSource } from './style-source.js';

/** A preset on the shelf; its first picture is small enough to be its own thumbnail. */
export function presetSource(id: string, { name, parameters, styles }: Preset): StyleSource {
  const { mediaType, bytes } = styles[0].picture;
  const thumbnail = dataUrl(mediaType, bytes);
  const description = styles.length === 1 ? '' : styles.map((style) => style.name).join(', ');
  return {
    item: { id: `preset:${id}`, kind: 'preset', name, description, thumbnail },
    look: parameters,
    pictures: styles.map((style) => ({
      name: style.name,
      weight: style.weight,
      read: async () => style.picture.bytes,
    })),
  };
}
