import { describe, expect, test } from 'vitest';
import {
  STREET,
  settle,
  startTestPanel,
  type TestPanelOptions,
} from '../../../test/start-test-panel.js';

const WOODCUT = 'built-in:woodcut';

const SCALE = { index: 0, of: 1, width: 512, height: 384 };

async function painting(options: TestPanelOptions = {}) {
  const panel = await startTestPanel({ style: WOODCUT, ...options });
  await panel.model.stylize();
  return { ...panel, engine: panel.engine, run: panel.engine.lastRun };
}

test('Stylize asks the engine for what is chosen, with the settings', async () => {
  const { model, engine, run } = await painting({
    host: { settings: { network: 'vgg19-lite', frames: true, parameters: { size: 256 } } },
  });
  expect(run.request).toEqual({
    content: 'picture-1',
    styles: [{ picture: 'picture-2', weight: 1 }],
    parameters: model.settings.value.parameters,
    network: 'vgg19-lite',
    frames: true,
  });
  expect(run.request.parameters.size).toBe(256);
  expect(engine.runs.length).toBe(1);
  expect(model.busy.value).toBe(true);
});

test('at its own size each picture is painted as large as it is, or as fits', async () => {
  const sizes = new Map([
    [3, { width: 1600, height: 1200 }],
    [4, { width: 300, height: 200 }],
  ]);
  const { model, engine } = await startTestPanel({
    style: WOODCUT,
    engine: {
      facts: { largestSide: { 'vgg19-lite': 1024, vgg19: 512 } },
      sizeOf: ({ length }) => sizes.get(length) ?? { width: 64, height: 64 },
    },
  });
  model.setSettings({ originalSize: true });
  await model.stylize();
  // 1024 · √(4/3) = 1182, in steps of 32 px.
  expect(engine.lastRun.request.parameters.size).toBe(1152);
  expect(model.shown.value).toMatchObject({ width: 1152, height: 864 });
  engine.lastRun.finish();
  await settle();
  expect(model.history.value[0].parameters.size).toBe(1152);
  await model.setContent(STREET.name, STREET.bytes);
  expect(model.longSide.value).toBe(300);
  expect(JSON.parse(model.settingsText())).toMatchObject({ parameters: { size: 300 } });
});

test('a run that cannot go on tells why, and keeps what it has painted', async () => {
  const { model, run } = await painting();
  run.step(3, 10);
  const failure = {
    code: 'out-of-memory',
    name: 'StyleTransferError',
    message: 'Painting 512 × 384 px needs more memory; choose a smaller size.',
    details: 'where it was',
  };
  run.finish({ stoppedEarly: true, failure });
  await settle();
  const [entry] = model.history.value;
  expect(entry).toMatchObject({ contentName: 'harbour.png', stoppedEarly: true });
  expect(model.shown.value.painting).toBe(entry.preview);
  expect(model.job.value).toMatchObject({
    kind: 'failed',
    problem: {
      code: 'out-of-memory',
      message:
        'Painting 512 × 384 px needs more memory; choose a smaller size. What was painted until then was kept.',
      fittingSize: 352,
    },
  });
});

test('a grey painting is told of once, as it begins: case 19', async () => {
  const { model, run } = await painting();
  const preparing = { kind: 'preparing', scale: SCALE, grey: true } as const;
  run.emit({ ...preparing, grey: false });
  expect(model.notice.value).toBeNull();
  run.emit(preparing);
  expect(model.notice.value).toMatchObject({
    kind: 'info',
    message: 'As neither harbour.png nor its style brings colour, the painting is grey.',
  });
  model.dismissNotice();
  run.step(1, 10);
  run.emit(preparing);
  expect(model.notice.value).toBeNull();
});

test('a double click starts one run', async () => {
  const { model, engine } = await startTestPanel({ style: WOODCUT });
  await Promise.all([model.stylize(), model.stylize()]);
  await model.stylize();
  expect(engine.runs.length).toBe(1);
  expect(model.notice.value).toBeNull();
});

test('with something missing nothing starts, and it is said what', async () => {
  const { model, engine } = await startTestPanel();
  await model.stylize();
  expect(engine.runs.length).toBe(0);
  expect(model.notice.value?.message).toBe('Choose a style.');
});

test('job, chart and canvas follow the run to its end', async () => {
  const { model, run, bitmaps } = await painting();
  expect(model.job.value).toEqual({ kind: 'preparing', scale: null, progress: null });
  expect(model.shown.value).toMatchObject({
    painting: null,
    original: { width: 640 },
    width: 512,
    height: 384,
    label: 'harbour.png in the style of Woodcut',
  });
  run.emit({ kind: 'loading', network: 'vgg19', loaded: 1, total: 2 });
  expect(model.job.value.kind).toBe('loading');
  run.emit({ kind: 'preparing', scale: SCALE, grey: false });
  run.step(1, 10);
  run.step(2, 10);
  expect(model.job.value).toMatchObject({ kind: 'running', progress: { overall: { index: 2 } } });
  expect(model.chart.value.map(({ iteration }) => iteration)).toEqual([1, 2]);
  const live = run.preview('live');
  expect(model.shown.value.painting).toBe(live);
  run.finish({ network: 'vgg19' });
  await settle();
  const [entry] = model.history.value;
  expect(model.job.value).toEqual({ kind: 'done', entry: entry.id, stoppedEarly: false });
  expect(entry).toMatchObject({
    contentName: 'harbour.png',
    styleNames: ['Woodcut'],
    network: 'vgg19',
    width: 512,
  });
  expect(model.shown.value.painting).toBe(entry.preview);
  expect(model.busy.value).toBe(false);
  expect([...bitmaps.open].sort()).toEqual(['picture-1', 'result']);
});

test('a style whose share is 0 is no part of the painting, nor of what tells of it', async () => {
  const { model, engine, host } = await startTestPanel({ style: WOODCUT });
  await model.chooseStyle('built-in:riso-print', { add: true });
  model.setStyleWeight('built-in:riso-print', 0);
  expect(JSON.parse(model.settingsText())).toMatchObject({ styleNames: ['Woodcut'] });
  await model.stylize();
  expect(model.shown.value.label).toBe('harbour.png in the style of Woodcut');
  engine.lastRun.finish();
  await settle();
  await model.save('save');
  const [{ result }] = host.results;
  expect(result.suggestedName).toBe('harbour.woodcut');
  expect(JSON.parse(result.recipe)).toMatchObject({ styleNames: ['Woodcut'] });
});

test('the newest preview takes the place of the last one, which is closed', async () => {
  const { model, run, bitmaps } = await painting();
  run.preview('first');
  run.preview('second');
  expect(bitmaps.open).toEqual(['picture-1', 'second']);
  model.cancel();
  run.preview('late');
  await settle();
  expect(bitmaps.open).toEqual(['picture-1']);
});

test('Pause, Resume, Stop and Cancel reach the run, each where it makes sense', async () => {
  const { model, run } = await painting();
  model.resume();
  model.pause();
  model.pause();
  expect(model.job.value.kind).toBe('paused');
  run.step(1, 10);
  model.resume();
  model.stopAndKeep();
  model.stopAndKeep();
  model.pause();
  expect(model.job.value).toMatchObject({ kind: 'ending', how: 'stop' });
  expect(run.asked).toEqual(['pause', 'resume', 'stop']);
  run.finish();
  await settle();
  expect(model.job.value).toMatchObject({ kind: 'done', stoppedEarly: true });
});

test('Stop before anything is painted cancels', async () => {
  const { model, run } = await painting();
  model.stopAndKeep();
  expect(run.asked).toEqual(['cancel']);
  await settle();
  expect(model.job.value).toEqual({ kind: 'cancelled' });
});

test('after Cancel a result that comes all the same is put away', async () => {
  const { model, engine, run, bitmaps } = await painting();
  run.finish();
  model.cancel();
  await settle();
  expect(model.job.value).toEqual({ kind: 'cancelled' });
  expect(model.history.value).toEqual([]);
  expect(bitmaps.open).toEqual(['picture-1']);
  expect(model.shown.value.painting).toBeNull();
  await model.stylize();
  expect(engine.runs.length).toBe(2);
});

test('the styles of a run stay in the engine until it ends', async () => {
  const { model, engine, run } = await painting();
  await model.chooseStyle('built-in:riso-print');
  expect(engine.held).toEqual(['picture-1', 'picture-2', 'picture-3']);
  run.finish();
  await settle();
  expect(engine.held).toEqual(['picture-1', 'picture-3']);
  expect(model.history.value[0].styleNames).toEqual(['Woodcut']);
});

test('a lost context is told, and the engine’s facts with it', async () => {
  const { model, run } = await painting();
  run.step(1, 10);
  run.emit({ kind: 'recovering', backend: 'wasm' });
  expect(model.job.value.kind).toBe('recovering');
  expect(model.engine.value).toMatchObject({ facts: { backend: 'wasm' } });
  expect(model.notice.value?.message).toBe(
    'The graphics context was lost; the painting goes on with wasm.',
  );
});

describe('a failure', () => {
  test('of memory offers half the area, with a report that names no picture and no folder', async () => {
    const { model, run } = await painting();
    model.setParameters({ strength: 0.6 });
    model.setParameters({ size: 64 });
    run.fail('out-of-memory', 'Painting 512 × 384 px needs more memory; choose a smaller size.');
    await settle();
    // 512 / √2 = 362.04 → 352
    expect(model.job.value).toMatchObject({
      kind: 'failed',
      problem: { code: 'out-of-memory', fittingSize: 352 },
    });
    const { details } = (model.job.value as { problem: { details: string } }).problem;
    expect(details).toContain('"strength":0.6');
    expect(details).toContain('"size":512');
    expect(details).toContain('webgl in a worker');
    expect(details).not.toMatch(/harbour|\/(home|work|root)\//);
  });

  test('of a picture that comes out too narrow offers a size that is wide enough', async () => {
    const { model, run, engine } = await painting({
      engine: { sizeOf: () => ({ width: 100, height: 20 }) },
      host: { settings: { parameters: { size: 64 } } },
    });
    run.fail('invalid-image', 'The network needs at least 16 px on the short side.');
    await settle();
    expect(model.job.value).toMatchObject({ problem: { fittingSize: 96 } });
    await model.tryAgain({ size: 96 });
    expect(engine.lastRun.request.parameters.size).toBe(96);
  });

  test('of another kind offers no size', async () => {
    const { model, run } = await painting();
    run.fail('diverged', 'The painting diverged; choose a lower strength.');
    await settle();
    expect(model.job.value).toMatchObject({ problem: { code: 'diverged', fittingSize: null } });
    expect(model.busy.value).toBe(false);
  });

  test('by an engine that has ended: trying again starts another, and paints', async () => {
    const { model, engines, run } = await painting();
    run.fail('channel-closed', 'The engine has ended unexpectedly.');
    await settle();
    expect(model.job.value.kind).toBe('failed');
    expect(model.engine.value.kind).toBe('failed');
    expect(model.obstacle.value).toBe('The engine has ended unexpectedly.');
    await model.tryAgain();
    expect(engines.length).toBe(2);
    expect(engines[1].runs.length).toBe(1);
    expect(model.job.value.kind).toBe('preparing');
  });

  test('by an engine that has ended and does not start again stays one', async () => {
    let starts = 0;
    const { model, run } = await painting({
      beforeStart: () => {
        starts += 1;
        if (starts > 1) throw new Error('The graphics driver does not answer.');
      },
    });
    run.fail('channel-closed', 'The engine has ended unexpectedly.');
    await settle();
    await model.tryAgain();
    expect(model.job.value).toMatchObject({ problem: { code: 'channel-closed' } });
    expect(model.obstacle.value).toBe('The graphics driver does not answer.');
  });

  test('of a run that the engine refuses at once is a failure like any other', async () => {
    const { model, engine } = await startTestPanel({ style: WOODCUT });
    engine.removePicture('picture-2');
    await model.stylize();
    expect(model.job.value).toMatchObject({ kind: 'failed', problem: { code: 'failed' } });
    expect(model.busy.value).toBe(false);
  });
});

describe('a size that cannot fit', () => {
  // The pictures are 640 × 480: √(4/3) = 1.1547; 1024 · 1.1547 = 1182.4 → 1152; 2048 · … = 2364.8 → 2336.
  test.each([
    ['vgg19', false, 1152],
    ['vgg19-lite', true, 2336],
    ['auto', true, 1152],
    ['auto', false, 2336],
  ] as const)('%s, VGG19 here: %s → %i px', async (network, here, largest) => {
    const { model, engine } = await startTestPanel({
      style: WOODCUT,
      host: { settings: { network } },
      engine: { vgg19: { here, storedBytes: 0, kept: true } },
    });
    model.setParameters({ size: largest + 1 });
    await model.stylize();
    expect(engine.runs.length).toBe(0);
    expect(model.job.value).toMatchObject({
      kind: 'failed',
      problem: { code: 'out-of-memory', fittingSize: largest },
    });
    await model.tryAgain();
    expect(engine.runs.length).toBe(0);
    await model.tryAgain({ size: largest });
    expect(engine.lastRun.request.parameters.size).toBe(largest);
    expect(model.settings.value.parameters.size).toBe(largest);
  });

  test('is told in a sentence that offers one that fits', async () => {
    const { model } = await startTestPanel({
      style: WOODCUT,
      host: { settings: { network: 'vgg19', parameters: { size: 2048 } } },
    });
    await model.stylize();
    expect(model.job.value).toMatchObject({
      problem: {
        message:
          'Painting 2048 × 1536 px needs more memory than this computer has here; 1152 px is a size that fits.',
      },
    });
  });

  test('can be tried again with any other', async () => {
    const { model, engine, run } = await painting();
    run.fail('out-of-memory', 'Too large.');
    await settle();
    await model.tryAgain({ size: 128 });
    expect(engine.lastRun.request.parameters.size).toBe(128);
    await model.tryAgain({ size: 64 });
    expect(engine.runs.length).toBe(2);
    expect(model.settings.value.parameters.size).toBe(128);
  });
});

describe('outside the panel', () => {
  test('a long painting is told of when it is finished, or failed; a short one is not', async () => {
    let time = 0;
    const { model, host, engine } = await startTestPanel({ style: WOODCUT, now: () => time });
    await model.stylize();
    time += 29_999;
    engine.lastRun.finish();
    await settle();
    expect(host.notified).toEqual([]);
    await model.stylize();
    time += 30_000;
    engine.lastRun.finish();
    await settle();
    await model.stylize();
    time += 30_000;
    engine.lastRun.fail('diverged', 'It diverged.');
    await settle();
    await model.stylize();
    time += 30_000;
    model.cancel();
    await settle();
    expect(host.notified).toEqual([
      { message: 'harbour.png in the style of Woodcut is finished.', kind: 'info' },
      { message: 'harbour.png in the style of Woodcut could not be finished.', kind: 'error' },
    ]);
  });
});
