import { afterEach, describe, expect, it, vi } from 'vitest';
import { asScene, type FakeNode, fakeNode } from '../test/fake-figma.js';
import { MOST_SILHOUETTES, silhouettePlan } from './silhouette-plan.js';

afterEach(() => vi.unstubAllGlobals());

const SOLID: SolidPaint = { type: 'SOLID', color: { r: 1, g: 0, b: 0 } };

type Box = readonly [number, number, number, number];

const text = (id: string, box: Box = [110, 60, 50, 10]) => fakeNode({ id, type: 'TEXT', box });
const shape = (id: string, box: Box) => fakeNode({ id, type: 'RECTANGLE', box, fills: [SOLID] });
const group = (id: string, ...children: readonly FakeNode[]) =>
  fakeNode({ id, type: 'GROUP', box: [100, 50, 200, 100], children });
/** At (100, 50), 200 × 100 px. */
const frame = (...children: readonly FakeNode[]) =>
  fakeNode({ id: 'frame', type: 'FRAME', box: [100, 50, 200, 100], children, clipsContent: true });

const nearly = (...quad: readonly number[]) => quad.map((at) => expect.closeTo(at, 6));
const nodesIn = (layer: FakeNode, ids: readonly string[]): readonly FakeNode[] =>
  (layer.children ?? []).flatMap((child) =>
    ids.includes(child.id) ? [child, ...nodesIn(child, ids)] : nodesIn(child, ids),
  );
const planOf = (layer: FakeNode, ...ids: readonly string[]) =>
  silhouettePlan(asScene(layer), nodesIn(layer, ids).map(asScene));
const idsOf = (layer: FakeNode, ...ids: readonly string[]) =>
  planOf(layer, ...ids).silhouettes.map(({ id, keeps }) => (keeps ? id : `${id} hides`));

describe('the plan of a mask', () => {
  it('tells where the exports of the chosen parts lie in the picture, from the back to the front', () => {
    const layer = frame(
      text('a'),
      shape('photo', [200, 50, 100, 100]),
      text('b', [120, 80, 30, 10]),
    );
    expect(planOf(layer, 'b', 'a')).toMatchObject({
      width: 200,
      height: 100,
      left: 0,
      silhouettes: [
        { id: 'a', keeps: true, box: { x: 10, y: 10, width: 50, height: 10 } },
        { id: 'b', keeps: true, box: { x: 20, y: 30, width: 30, height: 10 } },
      ],
    });
    expect(planOf(layer).silhouettes).toEqual([]);
  });

  it('goes by what is drawn, with shadows and strokes, however the part is turned', () => {
    const title = text('a');
    title.absoluteRenderBounds = { x: 104, y: 58, width: 70, height: 20 };
    const [silhouette] = planOf(frame(title), 'a').silhouettes;
    expect(silhouette.box).toEqual({ x: 4, y: 8, width: 70, height: 20 });
  });

  it('knows what cuts a part: frames that clip, turned ones too, and masks under it', () => {
    const upright = { isMask: true, rotation: 90 };
    const mask = Object.assign(shape('mask', [105, 60, 10, 20]), upright);
    const clip = fakeNode({
      id: 'clip',
      type: 'FRAME',
      box: [110, 60, 20, 10],
      rotation: -90,
      clipsContent: true,
      children: [text('under', [100, 60, 50, 10]), mask, text('a', [100, 60, 50, 10])],
    });
    const [under, a] = planOf(frame(group('group', clip)), 'under', 'a').silhouettes;
    const whole = [0, 0, 200, 0, 200, 100, 0, 100];
    // With the clock: what was across goes down.
    const turned = nearly(10, 10, 10, 30, 0, 30, 0, 10);
    expect(under.cuts).toEqual([whole, turned]);
    expect(a.cuts).toEqual([whole, turned, nearly(5, 10, 15, 10, 15, 30, 5, 30)]);
  });

  it('knows the round corners of what cuts a part', () => {
    const layer = Object.assign(frame(text('a')), { topLeftRadius: 20, topRightRadius: 0 });
    Object.assign(layer, { bottomRightRadius: 0, bottomLeftRadius: 0 });
    const [{ cuts }] = planOf(layer, 'a').silhouettes;
    expect(cuts[0].slice(0, 2)).toEqual(nearly(0, 20));
    expect(cuts[0].slice(-6)).toEqual([200, 0, 200, 100, 0, 100]);
  });

  it('leaves out what is hidden, and what lies outside of what shows', () => {
    const hidden = Object.assign(group('hidden', text('a')), { visible: false });
    const clip = fakeNode({
      type: 'FRAME',
      box: [100, 50, 40, 40],
      clipsContent: true,
      children: [text('b', [150, 60, 30, 10])],
    });
    expect(idsOf(frame(hidden, clip, text('c', [310, 60, 20, 10])), 'a', 'b', 'c')).toEqual([]);
  });

  it('asks for what lies over a part and does not stay, and for nothing else', () => {
    const banner = fakeNode({
      id: 'banner',
      type: 'FRAME',
      box: [110, 60, 60, 60],
      fills: [SOLID],
      children: [text('b', [120, 100, 30, 10]), shape('dot', [112, 110, 5, 5])],
    });
    const layer = frame(
      shape('ground', [100, 50, 200, 100]),
      text('a'),
      shape('beside', [250, 60, 20, 20]),
      banner,
    );
    expect(idsOf(layer, 'a', 'b')).toEqual(['a', 'banner hides', 'b']);
    expect(idsOf(layer, 'a', 'banner')).toEqual(['a', 'banner']);
    expect(idsOf(layer, 'b')).toEqual(['b']);
  });

  it('takes a layer of its own as the mask, over all that is in the other', () => {
    const over = shape('over', [50, 50, 100, 100]);
    const { silhouettes } = silhouettePlan(asScene(frame(text('a'))), [], asScene(over));
    expect(silhouettes).toEqual([
      { id: 'over', keeps: true, box: { x: -50, y: 0, width: 100, height: 100 }, cuts: [] },
    ]);
  });
});

describe('a layer of many parts', () => {
  const words = (count: number, from = 0) =>
    Array.from({ length: count }, (_, at) => text(`w${from + at}`, [110, 60, 10 + from + at, 10]));
  const all = (count: number) => words(count).map(({ id }) => id);

  it('is asked for groups of which all stays, where there are more than are exported', () => {
    const few = frame(group('group', ...words(3)));
    expect(idsOf(few, ...all(3))).toEqual(['w0', 'w1', 'w2']);
    const last = text('b', [250, 60, 20, 10]);
    const many = frame(group('group', ...words(150)), group('other', ...words(100, 150)), last);
    expect(idsOf(many, ...all(250), 'b')).toEqual(['group', 'other', 'b']);
    // One word in it does not stay.
    const [first, ...rest] = all(250);
    const others = all(150).filter((id) => id !== first);
    expect(idsOf(many, ...rest, 'b')).toEqual([...others, 'other', 'b']);
  });

  it('is asked for the largest parts, where there are still more', () => {
    const { silhouettes, left } = planOf(frame(...words(230)), ...all(230));
    expect(left).toBe(30);
    expect(silhouettes).toHaveLength(MOST_SILHOUETTES);
    expect(silhouettes[0].id).toBe('w30');
  });
});
