import type { RegionStyle } from '../masks/masks.js';
import type { StyleSource, WeightedSource } from './style-source.js';

/** The styles of the blend; of a preset alone those that it is made of, by their names. */
export function regionStyles(blend: readonly WeightedSource[]): readonly RegionStyle[] {
  const [only] = blend;
  const names = blend.length === 1 && only !== undefined ? namesIn(only.source) : [];
  if (names.length > 1 && only !== undefined) {
    const { id, kind } = only.source.item;
    return names.map((name) => ({ id: idWithin(id, name), name, kind }));
  }
  return blend.map(({ source: { item } }) => ({ id: item.id, name: item.name, kind: item.kind }));
}

/** The name of the style that an id stands for: of all of the source, or of a part of it; `null`: of another one. */
export function styleNameIn({ item, pictures }: StyleSource, id: string): string | null {
  if (item.id === id) return item.name;
  return pictures.find(({ name }) => idWithin(item.id, name) === id)?.name ?? null;
}

/**
 * A source with the pictures alone that an id stands for. One without a share in its preset has one by itself.
 */
export function sourceOfStyle(source: StyleSource, id: string): StyleSource {
  if (source.item.id === id) return source;
  const shareOf = ({ name, weight }: StyleSource['pictures'][number]) =>
    idWithin(source.item.id, name) === id ? weight || 1 : 0;
  return {
    ...source,
    pictures: source.pictures.map((one) => ({ ...one, weight: shareOf(one) })),
  };
}

function namesIn({ pictures }: StyleSource): readonly string[] {
  return [...new Set(pictures.map(({ name }) => name))];
}

function idWithin(id: string, name: string): string {
  return `${id}#${name}`;
}
