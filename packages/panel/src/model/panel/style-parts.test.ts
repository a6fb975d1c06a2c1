import { decodeGreyPng } from '@pastiche/core/pictures';
import { encodePreset, parseRecipe } from '@pastiche/core/presets';
import { afterEach, expect, test, vi } from 'vitest';
import { TINY_PNG } from '../../../test/fake-engine.js';
import { STREET, settle, startTestPanel } from '../../../test/start-test-panel.js';
import { decodeSession } from '../session/session-file.js';
import { drawAgain } from './draw-again.js';

const SMALL = 'Aw==';
/** A mask’s file of the fake engine: its first byte is what all of it is. */
const HALF_GREY = new Uint8Array([128]);

afterEach(() => void vi.useRealTimers());

/** Waves, of which half counts, beside woodcut. */
async function partly(keepsSessions = false) {
  const panel = await startTestPanel({
    style: 'built-in:woodcut',
    host: { capabilities: { keepsSessions } },
  });
  await panel.model.restored;
  await panel.model.addStyle('waves.png', STREET.bytes, { add: true });
  await panel.model.takeStylePart('picture:1', HALF_GREY);
  return panel;
}

/** What the engine is asked to take of the styles of a run, as a grey where there is a mask. */
async function greysIn(styles: readonly { readonly mask?: Uint8Array | undefined }[]) {
  const masks = styles.map(({ mask }) => mask && decodeGreyPng(mask));
  return (await Promise.all(masks)).map((mask) => mask?.data[0]);
}

test('a part of a style’s picture is in the run and in the recipe, until all of it is the style again', async () => {
  const { model, engine, host } = await partly();
  expect(model.styles.value.map(({ isPart }) => isPart)).toEqual([false, true]);
  await model.stylize();
  expect(await greysIn(engine.lastRun.request.styles)).toEqual([undefined, 128]);
  const [, { picture }] = engine.lastRun.request.styles;
  const styleParts = [{ picture, mask: SMALL }];
  engine.lastRun.finish({ masks: { protect: [], regions: [], styleParts } });
  await settle();
  await model.save('place');
  expect(parseRecipe(host.results[0].result.recipe).masks).toEqual({
    offered: null,
    protect: null,
    regions: [],
    styleParts: [{ style: 'waves.png', mask: SMALL }],
  });
  await model.takeStylePart('picture:1', null);
  expect(model.styles.value.map(({ isPart }) => isPart)).toEqual([false, false]);
  // The painting before is still made of the part.
  model.reuse(model.history.value[0].id);
  await settle();
  expect(model.styles.value.map(({ isPart }) => isPart)).toEqual([false, true]);
});

test('a part goes with its style into a region', async () => {
  const { model, engine } = await partly();
  model.masks.aim('picture:1');
  model.masks.drawShape({ kind: 'rectangle', x: 0, y: 0, width: 0.5, height: 1 }, 'mark');
  await model.stylize();
  const { styles, regions = [] } = engine.lastRun.request;
  expect(await greysIn(styles)).toEqual([undefined]);
  expect(await greysIn(regions[0].styles)).toEqual([128]);
});

test('a part comes back after a reload', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { model, host } = await partly(true);
  const session = await vi.waitFor(() => {
    vi.advanceTimersByTime(1100);
    const head = host.session && decodeSession(host.session)?.head;
    if (!head?.blend.some(({ parts }) => parts !== undefined)) throw new Error('Not yet.');
    return host.session;
  });
  model.close();
  const again = await startTestPanel({ host: { capabilities: { keepsSessions: true }, session } });
  await again.model.restored;
  await again.model.stylize();
  expect(await greysIn(again.engine.lastRun.request.styles)).toEqual([undefined, 128]);
});

test('a part is known by the name of its picture within whatever preset it came back', async () => {
  const picture = { mediaType: 'image/png', bytes: TINY_PNG } as const;
  const styles = ['House', 'Sky'].map((name) => ({ name, weight: 0.5, picture }));
  const { model, engine } = await startTestPanel();
  await model.lendPreset(encodePreset({ name: 'Coast', parameters: {}, styles }));
  expect(model.styles.value[0].isPart).toBeUndefined();
  const masks = { offered: null, protect: null, regions: [] };
  await drawAgain(model, { masks: { ...masks, styleParts: [{ style: 'Sky', mask: SMALL }] } });
  expect(model.styles.value[0].isPart).toBe(true);
  await model.stylize();
  const taken = engine.lastRun.request.styles.map(({ mask }) => mask);
  expect(taken).toEqual([undefined, Uint8Array.of(3)]);
});

test('a mask that cannot be read leaves the style as it is, and says why', async () => {
  const { model, engine } = await partly();
  engine.failNext('readMask', 'invalid-image', 'The mask must mark something in white.');
  await model.takeStylePart('built-in:woodcut', HALF_GREY);
  expect(model.notice.value?.message).toBe('The mask must mark something in white.');
  expect(model.styles.value.map(({ isPart }) => isPart)).toEqual([false, true]);
});
