import type { RunEvent } from '../../engine/engine.js';
import type { Job, Problem, Progress } from '../model.js';

/** The job, and which run it is about: events of earlier runs may still be on their way. */
export interface JobState {
  readonly run: number;
  readonly job: Job;
}

export const IDLE: JobState = { run: 0, job: { kind: 'idle' } };

/** What happens to a job. All but `start` and `forget` name the run that they are about. */
export type JobEvent =
  | { readonly kind: 'start' }
  | {
      readonly kind: 'engine';
      readonly run: number;
      readonly event: Exclude<RunEvent, { kind: 'preview' | 'checkpoint' }>;
    }
  | { readonly kind: 'pause' | 'resume' | 'stop' | 'cancel'; readonly run: number }
  | {
      readonly kind: 'finished';
      readonly run: number;
      readonly entry: string;
      readonly stoppedEarly: boolean;
    }
  | { readonly kind: 'failed'; readonly run: number; readonly problem: Problem }
  /** The run ended and left nothing. */
  | { readonly kind: 'gone'; readonly run: number }
  /** What ended is no longer worth telling: another picture is there. */
  | { readonly kind: 'forget' };

/**
 * The next state. What does not fit the state is ignored, because it is late: a step after Cancel,
 * a second click, the end of a run that another one followed.
 */
export function nextJob(state: JobState, event: JobEvent): JobState {
  if (event.kind === 'start') return started(state);
  if (event.kind === 'forget') return isActive(state.job) ? state : withJob(state, IDLE.job);
  if (event.run !== state.run || !isActive(state.job)) return state;
  return withJob(state, afterEvent(state.job, event));
}

/** Whether a run goes on: it has begun and its end has not been heard of. */
export function isActive({ kind }: Job): boolean {
  return kind !== 'idle' && kind !== 'done' && kind !== 'cancelled' && kind !== 'failed';
}

/** How far a run has come, as far as is known. */
export function progressOf(job: Job): Progress | null {
  return 'progress' in job ? job.progress : null;
}

function started(state: JobState): JobState {
  if (isActive(state.job)) return state;
  return { run: state.run + 1, job: { kind: 'preparing', scale: null, progress: null } };
}

function withJob(state: JobState, job: Job): JobState {
  return job === state.job ? state : { run: state.run, job };
}

type RunningEvent = Exclude<JobEvent, { kind: 'start' | 'forget' }>;

function afterEvent(job: Job, event: RunningEvent): Job {
  switch (event.kind) {
    case 'engine':
      return afterEngineEvent(job, event.event);
    case 'pause':
      return canPause(job) ? { kind: 'paused', progress: progressOf(job) } : job;
    case 'resume':
      return job.kind === 'paused' ? afterPause(job.progress) : job;
    case 'stop':
    case 'cancel':
      return ending(job, event.kind);
    case 'finished':
      // Cancel means that nothing is kept, also when the run ended by itself just before.
      if (job.kind === 'ending' && job.how === 'cancel') return { kind: 'cancelled' };
      return { kind: 'done', entry: event.entry, stoppedEarly: event.stoppedEarly };
    case 'failed':
      if (job.kind === 'ending' && job.how === 'cancel') return { kind: 'cancelled' };
      return { kind: 'failed', problem: event.problem };
    case 'gone':
      return { kind: 'cancelled' };
  }
}

function afterEngineEvent(
  job: Job,
  event: Exclude<RunEvent, { kind: 'preview' | 'checkpoint' }>,
): Job {
  switch (event.kind) {
    case 'waiting':
    case 'loading':
      // Between scales a network that arrives is no longer what the person waits for.
      if (!isBeginning(job)) return job;
      return isLoaded(event) ? { kind: 'preparing', scale: null, progress: null } : event;
    case 'preparing':
      if (job.kind === 'paused' || job.kind === 'ending') return job;
      return { kind: 'preparing', scale: event.scale, progress: progressOf(job) };
    case 'step': {
      const { kind, ...progress } = event;
      // The iteration that was under way when Pause or Stop was pressed still ends.
      if (job.kind === 'paused' || job.kind === 'ending') return { ...job, progress };
      return { kind: 'running', progress };
    }
    case 'recovering':
      if (job.kind === 'paused' || job.kind === 'ending') return job;
      return { kind: 'recovering', progress: progressOf(job) };
  }
}

function isBeginning(job: Job): boolean {
  const { kind } = job;
  const early = kind === 'waiting' || kind === 'loading' || kind === 'preparing';
  return early && progressOf(job) === null;
}

function isLoaded(event: Extract<RunEvent, { kind: 'waiting' | 'loading' }>): boolean {
  return event.kind === 'loading' && event.phase === 'unpacking' && event.loaded === event.total;
}

function canPause({ kind }: Job): boolean {
  return kind === 'preparing' || kind === 'running' || kind === 'recovering';
}

function afterPause(progress: Progress | null): Job {
  return progress === null
    ? { kind: 'preparing', scale: null, progress }
    : { kind: 'running', progress };
}

/** Cancel may follow Stop, but not the other way round. */
function ending(job: Job, how: 'stop' | 'cancel'): Job {
  if (job.kind === 'ending' && (job.how === 'cancel' || how === 'stop')) return job;
  return { kind: 'ending', how, progress: progressOf(job) };
}
