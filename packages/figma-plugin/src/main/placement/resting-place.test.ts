import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asScene, type FakeNode, fakeNode, fakePage, openFakeFigma } from '../test/fake-figma.js';
import { placeAtDrop, type RestingPlace, restingPlace } from './resting-place.js';

beforeEach(() => void openFakeFigma(fakePage([])));
afterEach(() => vi.unstubAllGlobals());

const spotOf = ({ parent, relativeTransform: [[, , x], [, , y]] }: RestingPlace) => ({
  parent: parent.id,
  x,
  y,
});
const place = (node: FakeNode) => {
  const found = restingPlace(asScene(node), node.absoluteBoundingBox as Rect);
  return { ...spotOf(found), moved: found.moved };
};
const photo = () => fakeNode({ id: '1:9', box: [120, 110, 50, 40] });
const frame = (child: FakeNode, given: Parameters<typeof fakeNode>[0] = {}) =>
  fakeNode({ id: '1:1', type: 'FRAME', box: [100, 100, 400, 300], children: [child], ...given });

describe('restingPlace', () => {
  it('is right of the layer in its own section, in the section’s coordinates', () => {
    const node = photo();
    fakePage([frame(node, { type: 'SECTION' })]);
    expect(place(node)).toEqual({ parent: '1:1', x: 110, y: 10, moved: false });
  });

  it('is beside the artboard of a layer, in the section that it lies in, if it does', () => {
    const node = photo();
    const artboard = frame(node);
    fakePage([artboard]);
    expect(place(node)).toEqual({ parent: '0:1', x: 540, y: 110, moved: true });
    const box = [50, 50, 900, 600] as const;
    fakePage([fakeNode({ id: '1:0', type: 'SECTION', box, children: [artboard] })]);
    expect(place(node)).toEqual({ parent: '1:0', x: 490, y: 60, moved: true });
  });

  it('is beside the results that were placed there before', () => {
    const node = photo();
    const box = node.absoluteBoundingBox as Rect;
    const right = box.x + box.width + 40;
    const first = fakeNode({ box: [right, box.y, box.width, box.height] });
    const second = fakeNode({ box: [right + box.width + 40, box.y, box.width, box.height] });
    fakePage([node, second, first]);
    expect(place(node)).toMatchObject({ x: right + 2 * (box.width + 40) });
  });

  it('lies directly over the layer, and under what covers that', () => {
    const [node, above] = [photo(), fakeNode()];
    fakePage([fakeNode(), node, above]);
    expect(restingPlace(asScene(node), node.absoluteBoundingBox as Rect).index).toBe(2);
  });

  it.each([
    ['arranges its layers', { layoutMode: 'HORIZONTAL' }],
    ['is a group', { type: 'GROUP' }],
    ['is an instance', { type: 'INSTANCE' }],
    ['is a component', { type: 'COMPONENT' }],
    ['is turned', { rotation: 15 }],
    ['is mirrored', { flipped: true }],
    ['is mirrored from top to bottom', { flipped: true, rotation: 180 }],
    ['is locked', { locked: true }],
    ['would cut it off', { clipsContent: true, box: [100, 100, 100, 100] as const }],
  ])('is beside a parent that %s', (_, given) => {
    const node = photo();
    const parent = frame(node, given);
    fakePage([parent]);
    const box = parent.absoluteBoundingBox as Rect;
    const x = box.x + box.width + 40;
    expect(place(node)).toEqual({ parent: '0:1', x, y: 110, moved: true });
  });

  it('is not where a frame further out would cut it off', () => {
    const node = photo();
    const inner = frame(node, { type: 'SECTION', box: [100, 100, 400, 300] });
    const outer = fakeNode({
      type: 'FRAME',
      box: [50, 50, 160, 400],
      clipsContent: true,
      children: [inner],
    });
    fakePage([outer]);
    expect(place(node)).toMatchObject({ parent: '0:1', moved: true });
  });

  it('is beside the outermost instance, however deep the layer', () => {
    const node = photo();
    const inner = frame(node);
    const outer = fakeNode({
      id: '1:0',
      type: 'INSTANCE',
      box: [50, 50, 900, 600],
      children: [inner],
    });
    fakePage([outer]);
    expect(place(node)).toEqual({ parent: '0:1', x: 990, y: 110, moved: true });
  });
});

describe.each([
  ['slides', 'SLIDE', 'SLIDE_ROW'],
  ['buzz', 'FRAME', 'CANVAS_ROW'],
])('restingPlace in %s', (editor, type, rowType) => {
  /** A sheet of 400 × 300 px at (100, 100) that cuts off what leaves it. */
  const openSheet = (children: readonly FakeNode[], given: Parameters<typeof fakeNode>[0] = {}) => {
    const box = [100, 100, 400, 300] as const;
    const sheet = fakeNode({ id: '1:1', type, box, clipsContent: true, children, ...given });
    const row = fakeNode({ id: '1:0', type: rowType, children: [sheet] });
    openFakeFigma(fakePage([row]), editor);
    return sheet;
  };

  it('is right of the layer, or as far to the right as the sheet goes', () => {
    const free = photo();
    openSheet([free]);
    expect(place(free)).toEqual({ parent: '1:1', x: 110, y: 10, moved: false });
    const late = fakeNode({ box: [400, 110, 60, 40] });
    openSheet([late]);
    expect(place(late)).toEqual({ parent: '1:1', x: 340, y: 10, moved: false });
  });

  it('is over a layer as wide as the sheet, and over a larger one', () => {
    const wide = fakeNode({ box: [100, 150, 400, 200] });
    openSheet([wide]);
    expect(place(wide)).toEqual({ parent: '1:1', x: 0, y: 50, moved: false });
    const larger = fakeNode({ box: [80, 90, 500, 320] });
    openSheet([larger]);
    expect(place(larger)).toEqual({ parent: '1:1', x: -20, y: -10, moved: false });
  });

  it('is upright on a sheet that is turned (case 17)', () => {
    const node = photo();
    const sheet = openSheet([node], { rotation: 90 });
    // Turned around its corner, which is at the bottom left then.
    sheet.absoluteTransform = [
      [0, 1, 100],
      [-1, 0, 500],
    ];
    const { relativeTransform } = restingPlace(asScene(node), node.absoluteBoundingBox as Rect);
    // (210, 110) on the page is 390 along the sheet's x axis, which points up, and 110 along its y axis.
    expect(relativeTransform.flat().map((each) => Math.round(each) + 0)).toEqual([
      0, -1, 390, 1, 0, 110,
    ]);
  });

  it('is on the sheet for a layer in a group, and for the sheet itself', () => {
    const node = fakeNode({ box: [120, 110, 360, 40] });
    const group = fakeNode({ type: 'GROUP', box: [120, 110, 360, 90], children: [node] });
    const sheet = openSheet([group]);
    expect(place(node)).toEqual({ parent: '1:1', x: 40, y: 10, moved: true });
    expect(place(sheet)).toEqual({ parent: '1:1', x: 0, y: 0, moved: false });
    expect(restingPlace(asScene(sheet), sheet.absoluteBoundingBox as Rect).index).toBe(1);
  });

  it('stays on the sheet when it is dropped there, though part of it is cut off', () => {
    const sheet = openSheet([photo()]);
    const box = { x: 450, y: 120, width: 100, height: 40 };
    expect(spotOf(placeAtDrop(asScene(sheet), box))).toEqual({ parent: '1:1', x: 350, y: 20 });
  });
});

it('leaves an asset of Buzz that arranges its layers', () => {
  const node = photo();
  openFakeFigma(fakePage([frame(node, { layoutMode: 'HORIZONTAL' })]), 'buzz');
  expect(place(node)).toEqual({ parent: '0:1', x: 540, y: 110, moved: true });
});

describe('placeAtDrop', () => {
  const dropOn = (node: FakeNode, box: Rect) => spotOf(placeAtDrop(asScene(node), box));
  const box = { x: 150, y: 120, width: 50, height: 40 };

  it('is in the frame there, over what lies in it', () => {
    const into = frame(photo());
    fakePage([into]);
    expect(dropOn(into, box)).toEqual({ parent: '1:1', x: 50, y: 20 });
    expect(placeAtDrop(asScene(into), box).index).toBe(1);
  });

  it('is in the frame around a layer that holds nothing, or on the page', () => {
    const node = photo();
    const page = fakePage([frame(node)]);
    expect(dropOn(node, box)).toEqual({ parent: '1:1', x: 50, y: 20 });
    expect(dropOn(page, box)).toEqual({ parent: '0:1', x: 150, y: 120 });
  });

  it('is in a frame whose turn another one takes back, unless that cuts it off (case 17)', () => {
    const inner = frame(photo(), { rotation: -90 });
    const given = { id: '1:0', type: 'FRAME', rotation: 90, box: [0, 0, 500, 500] } as const;
    const outer = fakeNode({ ...given, children: [inner] });
    fakePage([outer]);
    const right = { x: 210, y: 110, width: 50, height: 40 };
    expect(dropOn(inner, right)).toEqual({ parent: '1:1', x: 110, y: 10 });
    // Turned around (0, 200), it shows what lies from (0, 0) to (200, 200); the result would end at 260.
    Object.assign(outer, { clipsContent: true, width: 200, height: 200 });
    outer.absoluteTransform = [
      [0, 1, 0],
      [-1, 0, 200],
    ];
    expect(dropOn(inner, right)).toEqual({ parent: '0:1', x: 210, y: 110 });
    outer.width = 500;
    outer.height = 500;
    outer.absoluteTransform = [
      [0, 1, 0],
      [-1, 0, 500],
    ];
    expect(dropOn(inner, right)).toEqual({ parent: '1:1', x: 110, y: 10 });
  });

  it.each([
    ['arranges its layers', { layoutMode: 'HORIZONTAL' }],
    ['is a component', { type: 'COMPONENT' }],
    ['is turned', { rotation: 15 }],
    ['is mirrored from top to bottom', { flipped: true, rotation: 180 }],
    ['would cut it off on the left', { clipsContent: true, box: [160, 100, 400, 300] as const }],
    ['would cut it off below', { clipsContent: true, box: [100, 100, 400, 50] as const }],
  ])('is around a frame that %s', (_, given) => {
    const into = frame(photo(), given);
    fakePage([into]);
    expect(dropOn(into, box)).toEqual({ parent: '0:1', x: 150, y: 120 });
  });
});
