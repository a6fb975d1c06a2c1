import type { PainterName } from './networks.js';
import { type Comparison, compare, type Judgement, meanOf } from './scores.js';

/** A picture at its full size, and at half of it, where larger structure counts. */
export type AtBothSizes<T> = { readonly full: T; readonly half: T };

export interface PainterScore extends AtBothSizes<Judgement & Comparison> {
  readonly seconds: number;
  readonly msPerIteration: number;
}

export interface PairScore {
  readonly content: string;
  readonly style: string;
  /** The content picture itself, whose `style` is S0. */
  readonly start: AtBothSizes<Judgement>;
  readonly painters: Readonly<Partial<Record<PainterName, PainterScore>>>;
}

/** Means over all pairs; `worstClosed` is the smallest `closed` at full size. */
export interface MeanScore extends AtBothSizes<Means> {
  readonly worstClosed: number | null;
  readonly seconds: number | null;
  readonly msPerIteration: number | null;
}

type Means = Readonly<Record<keyof (Judgement & Comparison), number | null>>;

/** One painting before it is compared with VGG19's. */
export interface JudgedPainting {
  readonly judged: AtBothSizes<Judgement>;
  readonly seconds: number;
  readonly msPerIteration: number;
}

/** Compares the paintings of a pair with VGG19's, if that is among them. */
export function scorePair(
  names: { readonly content: string; readonly style: string },
  start: AtBothSizes<Judgement>,
  paintings: ReadonlyMap<PainterName, JudgedPainting>,
): PairScore {
  const vgg19 = paintings.get('vgg19')?.judged;
  const painters: Partial<Record<PainterName, PainterScore>> = {};
  for (const [painter, { judged, seconds, msPerIteration }] of paintings) {
    const at = (size: 'full' | 'half') => ({
      ...judged[size],
      ...compare(start[size], judged[size], vgg19?.[size]),
    });
    painters[painter] = { full: at('full'), half: at('half'), seconds, msPerIteration };
  }
  return { ...names, start, painters };
}

/** The means of each painter over the pairs it painted. */
export function meanScores(
  pairs: readonly PairScore[],
  painters: readonly PainterName[],
): Partial<Record<PainterName, MeanScore>> {
  return Object.fromEntries(
    painters.map((painter) => [
      painter,
      meanScore(pairs.flatMap(({ painters: scores }) => scores[painter] ?? [])),
    ]),
  );
}

function meanScore(scores: readonly PainterScore[]): MeanScore {
  const at = (size: 'full' | 'half'): Means => ({
    style: meanOf(scores.map((score) => score[size].style)),
    content: meanOf(scores.map((score) => score[size].content)),
    closed: meanOf(scores.map((score) => score[size].closed)),
    contentRatio: meanOf(scores.map((score) => score[size].contentRatio)),
  });
  const closed = scores.flatMap(({ full }) => full.closed ?? []);
  return {
    full: at('full'),
    half: at('half'),
    worstClosed: closed.length === 0 ? null : Math.min(...closed),
    seconds: meanOf(scores.map(({ seconds }) => seconds)),
    msPerIteration: meanOf(scores.map(({ msPerIteration }) => msPerIteration)),
  };
}
