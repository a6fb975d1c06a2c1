import { describe, expect, it } from 'vitest';
import { placeAtDrop, restingPlace } from './resting-place.js';
import { asScene, type FakeNode, fakeNode, fakePage } from './test/fake-figma.js';

const place = (node: FakeNode) => {
  const { parent, x, y, moved } = restingPlace(asScene(node), node.absoluteBoundingBox as Rect);
  return { parent: parent.id, x, y, moved };
};
const photo = () => fakeNode({ id: '1:9', box: [120, 110, 50, 40] });
const frame = (child: FakeNode, given: Parameters<typeof fakeNode>[0] = {}) =>
  fakeNode({ id: '1:1', type: 'FRAME', box: [100, 100, 400, 300], children: [child], ...given });

describe('restingPlace', () => {
  it('is right of the layer in its own parent, in the parent’s coordinates', () => {
    const node = photo();
    fakePage([frame(node)]);
    expect(place(node)).toEqual({ parent: '1:1', x: 110, y: 10, moved: false });
  });

  it('is beside the results that were placed there before', () => {
    const node = photo();
    const box = node.absoluteBoundingBox as Rect;
    const right = box.x + box.width + 40;
    const first = fakeNode({ box: [right, box.y, box.width, box.height] });
    const second = fakeNode({ box: [right + box.width + 40, box.y, box.width, box.height] });
    fakePage([node, second, first]);
    expect(restingPlace(asScene(node), box)).toMatchObject({ x: right + 2 * (box.width + 40) });
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

describe('placeAtDrop', () => {
  const dropOn = (node: FakeNode, box: Rect) => {
    const { parent, x, y } = placeAtDrop(asScene(node), box);
    return { parent: parent.id, x, y };
  };
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

  it.each([
    ['arranges its layers', { layoutMode: 'HORIZONTAL' }],
    ['is a component', { type: 'COMPONENT' }],
    ['is turned', { rotation: 15 }],
    ['would cut it off on the left', { clipsContent: true, box: [160, 100, 400, 300] as const }],
    ['would cut it off below', { clipsContent: true, box: [100, 100, 400, 50] as const }],
  ])('is around a frame that %s', (_, given) => {
    const into = frame(photo(), given);
    fakePage([into]);
    expect(dropOn(into, box)).toEqual({ parent: '0:1', x: 150, y: 120 });
  });
});
