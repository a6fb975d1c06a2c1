import { expect, it } from 'vitest';
import { asScene, type FakeNode, fakeNode, fakePage } from '../test/fake-figma.js';
import { shapeOver } from './shape-over.js';

const IMAGE: ImagePaint = { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'photo' };

const photo = () => fakeNode({ id: 'photo', fills: [IMAGE] });
const dot = (given: Parameters<typeof fakeNode>[0] = {}) =>
  fakeNode({ id: 'dot', type: 'ELLIPSE', fills: [], ...given });

/** On a page in this order, and selected in this and the other. */
function found(...nodes: readonly FakeNode[]) {
  fakePage(nodes);
  const [there, back] = [nodes, [...nodes].reverse()].map((selection) => {
    const pair = shapeOver(selection.map(asScene));
    return pair && `${pair.shape.id} over ${pair.layer.id}`;
  });
  expect(there).toBe(back);
  return there;
}

it('finds a shape over a layer, in whatever order they were selected', () => {
  expect(found(photo(), dot())).toBe('dot over photo');
});

it('takes no shape that lies under the layer, beside it, or is a picture itself', () => {
  expect(found(dot(), photo())).toBeNull();
  expect(found(photo(), dot({ box: [100, 0, 50, 50] }))).toBeNull();
  expect(found(photo(), dot({ fills: [IMAGE] }))).toBeNull();
  expect(found(photo(), fakeNode({ type: 'TEXT' }))).toBeNull();
});

it('takes no layer and what is in it, and no more than two layers', () => {
  const inner = dot();
  const frame = fakeNode({ type: 'FRAME', children: [inner] });
  fakePage([frame]);
  expect(shapeOver([frame, inner].map(asScene))).toBeNull();
  const nodes = [photo(), dot(), dot({ id: 'third' })];
  fakePage(nodes);
  expect(shapeOver(nodes.map(asScene))).toBeNull();
  expect(shapeOver([])).toBeNull();
});

it('goes by the frames in which they lie', () => {
  const [lower, upper] = [photo(), dot()];
  const frame = (child: FakeNode) => fakeNode({ type: 'FRAME', children: [child] });
  fakePage([frame(lower), frame(upper)]);
  expect(shapeOver([upper, lower].map(asScene))?.shape.id).toBe('dot');
});
