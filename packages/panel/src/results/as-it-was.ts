import type { Recipe } from '@pastiche/core/presets';
import { type OwnParameters, ownOf } from '../model/styles/look.js';
import { networkIn } from './network-in.js';

/** What stays when a result is painted anew; all else is its preset's. */
export interface AsItWas {
  readonly parameters: OwnParameters;
  readonly network: ReturnType<typeof networkIn>;
}

/** How large a result was painted and how long, with which seed and which network. */
export function asItWas(recipe: Pick<Recipe, 'parameters' | 'network'>): AsItWas {
  return { parameters: ownOf(recipe.parameters), network: networkIn(recipe) };
}
