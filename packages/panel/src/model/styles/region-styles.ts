import type { RegionStyle } from '../masks/masks.js';
import type { StyleSource, WeightedSource } from './style-source.js';

/** The styles of the blend; of a preset alone those that it is made of, by their names. */
export function regionStyles(blend: readonly WeightedSource[]): readonly RegionStyle[] {
  const [only] = blend;
  const names = blend.length === 1 && only !== undefined ? namesIn(only.source) : [];
  if (names.length > 1 && only !== undefined) {
    const { id, kind } = only.source.item;
    return names.map((name) => ({ id: idWithin(id, name), name, kind, inRecipe: name }));
  }
  return blend.map(({ source }) => {
    const { id, name, kind } = source.item;
    return { id, name, kind, inRecipe: nameInRecipe(source) };
  });
}

/** The name in recipes of the style that an id stands for: all of the source, or a part of it; `null`: another one. */
export function styleNameIn(source: StyleSource, id: string): string | null {
  const { item, pictures } = source;
  if (item.id === id) return nameInRecipe(source);
  return pictures.find(({ name }) => idWithin(item.id, name) === id)?.name ?? null;
}

function nameInRecipe({ item, pictures }: StyleSource): string {
  return pictures.length === 1 ? pictures[0].name : item.name;
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
