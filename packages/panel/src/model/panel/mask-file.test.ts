import { expect, test } from 'vitest';
import { HARBOUR, STREET, settle, startTestPanel } from '../../../test/start-test-panel.js';

const FILE = new Uint8Array([200]);

async function panelWithBlend() {
  const panel = await startTestPanel({ style: 'built-in:woodcut' });
  await panel.model.chooseStyle('built-in:glass-mosaic', { add: true });
  return { ...panel, engine: panel.engine };
}

test('a mask from a file is what must stay, is seen, and can be undone', async () => {
  const { model } = await panelWithBlend();
  const { masks } = model;
  await model.takeMask(FILE);
  expect(masks.marked.value).toEqual(['protect']);
  expect(masks.raster()?.data[0]).toBe(200);
  expect(masks.open.value).toBe(true);
  masks.undo();
  expect(masks.marked.value).toEqual([]);
});

test('while another mask is drawn a file takes the place of that one', async () => {
  const { model } = await panelWithBlend();
  const { masks } = model;
  masks.open.value = true;
  masks.aim('built-in:woodcut');
  masks.fill();
  await model.takeMask(FILE);
  expect(masks.marked.value).toEqual(['built-in:woodcut']);
  expect(masks.raster()?.data[0]).toBe(200);
});

test('a mask may be for another style than the one that is drawn, and join what is marked', async () => {
  const { model } = await panelWithBlend();
  const { masks } = model;
  masks.aim('built-in:glass-mosaic');
  masks.drawShape({ kind: 'rectangle', x: 0, y: 0, width: 0.5, height: 1 }, 'mark');
  masks.aim('built-in:woodcut');
  await model.takeMask(FILE, { target: 'built-in:glass-mosaic', add: true });
  expect(masks.target.value).toBe('built-in:glass-mosaic');
  const { width = 0, data = [] } = masks.raster() ?? {};
  expect([data[0], data[width - 1]]).toEqual([255, 200]);
  masks.undo();
  expect(masks.raster()?.data[width - 1]).toBe(0);
});

test('a file that is no mask of the picture is refused in a sentence', async () => {
  const { model, engine } = await panelWithBlend();
  const sentence = 'The mask must have the shape of the picture, 640 × 480 px, but it is 8 × 8 px.';
  engine.failNext('readMask', 'invalid-image', sentence);
  await model.takeMask(FILE);
  expect(model.notice.value).toMatchObject({ kind: 'error', message: sentence });
  expect(model.masks.marked.value).toEqual([]);
  expect(model.masks.open.value).toBe(false);
});

test('a mask that comes when another picture is there is for neither', async () => {
  const { model, engine, host } = await panelWithBlend();
  const release = engine.hold('readMask');
  const taken = model.takeMask(FILE);
  host.changeContent(STREET);
  await settle();
  release();
  await taken;
  expect(model.masks.marked.value).toEqual([]);
  host.changeContent(HARBOUR);
  await settle();
  expect(model.masks.marked.value).toEqual([]);
});

test('without a picture there is nothing to lay a mask over', async () => {
  const { model } = await startTestPanel({ host: { content: null } });
  await model.takeMask(FILE);
  expect(model.notice.value?.message).toBe('Choose a picture first.');
});
