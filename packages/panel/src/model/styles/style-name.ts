import type { Say } from '@pastiche/core';
import type { StyleTitle } from '../model.js';

/**
 * A style's name as it is shown: those of the built-in styles are words, all others are names, also
 * where they are the same. Recipes and files keep the English one, by which a style is found again.
 */
export function styleName({ name, kind }: StyleTitle, say: Say): string {
  return kind === 'built-in' ? say({ pattern: name, values: [] }) : name;
}
