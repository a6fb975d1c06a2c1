import { expect, test } from 'vitest';
import { settle, startTestPanel, type TestPanelOptions } from '../../../test/start-test-panel.js';

async function varying(options: TestPanelOptions = {}) {
  const panel = await startTestPanel({ style: 'built-in:woodcut', ...options });
  // Whatever the style brings: the labels below are those around the middle of the dial.
  panel.model.setParameters({ strength: 0.5, styleScale: 1, keepColours: 'off' });
  await panel.model.paintVariations();
  return panel;
}

test('six small pictures are painted one after another with the built-in network', async () => {
  const { model, engine, bitmaps } = await varying({ host: { settings: { network: 'vgg19' } } });
  expect(model.variations.value.map(({ state }) => state)).toEqual([
    'painting',
    ...Array(5).fill('waiting'),
  ]);
  expect(model.busy.value).toBe(true);
  expect(model.job.value).toEqual({ kind: 'idle' });
  for (let count = 0; count < 6; count++) {
    engine.lastRun.preview();
    engine.lastRun.finish();
    await settle();
  }
  expect(model.variations.value.every(({ state, preview }) => state === 'done' && preview)).toBe(
    true,
  );
  expect(engine.runs.length).toBe(6);
  expect(engine.runs[1].request).toMatchObject({
    content: 'picture-1',
    styles: [{ picture: 'picture-2', weight: 1 }],
    parameters: { strength: 0.7, size: 192, quality: 'draft', iterations: 40 },
    network: 'vgg19-lite',
    frames: false,
  });
  expect(model.busy.value).toBe(false);
  expect(model.history.value).toEqual([]);
  expect(bitmaps.open.length).toBe(7);
});

test('they are no larger than the painting itself', async () => {
  const { engine } = await varying({ host: { settings: { parameters: { size: 100 } } } });
  expect(engine.lastRun.request.parameters.size).toBe(100);
});

test('each shows how it grows; the picture before is closed', async () => {
  const { model, engine, bitmaps } = await varying();
  engine.lastRun.preview('one');
  const two = engine.lastRun.preview('two');
  expect(model.variations.value[0].preview).toBe(two);
  expect(bitmaps.open).toEqual(['picture-1', 'two']);
});

test('Cancel ends the rest and keeps what is done', async () => {
  const { model, engine, bitmaps } = await varying();
  engine.lastRun.finish();
  await settle();
  engine.lastRun.preview('half');
  model.cancel();
  await settle();
  expect(model.variations.value).toMatchObject([{ label: 'Strength 30 %', state: 'done' }]);
  expect(model.busy.value).toBe(false);
  expect(engine.runs.length).toBe(2);
  expect(bitmaps.open).toEqual(['picture-1', 'result']);
});

test('Cancel just after one was finished keeps it, and begins no other', async () => {
  const { model, engine, bitmaps } = await varying();
  const { preview } = engine.lastRun.finish();
  model.cancel();
  await settle();
  expect(model.variations.value).toMatchObject([{ state: 'done' }]);
  expect(model.variations.value[0].preview).toBe(preview);
  expect(engine.runs.length).toBe(1);
  expect(bitmaps.open).toEqual(['picture-1', 'result']);
});

test('one that fails does not keep the others', async () => {
  const { model, engine } = await varying();
  engine.lastRun.fail('diverged', 'It diverged.');
  await settle();
  expect(model.variations.value.slice(0, 2)).toMatchObject([
    { state: 'failed' },
    { state: 'painting' },
  ]);
  expect(model.notice.value?.message).toBe('It diverged.');
});

test('one that could not be painted to its end is no sample of the look', async () => {
  const { model, engine } = await varying();
  const failure = { code: 'out-of-memory', name: 'StyleTransferError', message: 'It is full.' };
  engine.lastRun.finish({ stoppedEarly: true, failure: { ...failure, details: '' } });
  await settle();
  expect(model.variations.value[0]).toMatchObject({ state: 'failed' });
  expect(model.notice.value?.message).toBe('It is full.');
});

test('an engine that has ended ends all of them', async () => {
  const { model, engine } = await varying();
  engine.lastRun.fail('channel-closed', 'The engine has ended unexpectedly.');
  await settle();
  expect(model.busy.value).toBe(false);
  expect(model.engine.value.kind).toBe('failed');
  expect(model.variations.value).toMatchObject([{ state: 'failed' }]);
});

test('one that is continued sets its parameters and paints at the full size', async () => {
  const { model, engine, bitmaps } = await varying();
  engine.lastRun.finish();
  await settle();
  const [{ id }] = model.variations.value;
  await Promise.all([model.continueVariation(id), model.continueVariation(id)]);
  expect(model.settings.value.parameters).toMatchObject({ strength: 0.3, size: 512 });
  expect(engine.runs.length).toBe(3);
  expect(engine.lastRun.request).toMatchObject({
    network: 'auto',
    parameters: { strength: 0.3, size: 512, iterations: null, quality: 'standard' },
  });
  expect(model.variations.value).toEqual([]);
  expect(bitmaps.open).toEqual(['picture-1']);
});

test('putting them away ends and closes them; painting anew replaces them', async () => {
  const { model, engine, bitmaps } = await varying();
  engine.lastRun.finish();
  await settle();
  model.cancel();
  await settle();
  await model.paintVariations();
  expect(bitmaps.open).toEqual(['picture-1']);
  engine.lastRun.preview('half');
  model.closeVariations();
  await settle();
  expect(model.variations.value).toEqual([]);
  expect(model.busy.value).toBe(false);
  expect(bitmaps.open).toEqual(['picture-1']);
});

test('Stylize puts a finished grid away, so that the painting is seen', async () => {
  const { model, engine, bitmaps } = await varying();
  engine.lastRun.finish();
  await settle();
  model.cancel();
  await settle();
  expect(model.variations.value.length).toBeGreaterThan(0);
  await model.stylize();
  expect(model.variations.value).toEqual([]);
  expect(model.busy.value).toBe(true);
  expect(bitmaps.open).toEqual(['picture-1']);
});

test('a run and variations exclude each other', async () => {
  const { model, engine } = await varying();
  await model.stylize();
  await model.paintVariations();
  expect(engine.runs.length).toBe(1);
  model.closeVariations();
  await settle();
  await model.stylize();
  await model.paintVariations();
  expect(model.variations.value).toEqual([]);
  expect(engine.runs.length).toBe(2);
});

test('closing the panel in their midst leaves no bitmap open', async () => {
  const { model, engine, bitmaps } = await varying();
  engine.lastRun.preview();
  model.close();
  await settle();
  expect(bitmaps.open).toEqual([]);
  expect(engine.runs.length).toBe(1);
});
