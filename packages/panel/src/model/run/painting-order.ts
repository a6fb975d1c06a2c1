import { fitLongSide, largestFitting, StyleTransferError, sentence } from '@pastiche/core';
import type { Engine, EnginePicture, RunRequest } from '../../engine/engine.js';
import type { Problem, Settings } from '../model.js';
import type { PanelParts } from '../panel-parts.js';
import { codeOf } from '../problem.js';
import type { BlendedPicture } from '../styles/styles-part.js';
import { fittingSize } from './fitting-size.js';
import { paintsLast } from './paints-last.js';

/** Everything that a painting needs, there at this moment. */
export interface Ingredients {
  readonly engine: Engine;
  readonly contentName: string;
  /** The host's mark of it, where it has one. */
  readonly contentId: string | null;
  readonly picture: EnginePicture;
  readonly styles: readonly BlendedPicture[];
  readonly settings: Settings;
  readonly vgg19Here: boolean;
}

/** Where the ingredients come from. */
export type IngredientParts = Pick<
  PanelParts,
  'engine' | 'content' | 'styles' | 'settings' | 'weights'
>;

/** What is there to paint with, or `null` when something is missing. */
export function ingredientsOf({
  engine,
  content,
  styles,
  settings,
  weights,
}: IngredientParts): Ingredients | null {
  const from = engine.engine.peek();
  const state = content.content.peek();
  if (from === null || state.kind !== 'ready') return null;
  return {
    engine: from,
    contentName: state.name,
    contentId: content.picture()?.id ?? null,
    picture: state.picture,
    styles: styles.pictures(),
    settings: settings.settings.peek(),
    vgg19Here: weights.vgg19.peek().here,
  };
}

/** The longest side at which these can be painted, px. */
export function largestSideFor(ingredients: Ingredients): number {
  const { engine, picture, settings, styles, vgg19Here } = ingredients;
  const network = paintsLast(settings.network, vgg19Here, styles);
  return largestFitting(engine.facts.largestSide[network], picture);
}

/** Why the size that is set cannot be painted, or `null` when it can. */
export function tooLarge(
  ingredients: Ingredients,
  describe: PanelParts['describe'],
): Problem | null {
  const { picture, settings } = ingredients;
  const { size } = settings.parameters;
  const largest = largestSideFor(ingredients);
  if (size <= largest) return null;
  const { width, height } = fitLongSide(picture.width, picture.height, size);
  const error = new StyleTransferError(
    'out-of-memory',
    sentence`Painting ${width} × ${height} px needs more memory than this computer has here; ${largest} px is a size that fits.`,
  );
  return describe(error, { fittingSize: largest });
}

/** The size to offer after an error of the engine, px; `null` where size is not what was wrong. */
export function sizeAfter(error: unknown, ingredients: Ingredients): number | null {
  if (codeOf(error) !== 'out-of-memory') return null;
  return fittingSize(ingredients.settings.parameters.size, largestSideFor(ingredients));
}

/** The blend as the engine takes it. */
export function runStyles({ styles }: Ingredients): RunRequest['styles'] {
  return styles.map(({ picture, weight }) => ({ picture, weight }));
}
