import { BUILT_IN_PRESETS } from '@pastiche/core/presets';
import { expect, test } from 'vitest';
import { HARBOUR, STREET, settle, startTestPanel } from '../../../test/start-test-panel.js';

test('a panel starts its engine and says what is missing until it can paint', async () => {
  const { model, host, starts } = await startTestPanel({ host: { content: null } });
  expect(model.engine.value.kind).toBe('ready');
  expect(starts.map(({ backend, weights }) => [backend, weights.kind])).toEqual([
    ['auto', 'address'],
  ]);
  expect(model.styles.value).toEqual([]);
  expect(model.obstacle.value).toBe('Select a layer first.');
  await model.setContent('harbour.png', new Uint8Array([1]));
  expect(model.obstacle.value).toBe('Choose a style.');
  await model.chooseStyle('built-in:glass-mosaic');
  expect(model.obstacle.value).toBeNull();
  expect(host.listeners).toBe(1);
});

test('everything is there before the engine is', async () => {
  let arrive = () => {};
  const { model } = await startTestPanel({
    beforeStart: () =>
      new Promise<void>((resolve) => {
        arrive = resolve;
      }),
  });
  expect(model.engine.value).toEqual({ kind: 'starting' });
  expect(model.shelf.value.length).toBe(BUILT_IN_PRESETS.length);
  void model.chooseStyle('built-in:woodcut');
  await settle();
  expect(model.obstacle.value).toBe('The engine is starting…');
  expect(model.styles.value).toMatchObject([{ item: { name: 'Woodcut' }, state: 'loading' }]);
  arrive();
  await settle();
  expect(model.obstacle.value).toBeNull();
});

test('an engine that dies while idle is told, and Restart brings back the picture and the styles', async () => {
  const { model, engine, engines } = await startTestPanel({ style: 'built-in:woodcut' });
  expect(model.obstacle.value).toBeNull();
  engine.lose('The engine’s worker failed. Start the engine anew.');
  expect(model.engine.value).toMatchObject({
    kind: 'failed',
    problem: {
      code: 'channel-closed',
      message: 'The engine’s worker failed. Start the engine anew.',
    },
  });
  expect(model.obstacle.value).toBe('The engine’s worker failed. Start the engine anew.');
  await model.restartEngine();
  await settle();
  expect(engines.length).toBe(2);
  expect(engines[1].held.length).toBe(2);
  expect(model.obstacle.value).toBeNull();
  await model.stylize();
  expect(engines[1].runs.length).toBe(1);
});

test('an engine that cannot start is told, and tried again when asked', async () => {
  let fails = true;
  const { model, starts } = await startTestPanel({
    beforeStart: () => {
      if (fails) throw new Error('This browser allows no worker.');
    },
  });
  expect(model.engine.value).toMatchObject({
    kind: 'failed',
    problem: { message: 'This browser allows no worker.' },
  });
  expect(model.obstacle.value).toBe('This browser allows no worker.');
  await model.tryAgain();
  expect(model.engine.value.kind).toBe('failed');
  fails = false;
  await model.tryAgain();
  await settle();
  expect(model.engine.value.kind).toBe('ready');
  expect(model.content.value.kind).toBe('ready');
  expect(starts.length).toBe(3);
  expect(model.job.value).toEqual({ kind: 'idle' });
});

test('a host without an answer about weights stops nothing', async () => {
  const { model, starts } = await startTestPanel({
    prepare: ({ failures }) => failures.set('weights', 'The weights folder is gone.'),
  });
  expect(model.engine.value.kind).toBe('ready');
  expect(starts[0].weights).toEqual({ kind: 'address', baseUrl: null, cache: false });
  expect(model.notice.value?.message).toBe('The weights folder is gone.');
});

test('the engine reads weights through the host', async () => {
  const { starts, host } = await startTestPanel();
  await starts[0].readWeights('model.json');
  expect(host.asked.at(-1)).toBe('readWeights');
});

test('closing ends everything: listeners, engine, run, bitmaps', async () => {
  const { model, host, engine, bitmaps } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.stylize();
  engine.lastRun.preview();
  const finished = startTestPanel({ style: 'built-in:woodcut' });
  model.close();
  model.close();
  await settle();
  expect(host.listeners).toBe(0);
  expect(engine.closed).toBe(true);
  expect(engine.lastRun.ended).toBe(true);
  expect(bitmaps.open).toEqual([]);
  const other = await finished;
  await other.model.stylize();
  other.engine.lastRun.finish();
  await settle();
  expect(other.bitmaps.open.length).toBe(2);
  other.model.close();
  expect(other.bitmaps.open).toEqual([]);
});

test('what arrives after the end is closed, too', async () => {
  const { model, host, engine, bitmaps } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.stylize();
  const run = engine.lastRun;
  const goOn = engine.hold('addPicture');
  void model.addStyle('waves.png', new Uint8Array([9]));
  await settle();
  run.finish();
  model.close();
  goOn();
  run.preview();
  host.changeContent({ name: 'late.png', bytes: new Uint8Array([3]) });
  await settle();
  expect(bitmaps.open).toEqual([]);
});

test('a panel that is closed before its settings came starts no engine', async () => {
  let answer = () => {};
  const { model, starts, engines } = await startTestPanel({
    prepare: (host) => {
      answer = host.hold('readSettings');
    },
  });
  model.close();
  answer();
  await settle();
  expect(starts.length).toBe(0);
  expect(engines.length).toBe(0);
});

test('the masks of a panel are those of its content', async () => {
  const { model, host } = await startTestPanel();
  expect(model.masks.size.value).not.toBeNull();
  model.masks.fill();
  expect(model.masks.marked.value).toEqual(['protect']);
  host.changeContent(STREET);
  await settle();
  expect(model.masks.marked.value).toEqual([]);
  host.changeContent(HARBOUR);
  await settle();
  expect(model.masks.marked.value).toEqual(['protect']);
  host.changeContent(null);
  await settle();
  expect(model.masks.size.value).toBeNull();
  model.close();
});

test('a panel shows the picture itself once that is asked for instead of its painting', async () => {
  const { model, engine } = await startTestPanel({ style: 'built-in:glass-mosaic' });
  void model.stylize();
  await settle();
  engine.lastRun.finish();
  await settle();
  expect(model.shown.value.painting).not.toBeNull();
  model.showContent();
  expect(model.shown.value.painting).toBeNull();
  expect(model.history.value).toHaveLength(1);
  model.close();
});
