import { STEP_LOSSES } from '@pastiche/test-fixtures';
import { describe, expect, test } from 'vitest';
import type { Progress } from '../model.js';
import { IDLE, isActive, type JobEvent, type JobState, nextJob } from './job.js';

const SCALE = { index: 0, of: 2, width: 128, height: 96 };
const PROGRESS: Progress = {
  scale: SCALE,
  iteration: { index: 1, of: 10 },
  overall: { index: 1, of: 20 },
  losses: STEP_LOSSES,
  msPerIteration: 100,
  secondsLeft: 3,
};
const PROBLEM = { code: 'diverged', message: 'It diverged.', details: '', fittingSize: null };

const LOADING = engine({ kind: 'loading', network: 'vgg19', loaded: 5, total: 10 });
const WAITING = engine({ kind: 'waiting' });
const PREPARING = engine({ kind: 'preparing', scale: SCALE, grey: false });
const STEP = engine({ kind: 'step', ...PROGRESS });
const RECOVERING = engine({ kind: 'recovering', backend: 'wasm' });
const FINISHED: JobEvent = { kind: 'finished', run: 1, entry: 'a', stoppedEarly: false };
const FAILED: JobEvent = { kind: 'failed', run: 1, problem: PROBLEM };

type EngineEvent = Extract<JobEvent, { kind: 'engine' }>;
function engine(event: EngineEvent['event'], run = 1): EngineEvent {
  return { kind: 'engine', run, event };
}
function person(kind: 'pause' | 'resume' | 'stop' | 'cancel'): JobEvent {
  return { kind, run: 1 };
}
function after(...events: JobEvent[]): JobState {
  return events.reduce(nextJob, IDLE);
}
const jobAfter = (...events: JobEvent[]) => after({ kind: 'start' }, ...events).job;

describe('a run', () => {
  test('begins by preparing, and then tells what the engine tells', () => {
    expect(jobAfter()).toEqual({ kind: 'preparing', scale: null, progress: null });
    expect(jobAfter(LOADING)).toEqual({ kind: 'loading', network: 'vgg19', loaded: 5, total: 10 });
    expect(jobAfter(LOADING, PREPARING)).toEqual({
      kind: 'preparing',
      scale: SCALE,
      progress: null,
    });
    expect(jobAfter(PREPARING, STEP)).toEqual({ kind: 'running', progress: PROGRESS });
  });

  test('waits for its turn only before it has begun', () => {
    expect(jobAfter(WAITING)).toEqual({ kind: 'waiting' });
    expect(jobAfter(LOADING, WAITING)).toEqual({ kind: 'waiting' });
    expect(jobAfter(WAITING, LOADING).kind).toBe('loading');
    expect(jobAfter(WAITING, PREPARING, STEP).kind).toBe('running');
    expect(jobAfter(WAITING, person('cancel'), WAITING)).toMatchObject({ kind: 'ending' });
    for (const event of [person('pause'), STEP]) {
      const before = jobAfter(event);
      expect(jobAfter(event, WAITING)).toEqual(before);
    }
    expect(isActive({ kind: 'waiting' })).toBe(true);
  });

  test('keeps its progress while the next scale is prepared', () => {
    expect(jobAfter(STEP, PREPARING)).toMatchObject({ kind: 'preparing', progress: PROGRESS });
  });

  test('ends as done, as failed, or cancelled', () => {
    expect(jobAfter(STEP, FINISHED)).toEqual({ kind: 'done', entry: 'a', stoppedEarly: false });
    expect(jobAfter(STEP, FAILED)).toEqual({ kind: 'failed', problem: PROBLEM });
    expect(jobAfter({ kind: 'gone', run: 1 })).toEqual({ kind: 'cancelled' });
  });

  test('tells of a lost context until the next step', () => {
    expect(jobAfter(STEP, RECOVERING)).toEqual({ kind: 'recovering', progress: PROGRESS });
    expect(jobAfter(STEP, RECOVERING, STEP)).toMatchObject({ kind: 'running' });
  });
});

describe('a pause', () => {
  test('stays one while late steps arrive, whose progress it takes', () => {
    expect(jobAfter(PREPARING, person('pause'))).toEqual({ kind: 'paused', progress: null });
    expect(jobAfter(person('pause'), STEP)).toEqual({ kind: 'paused', progress: PROGRESS });
    expect(jobAfter(person('pause'), PREPARING, RECOVERING)).toMatchObject({ kind: 'paused' });
  });

  test('ends in running, or in preparing when nothing is painted yet', () => {
    expect(jobAfter(STEP, person('pause'), person('resume'))).toMatchObject({ kind: 'running' });
    expect(jobAfter(person('pause'), person('resume'))).toMatchObject({ kind: 'preparing' });
  });

  test('is nothing while bytes arrive, and Resume nothing without it', () => {
    expect(jobAfter(LOADING, person('pause'))).toMatchObject({ kind: 'loading' });
    expect(jobAfter(STEP, person('resume'))).toMatchObject({ kind: 'running' });
  });
});

describe('Stop and Cancel', () => {
  test('show that the iteration under way still ends', () => {
    expect(jobAfter(STEP, person('stop'))).toEqual({
      kind: 'ending',
      how: 'stop',
      progress: PROGRESS,
    });
    expect(jobAfter(person('cancel'), STEP)).toEqual({
      kind: 'ending',
      how: 'cancel',
      progress: PROGRESS,
    });
  });

  test('Cancel may follow Stop, but Stop does not undo Cancel', () => {
    expect(jobAfter(person('stop'), person('cancel'))).toMatchObject({ how: 'cancel' });
    expect(jobAfter(person('cancel'), person('stop'))).toMatchObject({ how: 'cancel' });
  });

  test('a stale loading, preparing or recovering changes nothing', () => {
    expect(jobAfter(person('cancel'), LOADING, PREPARING, RECOVERING)).toMatchObject({
      kind: 'ending',
      how: 'cancel',
    });
  });

  test('after Cancel nothing is kept, however the run ends', () => {
    expect(jobAfter(person('cancel'), FINISHED)).toEqual({ kind: 'cancelled' });
    expect(jobAfter(person('cancel'), FAILED)).toEqual({ kind: 'cancelled' });
  });

  test('after Stop the picture is kept, and a failure told', () => {
    expect(jobAfter(STEP, person('stop'), FINISHED)).toMatchObject({ kind: 'done' });
    expect(jobAfter(STEP, person('stop'), FAILED)).toMatchObject({ kind: 'failed' });
  });
});

describe('what does not fit is ignored', () => {
  test('a second start while one goes on', () => {
    const running = after({ kind: 'start' }, STEP);
    expect(nextJob(running, { kind: 'start' })).toBe(running);
  });

  test('events of an earlier run', () => {
    const second = after({ kind: 'start' }, FINISHED, { kind: 'start' });
    expect(second.run).toBe(2);
    for (const late of [LOADING, STEP, RECOVERING, FINISHED, FAILED, person('cancel')]) {
      expect(nextJob(second, late)).toBe(second);
    }
  });

  test('everything after the end', () => {
    const done = after({ kind: 'start' }, STEP, FINISHED);
    for (const late of [LOADING, STEP, FAILED, person('pause'), person('stop')]) {
      expect(nextJob(done, late)).toBe(done);
    }
    expect(nextJob(IDLE, person('cancel'))).toBe(IDLE);
  });

  test('a network that arrives between scales', () => {
    expect(jobAfter(STEP, PREPARING, LOADING)).toMatchObject({ kind: 'preparing' });
  });

  test('forgetting a run that goes on', () => {
    expect(jobAfter(STEP, { kind: 'forget' })).toMatchObject({ kind: 'running' });
    expect(jobAfter(STEP, FAILED, { kind: 'forget' })).toEqual({ kind: 'idle' });
  });
});

test('active from the start to the end', () => {
  expect(isActive(IDLE.job)).toBe(false);
  expect(isActive(jobAfter())).toBe(true);
  expect(isActive(jobAfter(STEP, person('stop')))).toBe(true);
  expect(isActive(jobAfter(STEP, FINISHED))).toBe(false);
});
