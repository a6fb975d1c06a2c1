import { expect, test } from 'vitest';
import { settle, startTestPanel } from '../../test/start-test-panel.js';

const HERE = { here: true, storedBytes: 40_000_000, kept: true };

test('after the start the engine says whether VGG19 is here', async () => {
  const { model } = await startTestPanel({ engine: { vgg19: HERE } });
  expect(model.vgg19.value).toEqual({ ...HERE, download: null });
});

test('the engine says whether a download would be kept', async () => {
  const fleeting = { here: false, storedBytes: 0, kept: false };
  const { model } = await startTestPanel({ engine: { vgg19: fleeting } });
  expect(model.vgg19.value).toEqual({ ...fleeting, download: null });
});

test('a download tells how far it is, and is there at its end', async () => {
  const { model, engine } = await startTestPanel();
  model.downloadVgg19();
  const { download } = engine;
  model.downloadVgg19();
  expect(engine.download).toBe(download);
  expect(model.vgg19.value.download).toEqual({ loaded: 0, total: null });
  download!.progress(3, 10);
  expect(model.vgg19.value.download).toEqual({ loaded: 3, total: 10 });
  download!.finish();
  await settle();
  expect(model.vgg19.value).toEqual({ ...HERE, download: null });
});

test('what lies in a folder is copied, and each phase is told by its name', async () => {
  const inFolder = { here: false, storedBytes: 0, kept: true, inFolder: true };
  const { model, engine } = await startTestPanel({ engine: { vgg19: inFolder } });
  model.downloadVgg19();
  expect(model.vgg19.value.download).toEqual({ loaded: 0, total: null, phase: 'copying' });
  engine.download!.progress(3, 10, 'copying');
  engine.download!.progress(1, 10, 'verifying');
  expect(model.vgg19.value.download).toEqual({ loaded: 1, total: 10, phase: 'verifying' });
  engine.download!.progress(2, 10, 'unpacking');
  engine.download!.fail('failed', 'There is no memory for it.');
  await settle();
  expect(model.vgg19.value.download).toBeNull();
  expect(model.notice.value?.message).toBe(
    'VGG19 could not be loaded into the engine: There is no memory for it.',
  );
});

test('a download can be cancelled, of which nothing more is heard', async () => {
  const { model, engine } = await startTestPanel();
  model.downloadVgg19();
  model.cancelDownload();
  expect(engine.download!.cancelled).toBe(true);
  engine.download!.progress(5, 10);
  await settle();
  expect(model.vgg19.value).toEqual({ here: false, storedBytes: 0, kept: true, download: null });
  expect(model.notice.value).toBeNull();
  const first = engine.download;
  model.downloadVgg19();
  expect(engine.download).not.toBe(first);
});

test('a download that fails is told', async () => {
  const { model, engine } = await startTestPanel();
  model.downloadVgg19();
  engine.download!.fail('weights-unavailable', 'The server does not answer; try again later.');
  await settle();
  expect(model.vgg19.value.download).toBeNull();
  expect(model.notice.value).toMatchObject({
    kind: 'error',
    message: 'VGG19 could not be downloaded; check the connection.',
  });
});

test('what is kept can be removed', async () => {
  const { model, engine } = await startTestPanel({ engine: { vgg19: HERE } });
  engine.failNext('removeStoredWeights', 'failed', 'The store is locked.');
  await model.removeVgg19();
  expect(model.notice.value?.message).toBe('The store is locked.');
  expect(model.vgg19.value.here).toBe(true);
  await model.removeVgg19();
  expect(model.vgg19.value).toEqual({ here: false, storedBytes: 0, kept: true, download: null });
});

test('a run that brought VGG19 here is noticed', async () => {
  const { model, engine } = await startTestPanel({
    style: 'built-in:woodcut',
    host: { settings: { network: 'vgg19' } },
  });
  await model.stylize();
  engine.lastRun.finish();
  await settle();
  expect(model.vgg19.value.here).toBe(true);
});

test('a restart ends a download without a word', async () => {
  const { model } = await startTestPanel();
  model.downloadVgg19();
  await model.restartEngine();
  await settle();
  expect(model.vgg19.value.download).toBeNull();
  expect(model.notice.value).toBeNull();
});
