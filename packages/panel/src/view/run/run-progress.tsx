import { type Say, sentence } from '@pastiche/core';
import { usePanel } from '../panel-context.js';
import { ProgressBar } from '../parts/progress-bar.js';
import { LossChart } from './loss-chart.js';
import { type RunWords, runWords, variationWords } from './run-words.js';

/** How far the run is: words, a bar and a small chart. */
export function RunProgress() {
  const { model, say } = usePanel();
  const { job, variations, busy } = model;
  if (!busy.value) return null;
  const painted = variations.value.length > 0;
  const told = painted
    ? variationWords(variations.value)
    : (runWords(job.value) ?? {
        phase: sentence`Getting ready…`,
        left: '',
        detail: '',
        share: null,
      });
  return (
    <div class="p-run-progress">
      <div class="p-run-words">
        <span class="p-run-phase">{say(told.phase)}</span>
        {told.left !== '' && <span class="p-run-left">{say(told.left)}</span>}
      </div>
      <ProgressBar
        label={say(sentence`Progress of the painting`)}
        share={told.share}
        valueText={inOneLine(told, say)}
      />
      {!painted && told.detail !== '' && (
        <div class="p-run-detail">
          <span class="p-hint">{say(told.detail)}</span>
          <LossChart />
        </div>
      )}
    </div>
  );
}

function inOneLine({ phase, left, detail }: RunWords, say: Say): string {
  const parts = [phase, left, detail].filter((part) => part !== '');
  return parts.map(say).join(', ');
}
