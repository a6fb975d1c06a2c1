import { decodeBase64, encodeBase64 } from '../base/base64.js';

/** A part of a picture that was painted in a style of its own. */
export interface RecipeRegion {
  /** One of `Recipe.styleNames`. */
  readonly style: string;
  readonly mask: Uint8Array;
}

/** The masks that a picture was painted with, small: files of pictures over all of it, in which white marks. */
export interface RecipeMasks {
  /** What stayed as it was because its host knows of it, such as text; the host may find it anew. `null`: nothing. */
  readonly offered: Uint8Array | null;
  /** What else stayed as it was. */
  readonly protect: Uint8Array | null;
  readonly regions: readonly RecipeRegion[];
}

/** More are refused. */
const MOST_REGIONS = 64;

/** As they stand in a recipe: files as Base64. */
export function writtenMasks({ offered, protect, regions }: RecipeMasks): unknown {
  return {
    offered: offered && encodeBase64(offered),
    protect: protect && encodeBase64(protect),
    regions: regions.map(({ style, mask }) => ({ style, mask: encodeBase64(mask) })),
  };
}

/** What {@link writtenMasks} wrote; `null` for anything else. */
export function readMasks(value: unknown): RecipeMasks | null {
  const { offered, protect, regions } = fieldsOf(value);
  if (!Array.isArray(regions) || regions.length > MOST_REGIONS) return null;
  const [first, second, ...rest] = [
    offered,
    protect,
    ...regions.map((one) => fieldsOf(one).mask),
  ].map(fileOf);
  const read: RecipeRegion[] = [];
  for (const [index, mask] of rest.entries()) {
    const { style } = fieldsOf(regions[index]);
    if (typeof style !== 'string' || !mask) return null;
    read.push({ style, mask });
  }
  if (first === undefined || second === undefined) return null;
  return { offered: first, protect: second, regions: read };
}

/** @returns `undefined` for what is neither a file nor `null` */
function fileOf(value: unknown): Uint8Array | null | undefined {
  if (typeof value !== 'string') return value === null ? null : undefined;
  return decodeBase64(value) ?? undefined;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return (value ?? {}) as Record<string, unknown>;
}
