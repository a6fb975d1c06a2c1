import { inEnglish } from '@pastiche/panel/sentence';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ActionNotes } from '../../window-contract.js';
import { readLayer } from '../layer/read-layer.js';
import { asScene, fakeNode, fakePage, openFakeFigma } from '../test/fake-figma.js';
import { tellActionNotes } from './action-notes.js';

afterEach(() => vi.unstubAllGlobals());

const SOLID: SolidPaint = { type: 'SOLID', color: { r: 1, g: 0, b: 0 } };
const IMAGE: ImagePaint = { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'photo' };

type Given = Parameters<typeof fakeNode>[0];

/** What is noted of a layer called Card, in English: first of a top fill, then of its image fill. */
async function noted(given: Given, more: object = {}) {
  const node = Object.assign(fakeNode({ name: 'Card', ...given }), more);
  openFakeFigma(fakePage([node]));
  const { target } = await readLayer(asScene(node));
  const told: ActionNotes[] = [];
  await tellActionNotes(target, (notes) => told.push(notes));
  const [notes] = told;
  expect(told).toHaveLength(1);
  const saidOn = (action: string) => {
    const said = notes.find((note) => note.action === action)?.said;
    return said === undefined ? null : inEnglish(said);
  };
  return [saidOn('top-fill'), saidOn('replace-fill')];
}

const inside = () => [fakeNode()];
const NO_IMAGE = '“Card” has no image fill.';
const NO_FILL = '“Card” can have no fill of its own.';
const LETTERS = 'The text of “Card” would cut the result to its letters.';
const HIDES = 'The layers in “Card” would hide a fill.';
const TWICE = 'The layers in “Card” would show twice.';

describe('what can be done with a result', () => {
  it.each<[string, Given, (string | null)[]]>([
    ['RECTANGLE', { fills: [SOLID] }, [null, NO_IMAGE]],
    ['ELLIPSE', { fills: [IMAGE] }, [null, null]],
    ['VECTOR', { fills: [] }, [null, NO_IMAGE]],
    ['BOOLEAN_OPERATION', { fills: [IMAGE] }, [null, null]],
    ['TEXT', { fills: [SOLID] }, [LETTERS, LETTERS]],
    ['GROUP', { children: inside() }, [NO_FILL, NO_FILL]],
    ['FRAME', { fills: [SOLID], children: inside() }, [HIDES, NO_IMAGE]],
    ['FRAME', { fills: [IMAGE], children: inside() }, [HIDES, TWICE]],
    ['FRAME', { fills: [IMAGE], children: [fakeNode({ visible: false })] }, [null, null]],
    ['SECTION', { fills: [SOLID], children: inside() }, [HIDES, NO_IMAGE]],
    ['COMPONENT', { fills: [IMAGE], children: inside() }, [HIDES, TWICE]],
    ['INSTANCE', { fills: [IMAGE], children: inside() }, [HIDES, TWICE]],
    ['COMPONENT_SET', { fills: [SOLID], children: inside() }, [HIDES, NO_IMAGE]],
    ['SLIDE', { fills: [SOLID] }, [null, NO_IMAGE]],
  ])('of a %s is known before: %j', async (type, given, notes) => {
    expect(await noted({ type, ...given })).toEqual(notes);
  });

  it('of a line is to lie beside it', async () => {
    const drawn = { absoluteRenderBounds: { x: 0, y: 40, width: 200, height: 20 } };
    const line: Given = { type: 'LINE', box: [0, 50, 200, 0], fills: [] };
    expect(await noted(line, drawn)).toEqual([NO_FILL, NO_FILL]);
  });

  it('of a layer that is turned, faded or has an effect is known before, too', async () => {
    const faded = '“Card” is translucent, and a fill would fade twice.';
    expect(await noted({ fills: [IMAGE] }, { opacity: 0.5 })).toEqual([faded, faded]);
    const turned = '“Card” is turned, and a fill would turn the result once more.';
    expect(await noted({ fills: [IMAGE], rotation: 30 })).toEqual([turned, turned]);
    const noisy = '“Card” has noise, and a fill would show that twice.';
    const effects = [{ type: 'NOISE', visible: true }];
    expect(await noted({ fills: [IMAGE] }, { effects })).toEqual([noisy, noisy]);
  });

  it('of a locked layer is decided when it is placed, for it may be unlocked by then', async () => {
    expect(await noted({ fills: [IMAGE], locked: true })).toEqual([null, null]);
  });

  it('of a layer that is gone is decided then as well', async () => {
    const node = fakeNode();
    openFakeFigma(fakePage([node]));
    const { target } = await readLayer(asScene(node));
    openFakeFigma(fakePage([]));
    const tell = vi.fn();
    await tellActionNotes(target, tell);
    expect(tell).not.toHaveBeenCalled();
  });

  it('is followed by what else a fill that is possible changes', async () => {
    const button = Object.assign(fakeNode({ type: 'COMPONENT', name: 'Button', fills: [SOLID] }), {
      getInstancesAsync: async () => [fakeNode(), fakeNode()],
    });
    openFakeFigma(fakePage([button]));
    const { target } = await readLayer(asScene(button));
    const told: (readonly [string, boolean])[][] = [];
    await tellActionNotes(target, (notes) =>
      told.push(notes.map(({ action, isWithheld }) => [action, isWithheld])),
    );
    expect(told).toEqual([
      [['replace-fill', true]],
      [
        ['replace-fill', true],
        ['top-fill', false],
      ],
    ]);
  });
});
