import { inEnglish, type Parameters, type Say, sentence } from '@pastiche/core';

/** What one small painting does differently, and what it is called. */
export interface VariationPlan {
  readonly label: string;
  readonly change: Partial<Parameters>;
}

/** Steps that show at 192 px; smaller ones look like the same painting twice. */
const STRENGTH_STEP = 0.2;
const SCALE_STEP = 2;

/**
 * Six ways to go on from here: less and more style, finer and coarser strokes, the other colours,
 * another beginning; called as the panel's controls call them. Where a dial is at its end, both of its pictures lie on the other side.
 *
 * @example
 * variationsAround(parameters).map(({ label }) => label); // ['Strength 30 %', 'Strength 70 %', …]
 */
export function variationsAround(
  parameters: Parameters,
  say: Say = inEnglish,
): readonly VariationPlan[] {
  return [
    ...strengths(parameters, say),
    ...styleScales(parameters, say),
    colours(parameters, say),
    beginning(parameters, say),
  ];
}

function strengths({ strength, alpha, beta }: Parameters, say: Say): VariationPlan[] {
  const step = STRENGTH_STEP;
  // Weights that were given win over the dial, which would then change nothing.
  const freed = alpha === null && beta === null ? {} : { alpha: null, beta: null };
  return around(strength - step, strength + step, 0, 1, (away) => strength + away * 2 * step).map(
    (value) => ({
      label: say(sentence`Strength ${inPerCent(value)}`),
      change: { strength: rounded(value), ...freed },
    }),
  );
}

function styleScales({ styleScale }: Parameters, say: Say): VariationPlan[] {
  const ends = [styleScale / SCALE_STEP, styleScale * SCALE_STEP] as const;
  return around(...ends, 0.1, 4, (away) => styleScale * SCALE_STEP ** (2 * away)).map((value) => ({
    label: say(sentence`Brush size ${inPerCent(value)}`),
    change: { styleScale: rounded(value) },
  }));
}

function colours({ keepColours }: Parameters, say: Say): VariationPlan {
  return keepColours === 'off'
    ? { label: say(sentence`The picture’s colours`), change: { keepColours: 'luminance' } }
    : { label: say(sentence`Colours from the style`), change: { keepColours: 'off' } };
}

function beginning({ seed }: Parameters, say: Say): VariationPlan {
  const next = (seed + 1) % 2 ** 32;
  return {
    label: say(sentence`From noise, seed ${next}`),
    change: { initialImage: 'noise', seed: next },
  };
}

/** Both neighbours, or the one inside the range and the one beyond it in the same direction. */
function around(
  low: number,
  high: number,
  least: number,
  most: number,
  further: (away: 1 | -1) => number,
): [number, number] {
  if (low < least) return [high, further(1)];
  if (high > most) return [further(-1), low];
  return [low, high];
}

/** As the panel's controls show it. */
function inPerCent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
