import { describe, expect, test } from 'vitest';
import {
  HARBOUR,
  STREET,
  settle,
  startTestPanel,
  type TestPanelOptions,
} from '../../../test/start-test-panel.js';

const WOODCUT = 'built-in:woodcut';
const MOSAIC = 'built-in:glass-mosaic';
const PNG = new Uint8Array([5, 4, 3]);
const MEMORY = 'It needs more memory.';

/** A panel with a finished painting of 256 px in the woodcut, after which other things were chosen. */
async function painted(options: TestPanelOptions = {}) {
  const panel = await startTestPanel({ style: WOODCUT, ...options });
  const { model, engine } = panel;
  model.setParameters({ size: 256, strength: 0.7 });
  model.setSettings({ network: 'vgg19-lite' });
  await model.stylize();
  engine.lastRun.finish({ png: PNG });
  await settle();
  await model.chooseStyle(MOSAIC);
  model.setParameters({ size: 384, strength: 0.2 });
  model.setSettings({ network: 'auto' });
  const [{ id }] = model.history.value;
  return { ...panel, engine, id };
}

describe('a painting that is to become larger', () => {
  test('goes on as it was painted, and the dials say so; the size that is set stays', async () => {
    const { model, engine, id } = await painted();
    await model.paintLarger(id, 512);
    const { request } = engine.lastRun;
    expect(request).toMatchObject({
      content: 'picture-1',
      smallerPainting: PNG,
      network: 'vgg19-lite',
      parameters: { size: 512, strength: 0.7 },
    });
    expect(request.styles).toHaveLength(1);
    expect(model.shown.value).toMatchObject({
      width: 512,
      height: 384,
      label: 'harbour.png in the style of Woodcut',
    });
    expect(model.settings.value.parameters).toMatchObject({ size: 384, strength: 0.7 });
    expect(model.styles.value.map(({ item }) => item.id)).toEqual([WOODCUT]);
    engine.lastRun.finish();
    await settle();
    expect(model.history.value.map(({ width }) => width)).toEqual([256, 512]);
    expect(model.shown.value.entry).toBe(model.history.value[1].id);
  });

  test('keeps its masks, as they were drawn', async () => {
    const panel = await startTestPanel({ style: WOODCUT });
    const { model } = panel;
    model.masks.drawShape({ kind: 'rectangle', x: 0, y: 0, width: 0.5, height: 1 }, 'mark');
    await model.stylize();
    const { protect } = panel.engine.lastRun.request;
    panel.engine.lastRun.finish();
    await settle();
    model.masks.clear();
    await model.paintLarger(model.history.value[0].id, 1024);
    expect(protect).toHaveLength(1);
    expect(panel.engine.lastRun.request.protect).toEqual(protect);
  });

  test('is refused over another picture, and of the same name, too', async () => {
    const { model, engine, id } = await painted();
    for (const { name, bytes } of [STREET, { ...HARBOUR, bytes: STREET.bytes }]) {
      await model.setContent(name, bytes);
      await model.paintLarger(id, 512);
      expect(model.notice.value?.message).toBe(
        'A painting can be painted larger over its own picture alone; open harbour.png again first.',
      );
      expect(model.styles.value.map(({ item }) => item.id)).toEqual([MOSAIC]);
    }
    await model.setContent(HARBOUR.name, HARBOUR.bytes.slice());
    await model.paintLarger(id, 512);
    expect(engine.runs).toHaveLength(2);
  });

  test('knows its picture by the mark of the host', async () => {
    const content = { ...HARBOUR, id: 'aa/harbour.png' };
    const { model, engine, host, id } = await painted({ host: { content } });
    host.changeContent({ ...STREET, name: HARBOUR.name, id: 'bb/harbour.png' });
    await settle();
    await model.paintLarger(id, 512);
    expect(engine.runs).toHaveLength(1);
    host.changeContent({ ...content, bytes: STREET.bytes });
    await settle();
    await model.paintLarger(id, 512);
    expect(engine.runs).toHaveLength(2);
  });

  test('is tried again as what it was, at the size that is offered or its own', async () => {
    const { model, engine, id } = await painted();
    await model.paintLarger(id, 640);
    engine.lastRun.fail('out-of-memory', MEMORY);
    await settle();
    expect(model.job.value).toMatchObject({ problem: { fittingSize: 448 } });
    await model.tryAgain({ size: 448 });
    expect(engine.lastRun.request).toMatchObject({
      smallerPainting: PNG,
      parameters: { size: 448 },
    });
    engine.lastRun.fail('out-of-memory', MEMORY);
    await settle();
    await model.tryAgain();
    expect(engine.lastRun.request).toMatchObject({
      smallerPainting: PNG,
      parameters: { size: 448 },
    });
    engine.lastRun.fail('failed', 'VGG19 could not be read.');
    await settle();
    await model.tryAgain({ network: 'vgg19' });
    expect(engine.lastRun.request).toMatchObject({ smallerPainting: PNG, network: 'vgg19' });
    model.cancel();
    await settle();
    await model.stylize();
    expect(engine.lastRun.request.smallerPainting).toBeUndefined();
  });

  test('is offered no size that is not larger than it is', async () => {
    const { model, engine, id } = await painted();
    await model.paintLarger(id, 320);
    engine.lastRun.fail('out-of-memory', MEMORY);
    await settle();
    // 320 / √2 in steps of 32 is 224, less than 256.
    expect(model.job.value).toMatchObject({ problem: { fittingSize: null } });
  });

  test('waits for nobody: while another is painted, or once it is removed, nothing happens', async () => {
    const { model, engine, id } = await painted();
    await model.stylize();
    await model.paintLarger(id, 512);
    expect(engine.runs).toHaveLength(2);
    model.cancel();
    await settle();
    model.removeFromHistory(id);
    await model.paintLarger(id, 512);
    expect(engine.runs).toHaveLength(2);
  });
});
