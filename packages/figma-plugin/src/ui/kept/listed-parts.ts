import type { LayerPart } from '../../window-contract.js';

/** A part as the list shows it. */
export interface ListedPart extends LayerPart {
  /** It lies in a part that stays, so it stays as well. */
  readonly isWithin: boolean;
}

/**
 * The parts whose names hold all words of a filter, in whatever case.
 *
 * @param parts as they come: what is in a part after it, one deeper
 */
export function listedParts(
  parts: readonly LayerPart[],
  chosen: ReadonlySet<string>,
  filter: string,
): readonly ListedPart[] {
  const words = filter.toLowerCase().split(/\s+/);
  let depthThatStays = Number.POSITIVE_INFINITY;
  return parts
    .map((part) => {
      if (part.depth <= depthThatStays) depthThatStays = Number.POSITIVE_INFINITY;
      const isWithin = part.depth > depthThatStays;
      if (!isWithin && chosen.has(part.id)) depthThatStays = part.depth;
      return { ...part, isWithin };
    })
    .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}

/** The choice with some parts added or taken away. */
export function withParts(
  chosen: ReadonlySet<string>,
  parts: readonly Pick<LayerPart, 'id'>[],
  stay: boolean,
): ReadonlySet<string> {
  const next = new Set(chosen);
  for (const { id } of parts) {
    if (stay) next.add(id);
    else next.delete(id);
  }
  return next;
}
