import { sentence } from '../base/sentence.js';

/** A part of a picture that was painted in a style of its own. */
export interface RecipeRegion {
  /** The name of the style. */
  readonly style: string;
  readonly mask: string;
  /** Multiplied beta within it; left out: 1. */
  readonly strength?: number | undefined;
}

/** A part of a style's picture that alone was the style. */
export interface RecipeStylePart {
  /** The name of the style. */
  readonly style: string;
  /** Over all of the style's picture. */
  readonly mask: string;
}

/**
 * The masks that a picture was painted with, small: files of pictures over all of it, in which white marks, as Base64
 * (`smallMasks`).
 */
export interface RecipeMasks {
  /** What stayed as it was because its host knows of it, such as text; the host may find it anew. `null`: nothing. */
  readonly offered: string | null;
  /** What else stayed as it was. */
  readonly protect: string | null;
  readonly regions: readonly RecipeRegion[];
  /** Left out: each style was all of its picture. */
  readonly styleParts?: readonly RecipeStylePart[] | undefined;
}

/** What is said of others. */
export const NO_MASKS = sentence`The masks of a recipe must be pictures as Base64, but one is not; take it from the picture once more.`;

/** Whether a value from a recipe's text is its masks; that they are pictures is seen when they are decoded. */
export function areMasks(value: unknown): value is RecipeMasks {
  const { offered, protect, regions, styleParts = [] } = fieldsOf(value);
  const files = [offered, protect].every((file) => file === null || typeof file === 'string');
  return files && areAll(regions, isRegion) && areAll(styleParts, isStylePart);
}

function areAll(value: unknown, is: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function isRegion(value: unknown): boolean {
  const { strength = 1 } = fieldsOf(value);
  return isStylePart(value) && typeof strength === 'number' && strength > 0;
}

function isStylePart(value: unknown): boolean {
  const { style, mask } = fieldsOf(value);
  return typeof style === 'string' && typeof mask === 'string';
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return (value ?? {}) as Record<string, unknown>;
}
