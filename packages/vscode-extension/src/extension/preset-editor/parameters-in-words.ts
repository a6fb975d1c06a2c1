import type { GivenParameters, LayerWeights, Parameters } from '@pastiche/panel/core';
import type { Translate } from '../ports/translate.js';

/** Something about a preset, for people. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

type ParameterWords = {
  readonly [Name in keyof Parameters]: {
    readonly label: string;
    readonly value: (value: Parameters[Name]) => string;
  };
};

/**
 * What a preset decides, in the words of the panel and in their order there; nothing about what it
 * leaves as it is.
 *
 * @param language BCP 47
 */
export function parametersInWords(
  parameters: GivenParameters,
  t: Translate,
  language: string,
): readonly Fact[] {
  const words = parameterWords(t, language);
  const names = Object.keys(words) as (keyof Parameters)[];
  return names.flatMap((name) => {
    const value = parameters[name];
    if (value === undefined) return [];
    const { label, value: wordsFor } = words[name] as { label: string; value(of: unknown): string };
    return [{ label, value: wordsFor(value) }];
  });
}

function parameterWords(t: Translate, language: string): ParameterWords {
  const format = { maximumSignificantDigits: 4, useGrouping: false };
  const number = (value: number) => value.toLocaleString(language, format);
  const percent = (value: number) => t('{0} %', number(Math.round(value * 1000) / 10));
  const orAutomatic = (value: number | null) => (value === null ? t('automatic') : number(value));
  const layers = (weights: LayerWeights) =>
    Object.entries(weights)
      .map(([name, weight]) => `${name} × ${number(weight)}`)
      .join(', ');
  return {
    ...lookWords(t, percent),
    size: { label: t('Size'), value: (value) => t('{0} px', number(value)) },
    quality: {
      label: t('Quality'),
      value: oneOf({ draft: t('Draft'), standard: t('Standard'), high: t('High') }),
    },
    alpha: { label: t('Alpha (content)'), value: orAutomatic },
    beta: { label: t('Beta (style)'), value: orAutomatic },
    styleLayers: { label: t('Style layers'), value: layers },
    contentLayers: { label: t('Content layers'), value: layers },
    pooling: {
      label: t('Pooling'),
      value: oneOf({ max: t('Maximum'), average: t('Average') }),
    },
    optimizer: { label: t('Optimizer'), value: oneOf({ adam: 'Adam', lbfgs: 'L-BFGS' }) },
    totalVariation: { label: t('Total variation'), value: number },
    initialImage: {
      label: t('Start from'),
      value: oneOf({
        content: t('The picture'),
        style: t('The style'),
        noise: t('Noise'),
        picture: t('Another picture'),
      }),
    },
    iterations: { label: t('Iterations'), value: orAutomatic },
    seed: { label: t('Seed'), value: String },
    normalization: {
      label: t('Normalization'),
      value: oneOf({ relative: t('Relative'), gatys: 'Gatys et al.', udacity: 'Udacity' }),
    },
    pyramid: {
      label: t('Paint coarse to fine'),
      value: (value) => (value ? t('Yes') : t('No')),
    },
  };
}

function lookWords(
  t: Translate,
  percent: (value: number) => string,
): Pick<ParameterWords, 'strength' | 'styleScale' | 'keepColours'> {
  return {
    strength: { label: t('Strength'), value: percent },
    styleScale: { label: t('Brush size'), value: percent },
    keepColours: {
      label: t('Colours'),
      value: oneOf({
        off: t('From the style'),
        luminance: t('Keep the picture’s'),
        match: t('Style tuned to the picture’s'),
      }),
    },
  };
}

function oneOf<K extends string>(words: Readonly<Record<K, string>>): (value: K) => string {
  return (value) => words[value];
}
