import { type Said, sentence } from '@pastiche/core';
import type { Job, Progress } from '../../model/model.js';
import { timeLeft } from '../run/amounts.js';
import { weightsWords } from '../run/weights-words.js';

/**
 * Makes a function that turns the job's states into what a screen reader says: a word when the
 * phase changes, and every quarter of the way. Steps come thirty times a second; anything more
 * would drown all else.
 *
 * @returns takes each state in turn; `null`: nothing to say
 */
export function createAnnouncer(): (job: Job) => Said | null {
  let phase = '';
  let quarter = 0;
  return (job) => {
    const next = phaseOf(job);
    if (next === '') {
      phase = '';
      quarter = 0;
      return null;
    }
    const reached = job.kind === 'running' ? quarterOf(job.progress) : quarter;
    // Each size is prepared and painted; only the first time is news.
    const flicker = phase === 'painting' && next === 'preparing';
    const changed = next !== phase && !flicker;
    const further = reached > quarter;
    if (changed) phase = next;
    quarter = reached;
    if (changed) return phraseOf(job);
    return further && job.kind === 'running' ? quarterWords(job.progress, reached) : null;
  };
}

function phaseOf(job: Job): string {
  switch (job.kind) {
    case 'idle':
      return '';
    case 'running':
      return 'painting';
    case 'loading':
      return `loading ${job.network} ${job.phase}`;
    case 'ending':
      return `ending ${job.how}`;
    case 'done':
      return `done ${job.entry}`;
    default:
      return job.kind;
  }
}

function phraseOf(job: Job): Said | null {
  switch (job.kind) {
    case 'idle':
      return null;
    case 'loading':
      return job.network === 'vgg19' ? weightsWords(job) : sentence`Loading the built-in network`;
    case 'waiting':
      return sentence`Waiting for the painting in another tab to end, also while it is paused`;
    case 'preparing':
      return sentence`Preparing`;
    case 'running':
      return sentence`Painting`;
    case 'paused':
      return sentence`Paused`;
    case 'ending':
      return job.how === 'stop' ? sentence`Stopping after this step…` : sentence`Cancelling…`;
    case 'recovering':
      return sentence`The graphics driver reset; going on from the last snapshot.`;
    case 'done':
      return job.stoppedEarly
        ? sentence`Stopped early; the painting so far was kept.`
        : sentence`The painting is done.`;
    case 'cancelled':
      return sentence`Cancelled. Nothing was kept.`;
    case 'failed':
      // Shown as an alert, which is read by itself.
      return null;
  }
}

function quarterOf({ overall }: Progress): number {
  return Math.floor((overall.index / Math.max(1, overall.of)) * 4);
}

function quarterWords(progress: Progress, quarter: number): Said | null {
  if (quarter >= 4) return null;
  return sentence`${quarter * 25} per cent painted, ${timeLeft(progress.secondsLeft)}`;
}
