import { expect, test } from 'vitest';
import { createFakeEngine, engineError, type FakeEngine } from '../../test/fake-engine.js';
import { settle } from '../../test/start-test-panel.js';
import { createEnginePart } from './engine-part.js';

function part() {
  const arrivals: { arrive(engine: FakeEngine): void; fail(error: Error): void }[] = [];
  const made = createEnginePart({
    start: () =>
      new Promise((resolve, reject) => {
        arrivals.push({ arrive: resolve, fail: reject });
      }),
    describe: (error) => ({
      code: 'x',
      message: (error as Error).message,
      details: '',
      fittingSize: null,
    }),
  });
  return { ...made, arrivals };
}

test('starting, then ready with its facts', async () => {
  const { state, engine, restart, arrivals } = part();
  const restarted = restart();
  expect(state.value).toEqual({ kind: 'starting' });
  const first = createFakeEngine();
  arrivals[0].arrive(first);
  await restarted;
  expect(state.value).toEqual({ kind: 'ready', facts: first.facts });
  expect(engine.value).toBe(first);
});

test('a start that fails is told, and the next one can succeed', async () => {
  const { state, restart, arrivals } = part();
  const failing = restart();
  arrivals[0].fail(new Error('No worker here.'));
  await failing;
  expect(state.value).toMatchObject({ kind: 'failed', problem: { message: 'No worker here.' } });
  void restart();
  arrivals[1].arrive(createFakeEngine());
  await settle();
  expect(state.value.kind).toBe('ready');
});

test('an engine that arrives after the next was asked for is ended', async () => {
  const { engine, restart, arrivals } = part();
  void restart();
  void restart();
  const [late, wanted] = [createFakeEngine(), createFakeEngine()];
  arrivals[1].arrive(wanted);
  arrivals[0].arrive(late);
  await settle();
  expect(engine.value).toBe(wanted);
  expect([late.closed, wanted.closed]).toEqual([true, false]);
});

test('a restart and a close end the one that is there', async () => {
  const { engine, restart, close, arrivals } = part();
  const first = createFakeEngine();
  void restart();
  arrivals[0].arrive(first);
  await settle();
  void restart();
  expect(first.closed).toBe(true);
  expect(engine.value).toBeNull();
  close();
  const late = createFakeEngine();
  arrivals[1].arrive(late);
  await settle();
  expect(late.closed).toBe(true);
  expect(engine.value).toBeNull();
});

test('only an error that says that the engine of the moment has ended makes it failed', async () => {
  const { state, restart, noteFailure, arrivals } = part();
  const first = createFakeEngine();
  void restart();
  arrivals[0].arrive(first);
  await settle();
  noteFailure(engineError('invalid-image', 'No picture.'), first);
  noteFailure(engineError('channel-closed', 'The engine has ended.'), createFakeEngine());
  expect(state.value.kind).toBe('ready');
  noteFailure(engineError('channel-closed', 'The engine has ended.'), first);
  expect(state.value).toMatchObject({ problem: { message: 'The engine has ended.' } });
});

test('an engine that dies while nothing is asked of it is told, and another can be started', async () => {
  const { state, engine, restart, arrivals } = part();
  const [first, second] = [createFakeEngine(), createFakeEngine()];
  void restart();
  arrivals[0].arrive(first);
  await settle();
  first.lose('The engine’s worker failed.');
  expect(state.value).toMatchObject({
    kind: 'failed',
    problem: { message: 'The engine’s worker failed.' },
  });
  expect(engine.value).toBeNull();
  void restart();
  arrivals[1].arrive(second);
  await settle();
  expect(engine.value).toBe(second);
  expect(state.value.kind).toBe('ready');
});

test('one that died on its way here is told at once, one that was replaced is not', async () => {
  const { state, engine, restart, arrivals } = part();
  const [dead, second, third] = [createFakeEngine(), createFakeEngine(), createFakeEngine()];
  void restart();
  dead.lose('It failed early.');
  arrivals[0].arrive(dead);
  await settle();
  expect(state.value).toMatchObject({ problem: { message: 'It failed early.' } });
  void restart();
  arrivals[1].arrive(second);
  await settle();
  void restart();
  arrivals[2].arrive(third);
  await settle();
  second.lose('It failed late.');
  expect(state.value.kind).toBe('ready');
  expect(engine.value).toBe(third);
});
