import type { ChartPoint } from '../../model/model.js';
import { usePanel } from '../panel-context.js';
import { fill } from '../parts/fill.js';
import { plainNumber } from './amounts.js';
import { chartPaths, trend } from './chart-path.js';

const WIDTH = 96;
const HEIGHT = 28;

/** How near the painting has come to style and picture: two lines that should fall. */
export function LossChart() {
  const { model, words } = usePanel();
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
        <span class="p-chart-style-key">{words.chartStyle}</span>
        <span class="p-chart-content-key">{words.chartContent}</span>
      </div>
    </div>
  );

  function chartInWords(all: readonly ChartPoint[]): string {
    const last = all.at(-1);
    return fill(words.chart, {
      style: plainNumber(last?.style ?? 0, words),
      content: plainNumber(last?.content ?? 0, words),
      styleTrend: words[trend(all.map((point) => point.style))],
      contentTrend: words[trend(all.map((point) => point.content))],
    });
  }
}
