import type { Job, Progress, Variation } from '../../model/model.js';
import { fill } from '../parts/fill.js';
import type { Words } from '../words.js';
import { loadedWords, timeLeft } from './amounts.js';

/** What the run bar says about a run under way. */
export interface RunWords {
  /** What is going on. */
  readonly phase: string;
  /** How long, or how much, in words; may be empty. */
  readonly left: string;
  /** Which size and step; may be empty. */
  readonly detail: string;
  /** 0..1; `null`: unknown. */
  readonly share: number | null;
}

/** A run's state in words, or `null` when nothing is under way. */
export function runWords(job: Job, words: Words): RunWords | null {
  switch (job.kind) {
    case 'loading':
      return {
        phase: job.network === 'vgg19' ? words.loadingVgg : words.loadingLite,
        left: loadedWords(job.loaded, job.total, words),
        detail: '',
        share: job.total === null ? null : job.loaded / Math.max(1, job.total),
      };
    case 'waiting':
      return atProgress(words.waitingTurn, null, words);
    case 'preparing':
      return { ...atProgress(words.preparing, job.progress, words), left: '' };
    case 'running':
      return atProgress(words.painting, job.progress, words);
    case 'paused':
      return { ...atProgress(words.paused, job.progress, words), left: '' };
    case 'ending': {
      const phase = job.how === 'stop' ? words.stopping : words.cancelling;
      return { ...atProgress(phase, job.progress, words), left: '' };
    }
    case 'recovering':
      return { ...atProgress(words.recovering, job.progress, words), left: '' };
    default:
      return null;
  }
}

/** How far the variations are. */
export function variationWords(variations: readonly Variation[], words: Words): RunWords {
  const done = variations.filter(({ state }) => state === 'done' || state === 'failed').length;
  const of = variations.length;
  return {
    phase: words.paintingVariations,
    left: fill(words.variationOf, { index: Math.min(of, done + 1), of }),
    detail: '',
    share: of === 0 ? null : done / of,
  };
}

function atProgress(phase: string, progress: Progress | null, words: Words): RunWords {
  if (progress === null) return { phase, left: '', detail: '', share: null };
  const { scale, iteration, overall, secondsLeft } = progress;
  const size = fill(words.scaleOf, { index: scale.index + 1, of: scale.of });
  const step = fill(words.iterationOf, { index: iteration.index, of: iteration.of });
  return {
    phase,
    left: timeLeft(secondsLeft, words),
    detail: `${size} · ${step}`,
    share: overall.index / Math.max(1, overall.of),
  };
}
