import type { StepFigures } from '@pastiche/core';
import type { ChartPoint } from '../model.js';

/** More points than this cannot be told apart at the width of a panel. */
export const MOST_CHART_POINTS = 240;

/** A curve that grows point by point: every `stride`-th point since the first, and always the newest. */
export interface ChartSeries {
  readonly kept: readonly ChartPoint[];
  readonly newest: ChartPoint | null;
  readonly stride: number;
  readonly seen: number;
}

export const EMPTY_CHART: ChartSeries = { kept: [], newest: null, stride: 1, seen: 0 };

/**
 * Adds a point. When there are too many, every second one goes, so that the curve stays evenly
 * spaced over the whole run. A point that is not finite is left out: no curve can show it.
 */
export function extendChart(series: ChartSeries, point: ChartPoint): ChartSeries {
  if (!Object.values(point).every(Number.isFinite)) return series;
  const due = series.seen % series.stride === 0;
  const grown = { ...series, seen: series.seen + 1, newest: due ? null : point };
  if (!due) return grown;
  const kept = [...series.kept, point];
  if (kept.length < MOST_CHART_POINTS) return { ...grown, kept };
  const last = kept.length % 2 === 0 ? point : null;
  return {
    ...grown,
    kept: kept.filter((_, index) => index % 2 === 0),
    newest: last,
    stride: series.stride * 2,
  };
}

export function pointOf({ overall, losses }: StepFigures): ChartPoint {
  const { content, style, total } = losses;
  return { iteration: overall.index, content, style, total };
}

/** The points to draw, in order of time; at most {@link MOST_CHART_POINTS}. */
export function chartPoints({ kept, newest }: ChartSeries): readonly ChartPoint[] {
  return newest === null ? kept : [...kept, newest];
}
