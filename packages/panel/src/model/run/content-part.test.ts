import { readFileSync } from 'node:fs';
import { casePath } from '@pastiche/test-fixtures';
import { describe, expect, test } from 'vitest';
import { HARBOUR, STREET, settle, startTestPanel } from '../../../test/start-test-panel.js';

test('the content that is chosen in the host is there from the start', async () => {
  const { model, engine } = await startTestPanel();
  expect(model.content.value).toMatchObject({ kind: 'ready', name: 'harbour.png' });
  expect(engine.added).toEqual([HARBOUR.bytes]);
  expect(model.shown.value).toMatchObject({ painting: null, width: 512, height: 384 });
});

test('it follows the host; the picture before leaves the engine and its preview is closed', async () => {
  const { model, host, engine, bitmaps } = await startTestPanel();
  host.changeContent(STREET);
  expect(model.content.value).toEqual({ kind: 'loading', name: 'street.png' });
  await settle();
  expect(model.content.value).toMatchObject({ kind: 'ready', name: 'street.png' });
  expect(engine.held).toEqual(['picture-2']);
  expect(bitmaps.open).toEqual(['picture-2']);
  host.changeContent(null);
  expect(model.content.value).toEqual({ kind: 'none' });
  expect(engine.held).toEqual([]);
});

test('of several frames it is told which one is painted, also where the host changes it: case 23', async () => {
  const { model, host, engine } = await startTestPanel();
  const bytes = new Uint8Array(readFileSync(casePath('23-animation/anim.gif')));
  await model.setContent('cat', bytes);
  await settle();
  expect(model.notice.value).toMatchObject({
    kind: 'info',
    message: 'cat holds 2 frames; the first one is painted.',
  });
  model.dismissNotice();
  host.changeContent({ name: 'waves.gif', bytes });
  await settle();
  expect(model.notice.value?.message).toBe('waves.gif holds 2 frames; the first one is painted.');
  // Why it cannot be read is what counts then.
  engine.failNext('addPicture', 'invalid-image', 'It is damaged.');
  model.dismissNotice();
  host.changeContent({ name: 'other.gif', bytes });
  await settle();
  expect(model.notice.value).toBeNull();
});

test('that is dropped takes the refusal of another file away', async () => {
  const { model, engine } = await startTestPanel();
  engine.failNext('addPicture', 'invalid-image', 'It is a HEIC picture.');
  await model.addStyle('IMG_1.heic', new Uint8Array([9]));
  expect(model.notice.value?.kind).toBe('error');
  await model.setContent('harbour.jpg', new Uint8Array([1]));
  expect(model.notice.value).toBeNull();
});

test('the newest wins, whichever is decoded first', async () => {
  const { model, host, engine, bitmaps } = await startTestPanel({ host: { content: null } });
  const goOn = engine.hold('addPicture');
  host.changeContent(HARBOUR);
  host.changeContent(STREET);
  goOn();
  await settle();
  expect(model.content.value).toMatchObject({ kind: 'ready', name: 'street.png' });
  expect(engine.held.length).toBe(1);
  expect(bitmaps.open.length).toBe(1);
});

test('what the host tells of while it is asked is newer than its answer', async () => {
  let answer = () => {};
  const { model, host } = await startTestPanel({
    prepare: (asked) => {
      answer = asked.hold('readContent');
    },
  });
  host.changeContent(STREET);
  answer();
  await settle();
  expect(model.content.value).toMatchObject({ name: 'street.png' });
});

test('the same picture again is no news', async () => {
  const { model, host, engine } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.stylize();
  engine.lastRun.finish();
  await settle();
  host.changeContent({ ...HARBOUR, bytes: HARBOUR.bytes.slice() });
  await settle();
  expect(model.job.value.kind).toBe('done');
  expect(model.shown.value.painting).not.toBeNull();
  expect(engine.added.length).toBe(2);
});

test('a twin of the picture is another one where the host marks it so', async () => {
  const { model, host } = await startTestPanel({
    style: 'built-in:woodcut',
    host: { content: null },
  });
  host.changeContent({ ...HARBOUR, id: '1:2' });
  host.changeContent({ ...HARBOUR, id: '1:3' });
  await settle();
  await model.stylize();
  expect(model.busy.value).toBe(true);
  host.changeContent({ ...HARBOUR, id: '1:2' });
  expect(model.upcoming.value.picture).toBe('harbour.png');
});

test('a picture that cannot be read says so, and can be tried again', async () => {
  const { model, host, engine } = await startTestPanel({ host: { content: null } });
  engine.failNext('addPicture', 'invalid-image', 'This file is no picture; choose a PNG or JPEG.');
  await model.setContent(HARBOUR.name, HARBOUR.bytes);
  expect(model.content.value).toMatchObject({
    kind: 'failed',
    name: 'harbour.png',
    problem: { code: 'invalid-image' },
  });
  expect(model.obstacle.value).toBe('This file is no picture; choose a PNG or JPEG.');
  host.changeContent(HARBOUR);
  await settle();
  expect(model.content.value.kind).toBe('ready');
});

describe('choosing', () => {
  test('takes what the person picks in the host’s way', async () => {
    const { model } = await startTestPanel({ host: { picked: STREET } });
    await model.chooseContent();
    expect(model.content.value).toMatchObject({ kind: 'ready', name: 'street.png' });
  });

  test('leaves everything when they pick nothing', async () => {
    const { model } = await startTestPanel();
    await model.chooseContent();
    expect(model.content.value).toMatchObject({ kind: 'ready', name: 'harbour.png' });
    expect(model.notice.value).toBeNull();
  });

  test('tells why there is none until there is one, and nothing else goes with that', async () => {
    const { model, host } = await startTestPanel();
    const refusal = 'Nothing is selected; select a layer on the canvas.';
    host.failures.set('readContent', refusal);
    await model.chooseContent();
    expect(model.notice.value?.message).toBe(refusal);
    host.changeContent(null);
    expect(model.notice.value?.message).toBe(refusal);
    host.changeContent(STREET);
    await settle();
    expect(model.notice.value).toBeNull();
    // An error of another kind is not heeded by that.
    await model.chooseContent();
    await model.save('place');
    const other = model.notice.value?.message;
    expect(other).toMatch(/no finished painting/);
    host.changeContent(HARBOUR);
    await settle();
    expect(model.notice.value?.message).toBe(other);
  });

  test('tells when the host cannot', async () => {
    const { model, host } = await startTestPanel();
    host.failures.set('readContent', 'The layer is locked; unlock it.');
    await model.chooseContent();
    expect(model.notice.value).toMatchObject({
      kind: 'error',
      message: 'The layer is locked; unlock it.',
    });
    expect(model.content.value.kind).toBe('ready');
  });
});

describe('while a painting goes on', () => {
  async function painting() {
    const panel = await startTestPanel({ style: 'built-in:woodcut' });
    await panel.model.stylize();
    return panel;
  }

  test('another content waits for its end, and the run keeps what it began with', async () => {
    const { model, host, engine, bitmaps } = await painting();
    host.changeContent({ name: 'quay.png', bytes: new Uint8Array([8]) });
    host.changeContent(STREET);
    await settle();
    expect(model.content.value).toMatchObject({ name: 'harbour.png' });
    expect(engine.held).toContain(engine.lastRun.request.content);
    expect(model.notice.value).toBeNull();
    const { preview } = engine.lastRun.finish();
    await settle();
    expect(model.content.value).toMatchObject({ kind: 'ready', name: 'street.png' });
    // The content, the style, and of those that came meanwhile only the newest.
    expect(engine.added.length).toBe(3);
    expect(model.history.value).toMatchObject([{ contentName: 'harbour.png' }]);
    // The painting that was waited for stays in sight, with the content it was painted from.
    expect(model.shown.value).toMatchObject({ painting: preview, original: { width: 640 } });
    expect(model.shown.value.original).toBe(model.history.value[0].original);
    expect(bitmaps.open.length).toBe(3);
    host.changeContent(HARBOUR);
    await settle();
    expect(model.shown.value.painting).toBeNull();
    expect(model.job.value).toEqual({ kind: 'idle' });
    expect(model.history.value.length).toBe(1);
  });

  test('a content that came and went is no news at its end', async () => {
    const { host, engine } = await painting();
    host.changeContent(STREET);
    host.changeContent(HARBOUR);
    engine.lastRun.finish();
    await settle();
    expect(engine.added.length).toBe(2);
  });

  test('a picture that the person drops waits, too, and they are told', async () => {
    const { model, engine } = await painting();
    await model.setContent('street.png', STREET.bytes);
    expect(model.notice.value?.message).toBe(
      'The new picture is taken up when this painting has ended.',
    );
    model.cancel();
    await settle();
    expect(model.content.value).toMatchObject({ kind: 'ready', name: 'street.png' });
    expect(engine.held.length).toBe(2);
  });
});

test('without a content, and with the same one again, the last painting stays in sight', async () => {
  const { model, host, engine } = await startTestPanel({ style: 'built-in:woodcut' });
  await model.stylize();
  engine.lastRun.step(1, 2);
  const { preview } = engine.lastRun.finish();
  await settle();
  host.changeContent(null);
  expect(model.shown.value.painting).toBe(preview);
  expect(model.job.value.kind).toBe('done');
  host.changeContent(HARBOUR);
  await settle();
  expect(model.content.value.kind).toBe('ready');
  expect(model.shown.value.painting).toBe(preview);
  expect(model.chart.value.length).toBe(1);
  host.changeContent(STREET);
  expect(model.shown.value.painting).toBeNull();
  expect(model.chart.value).toEqual([]);
});
