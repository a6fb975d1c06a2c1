import type { LiveChanges } from '@pastiche/core';
import { computed, type ReadonlySignal } from '@preact/signals';
import type { ChartPoint, Job, Problem } from '../model.js';
import type { BitmapShares } from '../styles/bitmap-shares.js';
import { chartPoints, EMPTY_CHART } from './chart.js';
import { type FollowRunOptions, followRun, type RunWatch } from './follow-run.js';
import { isActive, progressOf } from './job.js';
import type { PaintingOrder } from './painting-order.js';
import { beginJob, createRunState, type KeptRun, type RunState, tellJob } from './run-state.js';

/** The run under way: the job as the person sees it, and the engine's run behind it. */
export interface RunPart {
  readonly job: ReadonlySignal<Job>;
  readonly chart: ReadonlySignal<readonly ChartPoint[]>;
  /** The painting so far. */
  readonly live: ReadonlySignal<ImageBitmap | null>;
  readonly active: ReadonlySignal<boolean>;
  /** What it takes to go on with the run after a reload; `null`: none goes on. */
  readonly kept: ReadonlySignal<KeptRun | null>;
  start(order: PaintingOrder, watch: RunWatch): void;
  /** Lets the job fail before the engine is asked. */
  refuse(problem: Problem): void;
  offer(changes: LiveChanges): void;
  pause(): void;
  resume(): void;
  stop(): void;
  cancel(): void;
  /** The engine is about to be ended: nothing more is heard of the run. */
  abandon(): void;
  /** A job that has ended is no longer told of. */
  forget(): void;
  close(): void;
}

export interface RunPartOptions extends FollowRunOptions {
  readonly bitmaps: BitmapShares;
}

/** Runs, one at a time. What arrives of a run that is over is ignored, and its bitmaps closed. */
export function createRunPart(options: RunPartOptions): RunPart {
  const state = createRunState(options.bitmaps);
  const active = computed(() => isActive(state.job.value.job));
  const run = () => state.job.peek().run;
  return {
    job: computed(() => state.job.value.job),
    chart: computed(() => chartPoints(state.series.value)),
    live: state.live.bitmap,
    active,
    kept: state.kept,
    start: (order, watch) => {
      if (!active.peek()) followRun(state, order, watch, options);
    },
    refuse: (problem) => {
      if (active.peek()) return;
      beginJob(state);
      tellJob(state, { kind: 'failed', run: run(), problem });
    },
    offer: (changes) => {
      if (state.job.peek().job.kind !== 'ending') state.current?.changes.offer(changes);
    },
    pause: () => steer(state, 'pause'),
    resume: () => steer(state, 'resume'),
    // Before the first iteration there is nothing to keep.
    stop: () => steer(state, progressOf(state.job.peek().job) === null ? 'cancel' : 'stop'),
    cancel: () => steer(state, 'cancel'),
    abandon: () => tellJob(state, { kind: 'gone', run: run() }),
    forget: () => {
      if (active.peek()) return;
      state.series.value = EMPTY_CHART;
      tellJob(state, { kind: 'forget' });
    },
    close: () => {
      state.current?.run.cancel();
      tellJob(state, { kind: 'gone', run: run() });
    },
  };
}

function steer(state: RunState, kind: 'pause' | 'resume' | 'stop' | 'cancel'): void {
  const before = state.job.peek();
  tellJob(state, { kind, run: before.run });
  if (state.job.peek() !== before) state.current?.run[kind]();
}
