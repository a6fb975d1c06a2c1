import { batch, type Signal, signal } from '@preact/signals';
import type { Run } from '../../engine/engine.js';
import type { BitmapShares } from '../styles/bitmap-shares.js';
import { type ChartSeries, EMPTY_CHART } from './chart.js';
import { IDLE, isActive, type JobEvent, type JobState, nextJob } from './job.js';
import type { RunChanges } from './live-changes.js';
import { createLivePicture, type LivePicture } from './live-picture.js';
import type { PaintingOrder } from './painting-order.js';

/** The job, and what there is as long as it goes on; the chart stays until the next one. */
export interface RunState {
  readonly job: Signal<JobState>;
  readonly series: Signal<ChartSeries>;
  readonly live: LivePicture;
  readonly kept: Signal<KeptRun | null>;
  /** The engine's run, once it was asked for one. */
  current: { readonly run: Run; readonly changes: RunChanges } | null;
}

/** The order's parameters with live changes in them, and where it has come to. */
export type KeptRun = Pick<
  PaintingOrder,
  'blend' | 'masks' | 'smaller' | 'parameters' | 'network' | 'frames' | 'checkpoint'
>;

export function createRunState(bitmaps: BitmapShares): RunState {
  return {
    job: signal(IDLE),
    series: signal(EMPTY_CHART),
    live: createLivePicture(bitmaps),
    kept: signal(null),
    current: null,
  };
}

/** Begins a job with an empty chart. */
export function beginJob(state: RunState): void {
  batch(() => {
    state.series.value = EMPTY_CHART;
    tellJob(state, { kind: 'start' });
  });
}

/** Lets the job know of something, and puts away what ends with it. */
export function tellJob(state: RunState, event: JobEvent): void {
  batch(() => {
    state.job.value = nextJob(state.job.peek(), event);
    if (isActive(state.job.peek().job)) return;
    state.current?.changes.close();
    state.current = null;
    state.kept.value = null;
    state.live.show(null);
  });
}

/** Whether anybody still wants to see what comes of a run. */
export function isHeard({ job }: RunState, run: number): boolean {
  const now = job.peek();
  const cancelled = now.job.kind === 'ending' && now.job.how === 'cancel';
  return run === now.run && isActive(now.job) && !cancelled;
}
