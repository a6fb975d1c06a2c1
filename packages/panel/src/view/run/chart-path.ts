import type { ChartPoint } from '../../model/model.js';

/** The two lines of the chart as SVG path data. */
export interface ChartPaths {
  readonly style: string;
  readonly content: string;
}

/**
 * The losses as lines in a box of `width` × `height`, each on a logarithmic scale of its own: they
 * fall by factors, and one is often a hundred times the other.
 */
export function chartPaths(
  points: readonly ChartPoint[],
  width: number,
  height: number,
): ChartPaths {
  const line = (values: readonly number[]) => linePath(values, width, height);
  return {
    style: line(points.map((point) => point.style)),
    content: line(points.map((point) => point.content)),
  };
}

/** Whether the values of late fell, rose or stayed: the last against one an eighth of the run before. */
export function trend(values: readonly number[]): 'falling' | 'steady' | 'rising' {
  const last = values.at(-1) ?? 0;
  const earlier = values.at(-1 - Math.max(1, Math.floor(values.length / 8))) ?? last;
  if (last < earlier * 0.99) return 'falling';
  return last > earlier * 1.01 ? 'rising' : 'steady';
}

function linePath(values: readonly number[], width: number, height: number): string {
  const logs = values.map((value) => Math.log10(Math.max(value, 1e-12)));
  const low = Math.min(...logs);
  const span = Math.max(...logs) - low;
  return logs
    .map((value, index) => {
      const x = logs.length === 1 ? 0 : (index / (logs.length - 1)) * width;
      const y = span === 0 ? height / 2 : height - ((value - low) / span) * height;
      return `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
