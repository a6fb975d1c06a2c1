import {
  type Figure,
  figure,
  type GivenParameters,
  type LayerWeights,
  type Parameters,
  type Said,
  type Say,
  type Sentence,
  sentence,
} from '@pastiche/panel/core';

/** Something about a preset, for people. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

type ParameterWords = {
  readonly [Name in keyof Parameters]: {
    readonly label: Sentence;
    readonly value: (value: Parameters[Name]) => Said | Figure | number;
  };
};

const LOOK: Pick<ParameterWords, 'strength' | 'styleScale' | 'keepColours'> = {
  strength: { label: sentence`Strength`, value: percent },
  styleScale: { label: sentence`Brush size`, value: percent },
  keepColours: {
    label: sentence`Colours`,
    value: oneOf({
      off: sentence`From the style`,
      luminance: sentence`Keep the picture’s`,
      match: sentence`Style tuned to the picture’s`,
    }),
  },
};

/** The words of the panel, in their order there. */
const WORDS: ParameterWords = {
  ...LOOK,
  size: { label: sentence`Size`, value: (value) => sentence`${number(value)} px` },
  quality: {
    label: sentence`Quality`,
    value: oneOf({
      draft: sentence`Draft`,
      standard: sentence`Standard`,
      high: sentence`High`,
    }),
  },
  alpha: { label: sentence`Alpha (content)`, value: orAutomatic },
  beta: { label: sentence`Beta (style)`, value: orAutomatic },
  styleLayers: { label: sentence`Style layers`, value: layers },
  contentLayers: { label: sentence`Content layers`, value: layers },
  pooling: {
    label: sentence`Pooling`,
    value: oneOf({ max: sentence`Maximum`, average: sentence`Average` }),
  },
  optimizer: {
    label: sentence`Optimizer`,
    value: oneOf({ adam: sentence`Adam`, lbfgs: sentence`L-BFGS` }),
  },
  totalVariation: { label: sentence`Total variation`, value: number },
  initialImage: {
    label: sentence`Start from`,
    value: oneOf({
      content: sentence`The picture`,
      style: sentence`The style`,
      noise: sentence`Noise`,
      picture: sentence`Another picture`,
    }),
  },
  iterations: { label: sentence`Iterations`, value: orAutomatic },
  seed: { label: sentence`Seed`, value: String },
  normalization: {
    label: sentence`Normalization`,
    value: oneOf({
      relative: sentence`Relative`,
      gatys: sentence`Gatys et al.`,
      udacity: sentence`Udacity`,
    }),
  },
  pyramid: {
    label: sentence`Paint coarse to fine`,
    value: (value) => (value ? sentence`Yes` : sentence`No`),
  },
};

/**
 * What a preset decides, in the words of the panel and in their order there; nothing about what it
 * leaves as it is.
 */
export function parametersInWords(parameters: GivenParameters, say: Say): readonly Fact[] {
  const names = Object.keys(WORDS) as (keyof Parameters)[];
  return names.flatMap((name) => {
    const given = parameters[name];
    if (given === undefined) return [];
    const { label, value } = WORDS[name] as {
      label: Sentence;
      value(of: unknown): Said | Figure | number;
    };
    return [{ label: say(label), value: say(sentence`${value(given)}`) }];
  });
}

function number(value: number): Figure | number {
  return Number.isInteger(value) ? value : figure(value, { maximumSignificantDigits: 4 });
}

function percent(value: number): Sentence {
  return sentence`${number(Math.round(value * 1000) / 10)} %`;
}

function orAutomatic(value: number | null): Said | Figure | number {
  return value === null ? sentence`automatic` : number(value);
}

function layers(weights: LayerWeights): Said {
  const weighed = Object.entries(weights).map(
    ([name, weight]) => sentence`${name} × ${number(weight)}`,
  );
  return weighed.length === 0 ? '' : weighed.reduce((all, one) => sentence`${all}, ${one}`);
}

function oneOf<K extends string>(words: Readonly<Record<K, Sentence>>): (value: K) => Sentence {
  return (value) => words[value];
}
