import { type Said, sentence } from '@pastiche/core';
import type { Job, Progress, Variation } from '../../model/model.js';
import { loadedOf, timeLeft } from './amounts.js';
import { weightsWords } from './weights-words.js';

/** What the run bar says about a run under way. */
export interface RunWords {
  /** What is going on. */
  readonly phase: Said;
  /** How long, or how much, in words; may be empty. */
  readonly left: Said;
  /** Which size and step; may be empty. */
  readonly detail: Said;
  /** 0..1; `null`: unknown. */
  readonly share: number | null;
}

/** A run's state in words, or `null` when nothing is under way. */
export function runWords(job: Job): RunWords | null {
  switch (job.kind) {
    case 'loading':
      return {
        phase: job.network === 'vgg19' ? weightsWords(job) : sentence`Loading the built-in network`,
        left: loadedOf(job.loaded, job.total),
        detail: '',
        share: job.total === null ? null : job.loaded / Math.max(1, job.total),
      };
    case 'waiting':
      return atProgress(
        sentence`Waiting for the painting in another tab to end, also while it is paused`,
        null,
      );
    case 'preparing':
      return { ...atProgress(sentence`Preparing`, job.progress), left: '' };
    case 'running':
      return atProgress(sentence`Painting`, job.progress);
    case 'paused':
      return { ...atProgress(sentence`Paused`, job.progress), left: '' };
    case 'ending': {
      const phase =
        job.how === 'stop' ? sentence`Stopping after this step…` : sentence`Cancelling…`;
      return { ...atProgress(phase, job.progress), left: '' };
    }
    case 'recovering':
      return {
        ...atProgress(
          sentence`The graphics driver reset; going on from the last snapshot.`,
          job.progress,
        ),
        left: '',
      };
    default:
      return null;
  }
}

/** How far the variations are. */
export function variationWords(variations: readonly Variation[]): RunWords {
  const done = variations.filter(({ state }) => state === 'done' || state === 'failed').length;
  const of = variations.length;
  return {
    phase: sentence`Painting variations`,
    left: sentence`${Math.min(of, done + 1)} of ${of}`,
    detail: '',
    share: of === 0 ? null : done / of,
  };
}

function atProgress(phase: Said, progress: Progress | null): RunWords {
  if (progress === null) return { phase, left: '', detail: '', share: null };
  const { scale, iteration, overall, secondsLeft } = progress;
  const size = sentence`Size ${scale.index + 1} of ${scale.of}`;
  const step = sentence`step ${iteration.index} of ${iteration.of}`;
  return {
    phase,
    left: timeLeft(secondsLeft),
    detail: sentence`${size} · ${step}`,
    share: overall.index / Math.max(1, overall.of),
  };
}
