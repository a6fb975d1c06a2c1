import type { Parameters } from '@pastiche/core';
import { batch } from '@preact/signals';
import type { Timers } from '../../channel/channel.js';
import type { Run, RunEvent, RunResult } from '../../engine/engine.js';
import type { Host } from '../../host/host.js';
import type { Problem } from '../model.js';
import type { Notices } from '../notices.js';
import { codeOf } from '../problem.js';
import { extendChart, pointOf } from './chart.js';
import { greyNote } from './grey-note.js';
import { progressOf } from './job.js';
import { keptAllTheSame } from './kept-all-the-same.js';
import { createLiveChanges, type RunChanges } from './live-changes.js';
import { type PaintingOrder, requestOf } from './painting-order.js';
import { beginJob, isHeard, type RunState, tellJob } from './run-state.js';

export interface FollowRunOptions {
  readonly host: Pick<Host, 'capabilities'>;
  readonly timers: Timers;
  readonly notices: Notices;
  onEvent(event: Exclude<RunEvent, { kind: 'preview' | 'checkpoint' }>): void;
}

/** Who sees to the end of a run. */
export interface RunWatch {
  /** @param parameters of the run, live changes included */
  describe(error: unknown, parameters: Parameters): Problem;
  /** Keeps a finished painting. @returns the id of its entry */
  keep(result: RunResult): string;
  /** Whatever the end was. */
  onEnd(error: unknown): void;
}

/** A run that the engine was asked for. */
interface Begun {
  readonly options: FollowRunOptions;
  /** As `JobState.run`. */
  readonly number: number;
  readonly order: PaintingOrder;
  readonly watch: RunWatch;
}

/** Asks the engine for a run and follows it to its end. */
export function followRun(
  state: RunState,
  order: PaintingOrder,
  watch: RunWatch,
  options: FollowRunOptions,
): void {
  const { engine, blend, masks, smaller, parameters, network, frames, checkpoint } = order;
  beginJob(state);
  const begun: Begun = { options, number: state.job.peek().run, order, watch };
  state.kept.value = { blend, masks, smaller, parameters, network, frames, checkpoint };
  const request = {
    ...requestOf(order),
    ...(options.host.capabilities.keepsSessions ? { checkpoints: true } : {}),
  };
  try {
    const run = engine.run(request, (event) => hear(state, begun, event));
    state.current = { run, changes: liveChanges(run, parameters, options) };
    run.result.then(
      (result) => {
        end(state, begun, result);
        watch.onEnd(result.failure ?? null);
      },
      (error: unknown) => {
        fail(state, begun, error);
        watch.onEnd(error);
      },
    );
  } catch (error) {
    fail(state, begun, error);
    watch.onEnd(error);
  }
}

function hear(state: RunState, { options, number: run, order }: Begun, event: RunEvent): void {
  const heard = isHeard(state, run);
  if (event.kind === 'preview') {
    if (heard) state.live.show(event.bitmap);
    else event.bitmap.close();
    return;
  }
  if (!heard) return;
  if (event.kind === 'checkpoint') {
    keepCheckpoint(state, event.bytes);
    return;
  }
  options.onEvent(event);
  // Each scale says it; the person is told as the first one begins.
  if (event.kind === 'preparing' && event.grey && progressOf(state.job.peek().job) === null) {
    options.notices.info(greyNote(order.contentName, order.styles.length));
  }
  batch(() => {
    tellJob(state, { kind: 'engine', run, event });
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

function end(state: RunState, begun: Begun, result: RunResult): void {
  const { number: run, watch } = begun;
  const heard = isHeard(state, run);
  const { failure, stoppedEarly } = result;
  if (!heard) result.preview.close();
  batch(() => {
    const entry = heard ? watch.keep(result) : '';
    if (failure === undefined) tellJob(state, { kind: 'finished', run, entry, stoppedEarly });
    else fail(state, begun, keptAllTheSame(failure));
  });
}

function fail(state: RunState, { number: run, order, watch }: Begun, error: unknown): void {
  if (codeOf(error) === 'aborted') {
    tellJob(state, { kind: 'gone', run });
    return;
  }
  const { parameters } = state.current?.changes ?? order;
  tellJob(state, { kind: 'failed', run, problem: watch.describe(error, parameters) });
}

function liveChanges(
  run: Run,
  parameters: Parameters,
  { timers, notices }: FollowRunOptions,
): RunChanges {
  return createLiveChanges({
    timers,
    parameters,
    send: (changes) => run.set(changes),
    onRefused: notices.info,
  });
}
