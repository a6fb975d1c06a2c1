import { usePanel } from '../panel-context.js';
import { ProgressBar } from '../parts/progress-bar.js';
import { LossChart } from './loss-chart.js';
import { type RunWords, runWords, variationWords } from './run-words.js';

/** How far the run is: words, a bar and a small chart. */
export function RunProgress() {
  const { model, words } = usePanel();
  const { job, variations, busy } = model;
  if (!busy.value) return null;
  const painted = variations.value.length > 0;
  const told = painted
    ? variationWords(variations.value, words)
    : (runWords(job.value, words) ?? { phase: words.starting, left: '', detail: '', share: null });
  return (
    <div class="p-run-progress">
      <div class="p-run-words">
        <span class="p-run-phase">{told.phase}</span>
        {told.left !== '' && <span class="p-run-left">{told.left}</span>}
      </div>
      <ProgressBar label={words.progress} share={told.share} valueText={inOneLine(told)} />
      {!painted && told.detail !== '' && (
        <div class="p-run-detail">
          <span class="p-hint">{told.detail}</span>
          <LossChart />
        </div>
      )}
    </div>
  );
}

function inOneLine({ phase, left, detail }: RunWords): string {
  return [phase, left, detail].filter((part) => part !== '').join(', ');
}
