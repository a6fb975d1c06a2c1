import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settle, startTestPanel } from '../../../test/start-test-panel.js';
import { CANCEL_PATIENCE_MS } from './cancel-watch.js';

const WOODCUT = 'built-in:woodcut';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('an engine that does not answer Cancel is ended, and the next one gets the pictures', async () => {
  const { model, engines, bitmaps } = await startTestPanel({
    style: WOODCUT,
    engine: { deaf: true },
  });
  await model.stylize();
  model.cancel();
  vi.advanceTimersByTime(CANCEL_PATIENCE_MS - 1);
  expect(engines[0].closed).toBe(false);
  expect(model.job.value).toMatchObject({ kind: 'ending', how: 'cancel' });
  vi.advanceTimersByTime(1);
  await settle();
  expect(engines[0].closed).toBe(true);
  expect(engines.length).toBe(2);
  expect(engines[1].held.length).toBe(2);
  expect(model.job.value.kind).toBe('cancelled');
  expect(model.engine.value.kind).toBe('ready');
  expect(model.obstacle.value).toBeNull();
  expect(model.notice.value).toMatchObject({
    kind: 'info',
    message: 'The engine did not answer Cancel and is started anew; your pictures are still here.',
  });
  await model.stylize();
  expect(engines[1].runs.length).toBe(1);
  model.close();
  expect(bitmaps.open).toEqual([]);
});

test('a Cancel that is answered ends no engine, nor the next painting', async () => {
  const { model, engines } = await startTestPanel({ style: WOODCUT });
  await model.stylize();
  model.cancel();
  await settle();
  await model.stylize();
  vi.advanceTimersByTime(2 * CANCEL_PATIENCE_MS);
  expect(engines.length).toBe(1);
  expect(model.busy.value).toBe(true);
});

test('variations whose engine hangs are ended, too', async () => {
  const { model, engines } = await startTestPanel({ style: WOODCUT, engine: { deaf: true } });
  await model.paintVariations();
  model.cancel();
  vi.advanceTimersByTime(CANCEL_PATIENCE_MS);
  await settle();
  expect(engines.length).toBe(2);
  expect(model.busy.value).toBe(false);
});

test('after an engine that died in a run was started anew, nothing tells of its end', async () => {
  const { model, engine } = await startTestPanel({ style: WOODCUT });
  await model.stylize();
  engine.lose('The engine’s worker failed. Start the engine anew.');
  await settle();
  expect(model.job.value.kind).toBe('failed');
  expect(model.engine.value.kind).toBe('failed');
  await model.restartEngine();
  await settle();
  expect(model.engine.value.kind).toBe('ready');
  expect(model.job.value.kind).toBe('idle');
  expect(model.obstacle.value).toBeNull();
});
