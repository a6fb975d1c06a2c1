import { sentence } from '@pastiche/core';
import type { ChartPoint } from '../../model/model.js';
import { usePanel } from '../panel-context.js';
import { plainNumber } from './amounts.js';
import { chartPaths, trend } from './chart-path.js';

const WIDTH = 96;
const HEIGHT = 28;

const TRENDS = {
  falling: sentence`falling`,
  steady: sentence`steady`,
  rising: sentence`rising`,
};

/** How near the painting has come to style and picture: two lines that should fall. */
export function LossChart() {
  const { model, say } = usePanel();
  const points = model.chart.value;
  if (points.length < 2) return null;
  const paths = chartPaths(points, WIDTH, HEIGHT);
  return (
    <div class="p-chart">
      <svg
        viewBox={`-1 -1 ${WIDTH + 2} ${HEIGHT + 2}`}
        role="img"
        aria-label={chartInWords(points)}
      >
        <path class="p-chart-content" d={paths.content} />
        <path class="p-chart-style" d={paths.style} />
      </svg>
      <div class="p-chart-legend" aria-hidden="true">
        <span class="p-chart-style-key">{say(sentence`Style`)}</span>
        <span class="p-chart-content-key">{say(sentence`Picture`)}</span>
      </div>
    </div>
  );

  function chartInWords(all: readonly ChartPoint[]): string {
    const last = all.at(-1);
    return say(
      sentence`Distance to the style ${plainNumber(last?.style ?? 0)} (${TRENDS[trend(all.map((point) => point.style))]}), to the picture ${plainNumber(last?.content ?? 0)} (${TRENDS[trend(all.map((point) => point.content))]})`,
    );
  }
}
