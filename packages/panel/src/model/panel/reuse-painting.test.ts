import { expect, test } from 'vitest';
import {
  HARBOUR,
  STREET,
  settle,
  startTestPanel,
  type TestPanel,
} from '../../../test/start-test-panel.js';

const MOSAIC = 'built-in:glass-mosaic';
const HALF = { kind: 'rectangle', x: 0, y: 0, width: 0.5, height: 1 } as const;
const TEXT = { label: 'Keep text', bytes: new Uint8Array([5, 5]) };

/** A painting with a part that stays, one in the mosaic, and the text; then all of that is changed. */
async function painted(): Promise<TestPanel> {
  const panel = await startTestPanel({
    host: { content: { ...HARBOUR, protect: TEXT } },
    style: 'built-in:woodcut',
  });
  const { model } = panel;
  await model.chooseStyle(MOSAIC, { add: true });
  model.masks.drawShape(HALF, 'mark');
  model.masks.aim(MOSAIC);
  model.masks.drawShape({ ...HALF, x: 0.5 }, 'mark');
  model.masks.setStrength(2);
  await model.stylize();
  panel.engine.lastRun.finish({});
  await settle();
  model.masks.invert();
  model.masks.setStrength(0.5);
  model.masks.aim('protect');
  model.masks.clear();
  model.switchOfferedMask(false);
  model.removeStyle(MOSAIC);
  return panel;
}

const rasterOf = ({ model }: TestPanel, target: string) => {
  model.masks.aim(target);
  return [...(model.masks.raster()?.data ?? [])];
};

test('a painting’s masks come back with its settings, and what was drawn instead can be undone', async () => {
  const panel = await painted();
  const { model } = panel;
  const { width } = model.masks.size.value ?? { width: 0 };
  model.reuse(model.history.value[0].id);
  await expect.poll(() => model.masks.marked.value).toEqual(['protect', MOSAIC]);
  expect(rasterOf(panel, 'protect').slice(0, width).indexOf(0)).toBe(width / 2);
  expect(rasterOf(panel, MOSAIC).slice(0, width).indexOf(255)).toBe(width / 2);
  expect(model.masks.strength.value).toBe(2);
  expect(model.offeredMask.value?.isOn).toBe(true);
  model.masks.undo();
  expect(model.masks.target.value).toBe(MOSAIC);
  expect(rasterOf(panel, MOSAIC).slice(0, width).indexOf(0)).toBe(width / 2);
});

test('a painting without masks takes them away', async () => {
  const { model, engine } = await startTestPanel({ style: MOSAIC });
  await model.stylize();
  engine.lastRun.finish({});
  await settle();
  model.masks.drawShape(HALF, 'mark');
  model.reuse(model.history.value[0].id);
  await expect.poll(() => model.masks.marked.value).toEqual([]);
  model.masks.undo();
  expect(model.masks.marked.value).toEqual(['protect']);
});

test('another picture keeps its own', async () => {
  const { model } = await painted();
  await model.setContent('street.png', STREET.bytes);
  model.masks.fill();
  model.reuse(model.history.value[0].id);
  await settle();
  expect(model.styles.value).toHaveLength(2);
  expect(model.masks.marked.value).toEqual(['protect']);
  expect(model.offeredMask.value).toBeNull();
});
