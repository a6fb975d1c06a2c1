import type { GivenParameters, Parameters } from '@pastiche/core';

/** What one small painting does differently, and what it is called. */
export interface VariationPlan {
  readonly label: string;
  readonly change: GivenParameters;
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
export function variationsAround(parameters: Parameters): readonly VariationPlan[] {
  return [
    ...strengths(parameters),
    ...styleScales(parameters),
    colours(parameters),
    beginning(parameters),
  ];
}

function strengths({ strength, alpha, beta }: Parameters): VariationPlan[] {
  const step = STRENGTH_STEP;
  // Weights that were given win over the dial, which would then change nothing.
  const freed = alpha === null && beta === null ? {} : { alpha: null, beta: null };
  return around(strength - step, strength + step, 0, 1, (away) => strength + away * 2 * step).map(
    (value) => ({
      label: `Strength ${inPerCent(value)}`,
      change: { strength: rounded(value), ...freed },
    }),
  );
}

function styleScales({ styleScale }: Parameters): VariationPlan[] {
  const ends = [styleScale / SCALE_STEP, styleScale * SCALE_STEP] as const;
  return around(...ends, 0.1, 4, (away) => styleScale * SCALE_STEP ** (2 * away)).map((value) => ({
    label: `Brush size ${inPerCent(value)}`,
    change: { styleScale: rounded(value) },
  }));
}

function colours({ keepColours }: Parameters): VariationPlan {
  return keepColours === 'off'
    ? { label: 'The picture’s colours', change: { keepColours: 'luminance' } }
    : { label: 'Colours from the style', change: { keepColours: 'off' } };
}

function beginning({ seed }: Parameters): VariationPlan {
  const next = (seed + 1) % 2 ** 32;
  return { label: `From noise, seed ${next}`, change: { initialImage: 'noise', seed: next } };
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
