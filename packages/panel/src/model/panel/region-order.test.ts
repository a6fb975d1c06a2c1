import { decodeGreyPng } from '@pastiche/core/pictures';
import { encodePreset, parseRecipe } from '@pastiche/core/presets';
import { expect, test } from 'vitest';
import { TINY_PNG } from '../../../test/fake-engine.js';
import { settle, startTestPanel } from '../../../test/start-test-panel.js';
import { drawAgain } from './draw-again.js';

const WOODCUT = 'built-in:woodcut';
const MOSAIC = 'built-in:glass-mosaic';
const LEFT_HALF = { kind: 'rectangle', x: 0, y: 0, width: 0.5, height: 1 } as const;
const SMALL = 'Aw==';

/** Woodcut and mosaic in a blend; mosaic has the left half. */
async function panelWithRegion() {
  const panel = await startTestPanel({ style: WOODCUT });
  const { model } = panel;
  await model.chooseStyle(MOSAIC, { add: true });
  model.masks.aim(MOSAIC);
  model.masks.drawShape(LEFT_HALF, 'mark');
  return { ...panel, engine: panel.engine };
}

test('what is drawn for a style is a region of the run, in that style alone', async () => {
  const { model, engine } = await panelWithRegion();
  await model.stylize();
  const { styles, regions = [], protect } = engine.lastRun.request;
  expect(protect).toBeUndefined();
  expect(regions).toEqual([
    { mask: expect.any(Uint8Array), styles: [{ picture: expect.any(String), weight: 1 }] },
  ]);
  // The other style paints what is around it.
  expect(styles).toHaveLength(1);
  expect(styles[0].picture).not.toBe(regions[0].styles[0].picture);
  const mask = await decodeGreyPng(regions[0].mask);
  expect(mask?.data.slice(0, mask.width).filter((mark) => mark === 255)).toHaveLength(
    (mask?.width ?? 0) / 2,
  );
});

test('where each style has a region, all of them paint what is around', async () => {
  const { model, engine } = await panelWithRegion();
  model.masks.aim(WOODCUT);
  model.masks.drawShape({ ...LEFT_HALF, x: 0.75, width: 0.25 }, 'mark');
  await model.stylize();
  const { styles, regions = [] } = engine.lastRun.request;
  expect(regions).toHaveLength(2);
  expect(styles).toHaveLength(2);
});

test('the recipe has the regions by the names of their styles', async () => {
  const { model, engine, host } = await panelWithRegion();
  await model.stylize();
  engine.lastRun.finish({ masks: { protect: [], regions: [SMALL] } });
  await settle();
  await model.save('place');
  expect(parseRecipe(host.results[0].result.recipe).masks).toEqual({
    offered: null,
    protect: null,
    regions: [{ style: 'Glass mosaic', mask: SMALL }],
  });
});

test('how strongly a region is painted is in the run, and in the recipe', async () => {
  const { model, engine, host } = await panelWithRegion();
  model.masks.setStrength(3.2);
  await model.stylize();
  expect(engine.lastRun.request.regions).toMatchObject([{ strength: 3.2 }]);
  engine.lastRun.finish({ masks: { protect: [], regions: [SMALL] } });
  await settle();
  await model.save('place');
  expect(parseRecipe(host.results[0].result.recipe).masks?.regions).toEqual([
    { style: 'Glass mosaic', mask: SMALL, strength: 3.2 },
  ]);
});

test('a style without a share in the rest still paints its region, and is named', async () => {
  const { model, engine } = await panelWithRegion();
  model.setStyleWeight(MOSAIC, 0);
  await model.stylize();
  const { styles, regions = [] } = engine.lastRun.request;
  expect(styles).toHaveLength(1);
  expect(regions).toHaveLength(1);
  expect(regions[0].styles).not.toEqual(styles);
  engine.lastRun.finish();
  await settle();
  expect(model.history.value[0].styleNames).toEqual(['Woodcut', 'Glass mosaic']);
});

test('of a preset with several styles each may have a part, by its name, also when it is drawn again', async () => {
  const picture = { mediaType: 'image/png', bytes: TINY_PNG } as const;
  const styles = [
    { name: 'House', weight: 1, picture },
    { name: 'Sky', weight: 0, picture },
  ];
  const document = encodePreset({ name: 'Coast', parameters: {}, styles });
  const { model, engine } = await startTestPanel();
  await model.lendPreset(document);
  expect(model.masks.styles.value.map(({ name }) => name)).toEqual(['House', 'Sky']);
  const [, , sky] = model.masks.targets.value;
  model.masks.aim(sky);
  model.masks.drawShape(LEFT_HALF, 'mark');
  await model.stylize();
  const request = engine.lastRun.request;
  expect(request.styles).toHaveLength(1);
  expect(request.regions).toMatchObject([{ styles: [{ weight: 1 }] }]);
  expect(request.regions?.[0].styles).toHaveLength(1);
  expect(request.regions?.[0].styles[0].picture).not.toBe(request.styles[0].picture);
  const mask = Buffer.from(request.regions?.[0].mask ?? []).toString('base64');
  engine.lastRun.finish({ masks: { protect: [], regions: [mask] } });
  await settle();
  const { masks } = model.history.value[0];
  expect(masks?.regions.map(({ style }) => style)).toEqual(['Sky']);

  const again = (await startTestPanel()).model;
  await again.lendPreset(document);
  expect(await drawAgain(again, { masks })).toEqual([]);
  expect(again.masks.marked.value).toEqual([again.masks.targets.value[2]]);
});

test('a style that left the blend leaves its region', async () => {
  const { model, engine } = await panelWithRegion();
  model.removeStyle(MOSAIC);
  await model.stylize();
  expect(engine.lastRun.request.regions).toBeUndefined();
});
