import type { LiveChanges, Parameters } from '@pastiche/core';
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Timers } from '../../channel/channel.js';
import type { Engine, Run, RunEvent, RunRequest, RunResult } from '../../engine/engine.js';
import type { Job, Problem } from '../model.js';
import type { Notices } from '../notices.js';
import { codeOf } from '../problem.js';
import type { BitmapShares } from '../styles/bitmap-shares.js';
import type { WeightedSource } from '../styles/style-source.js';
import type { ChartPoint } from './chart.js';
import { type ChartSeries, chartPoints, EMPTY_CHART, extendChart } from './chart.js';
import { greyNote } from './grey-note.js';
import { IDLE, isActive, type JobEvent, type JobState, nextJob, progressOf } from './job.js';
import { keptAllTheSame } from './kept-all-the-same.js';
import { createLiveChanges, type LiveParameters } from './live-changes.js';

/** The run under way: the job as the person sees it, and the engine's run behind it. */
export interface RunPart {
  readonly job: ReadonlySignal<Job>;
  readonly chart: ReadonlySignal<readonly ChartPoint[]>;
  /** The painting so far. */
  readonly live: ReadonlySignal<ImageBitmap | null>;
  readonly active: ReadonlySignal<boolean>;
  /** What it takes to go on with the run after a reload; `null`: none goes on. */
  readonly kept: ReadonlySignal<KeptRun | null>;
  start(order: RunOrder): void;
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

export interface KeptRun {
  readonly blend: readonly WeightedSource[];
  /** Live changes included. */
  readonly parameters: Parameters;
  readonly network: RunRequest['network'];
  readonly frames: boolean;
  readonly checkpoint: Uint8Array | null;
}

export interface RunOrder {
  readonly contentName: string;
  /** What the request's styles are. */
  readonly blend: readonly WeightedSource[];
  readonly engine: Engine;
  readonly request: RunRequest & { readonly parameters: Parameters };
  /** @param parameters of the run, live changes included */
  describe(error: unknown, parameters: Parameters): Problem;
  /** Keeps a finished painting. @returns the id of its entry */
  keep(result: RunResult): string;
  /** Whatever the end was. */
  onEnd(error: unknown): void;
}

export interface RunPartOptions {
  readonly timers: Timers;
  readonly bitmaps: BitmapShares;
  readonly notices: Notices;
  onEvent(event: Exclude<RunEvent, { kind: 'preview' | 'checkpoint' }>): void;
}

/** Runs, one at a time. What arrives of a run that is over is ignored, and its bitmaps closed. */
export function createRunPart(options: RunPartOptions): RunPart {
  const state: RunState = {
    options,
    job: signal(IDLE),
    series: signal(EMPTY_CHART),
    live: signal(null),
    kept: signal(null),
    current: null,
  };
  const active = computed(() => isActive(state.job.value.job));
  const run = () => state.job.peek().run;
  return {
    job: computed(() => state.job.value.job),
    chart: computed(() => chartPoints(state.series.value)),
    live: state.live,
    active,
    kept: state.kept,
    start: (order) => {
      if (!active.peek()) start(state, order);
    },
    refuse: (problem) => {
      if (active.peek()) return;
      begin(state);
      tell(state, { kind: 'failed', run: run(), problem });
    },
    offer: (changes) => {
      if (state.job.peek().job.kind !== 'ending') state.current?.changes.offer(changes);
    },
    pause: () => steer(state, 'pause'),
    resume: () => steer(state, 'resume'),
    // Before the first iteration there is nothing to keep.
    stop: () => steer(state, progressOf(state.job.peek().job) === null ? 'cancel' : 'stop'),
    cancel: () => steer(state, 'cancel'),
    abandon: () => tell(state, { kind: 'gone', run: run() }),
    forget: () => {
      if (active.peek()) return;
      state.series.value = EMPTY_CHART;
      tell(state, { kind: 'forget' });
    },
    close: () => {
      state.current?.run.cancel();
      tell(state, { kind: 'gone', run: run() });
    },
  };
}

interface RunState {
  readonly options: RunPartOptions;
  readonly job: Signal<JobState>;
  readonly series: Signal<ChartSeries>;
  readonly live: Signal<ImageBitmap | null>;
  readonly kept: Signal<KeptRun | null>;
  /** The engine's run, as long as the job goes on. */
  current: { readonly run: Run; readonly changes: LiveParameters } | null;
}

function begin(state: RunState): void {
  batch(() => {
    state.series.value = EMPTY_CHART;
    tell(state, { kind: 'start' });
  });
}

function start(state: RunState, order: RunOrder): void {
  const { engine, request } = order;
  begin(state);
  const { run: number } = state.job.peek();
  const { parameters, network, frames, resume = null } = request;
  state.kept.value = { blend: order.blend, parameters, network, frames, checkpoint: resume };
  try {
    const run = engine.run(request, (event) => hear(state, number, order, event));
    state.current = { run, changes: liveChanges(run, request.parameters, state.options) };
    run.result.then(
      (result) => {
        end(state, number, order, result);
        order.onEnd(result.failure ?? null);
      },
      (error: unknown) => {
        fail(state, number, order, error);
        order.onEnd(error);
      },
    );
  } catch (error) {
    fail(state, number, order, error);
    order.onEnd(error);
  }
}

function tell(state: RunState, event: JobEvent): void {
  batch(() => {
    state.job.value = nextJob(state.job.peek(), event);
    if (isActive(state.job.peek().job)) return;
    state.current?.changes.close();
    state.current = null;
    state.kept.value = null;
    show(state, null);
  });
}

function show({ live, options }: RunState, bitmap: ImageBitmap | null): void {
  const before = live.peek();
  if (bitmap !== null) options.bitmaps.take(bitmap);
  live.value = bitmap;
  options.bitmaps.give(before);
}

function hear(state: RunState, run: number, order: RunOrder, event: RunEvent): void {
  const heard = isHeard(state, run);
  if (event.kind === 'preview') {
    if (heard) show(state, event.bitmap);
    else event.bitmap.close();
    return;
  }
  if (!heard) return;
  if (event.kind === 'checkpoint') {
    keepCheckpoint(state, event.bytes);
    return;
  }
  state.options.onEvent(event);
  // Each scale says it; the person is told as the first one begins.
  if (event.kind === 'preparing' && event.grey && progressOf(state.job.peek().job) === null) {
    state.options.notices.info(greyNote(order.contentName, order.request.styles.length));
  }
  batch(() => {
    tell(state, { kind: 'engine', run, event });
    if (event.kind === 'step') {
      state.series.value = extendChart(state.series.peek(), pointOf(event));
    }
  });
}

function keepCheckpoint({ kept, current }: RunState, checkpoint: Uint8Array): void {
  const before = kept.peek();
  if (before === null) return;
  const { parameters } = current?.changes ?? before;
  kept.value = { ...before, parameters, checkpoint };
}

function end(state: RunState, run: number, order: RunOrder, result: RunResult): void {
  const heard = isHeard(state, run);
  const { failure, stoppedEarly } = result;
  if (!heard) result.preview.close();
  batch(() => {
    const entry = heard ? order.keep(result) : '';
    if (failure === undefined) tell(state, { kind: 'finished', run, entry, stoppedEarly });
    else fail(state, run, order, keptAllTheSame(failure));
  });
}

function fail(state: RunState, run: number, order: RunOrder, error: unknown): void {
  if (codeOf(error) === 'aborted') {
    tell(state, { kind: 'gone', run });
    return;
  }
  const { parameters } = state.current?.changes ?? order.request;
  tell(state, { kind: 'failed', run, problem: order.describe(error, parameters) });
}

/** Whether anybody still wants to see what comes of a run. */
function isHeard({ job }: RunState, run: number): boolean {
  const now = job.peek();
  const cancelled = now.job.kind === 'ending' && now.job.how === 'cancel';
  return run === now.run && isActive(now.job) && !cancelled;
}

function steer(state: RunState, kind: 'pause' | 'resume' | 'stop' | 'cancel'): void {
  const before = state.job.peek();
  tell(state, { kind, run: before.run });
  if (state.job.peek() !== before) state.current?.run[kind]();
}

function liveChanges(
  run: Run,
  parameters: Parameters,
  { timers, notices }: RunPartOptions,
): LiveParameters {
  return createLiveChanges({
    timers,
    parameters,
    send: (changes) => run.set(changes),
    onRefused: notices.info,
  });
}

function pointOf({ overall, losses }: Extract<RunEvent, { kind: 'step' }>): ChartPoint {
  const { content, style, total } = losses;
  return { iteration: overall.index, content, style, total };
}
