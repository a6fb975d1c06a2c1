import type { Job, Progress } from '../../model/model.js';
import { fill } from '../parts/fill.js';
import { timeLeft } from '../run/amounts.js';
import type { Words } from '../words.js';

/**
 * Makes a function that turns the job's states into what a screen reader says: a word when the
 * phase changes, and every quarter of the way. Steps come thirty times a second; anything more
 * would drown all else.
 *
 * @returns takes each state in turn; `null`: nothing to say
 */
export function createAnnouncer(words: Words): (job: Job) => string | null {
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
    if (changed) return phraseOf(job, words);
    return further && job.kind === 'running' ? quarterWords(job.progress, reached, words) : null;
  };
}

function phaseOf(job: Job): string {
  switch (job.kind) {
    case 'idle':
      return '';
    case 'running':
      return 'painting';
    case 'loading':
      return `loading ${job.network}`;
    case 'ending':
      return `ending ${job.how}`;
    case 'done':
      return `done ${job.entry}`;
    default:
      return job.kind;
  }
}

function phraseOf(job: Job, words: Words): string | null {
  switch (job.kind) {
    case 'idle':
      return null;
    case 'loading':
      return job.network === 'vgg19' ? words.loadingVgg : words.loadingLite;
    case 'waiting':
      return words.waitingTurn;
    case 'preparing':
      return words.preparing;
    case 'running':
      return words.painting;
    case 'paused':
      return words.paused;
    case 'ending':
      return job.how === 'stop' ? words.stopping : words.cancelling;
    case 'recovering':
      return words.recovering;
    case 'done':
      return job.stoppedEarly ? words.stoppedEarly : words.announceDone;
    case 'cancelled':
      return words.cancelled;
    case 'failed':
      // Shown as an alert, which is read by itself.
      return null;
  }
}

function quarterOf({ overall }: Progress): number {
  return Math.floor((overall.index / Math.max(1, overall.of)) * 4);
}

function quarterWords(progress: Progress, quarter: number, words: Words): string | null {
  if (quarter >= 4) return null;
  return fill(words.announceQuarter, {
    percent: quarter * 25,
    left: timeLeft(progress.secondsLeft, words),
  });
}
