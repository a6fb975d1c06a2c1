import { describe, expect, it } from 'vitest';
import { asScene, type FakeNode, fakeNode, fakePage } from '../test/fake-figma.js';
import { orientationOf, pointWithin, uprightIn } from './absolute-turn.js';

type Given = Parameters<typeof fakeNode>[0];

/** A layer in the parents that are named, the outermost first. */
function layerIn(...parents: readonly Given[]): FakeNode {
  const layer = fakeNode();
  const outermost = [...parents]
    .reverse()
    .reduce<FakeNode>(
      (child, given) => fakeNode({ type: 'FRAME', ...given, children: [child] }),
      layer,
    );
  fakePage([outermost]);
  return layer;
}

describe('the turn of a layer and all that it lies in (case 17)', () => {
  it.each<[string, string, readonly Given[]]>([
    ['upright', 'an upright parent', [{}]],
    ['turned', 'a turned parent', [{ rotation: 90 }]],
    ['turned', 'a parent on its head', [{ rotation: 180 }]],
    ['turned', 'a turned parent further out', [{ rotation: -30 }, {}, { type: 'GROUP' }]],
    ['upright', 'turns that take back each other', [{ rotation: 90 }, { rotation: 270 }]],
    ['upright', 'odd turns that take back each other', [{ rotation: 12.3 }, { rotation: -12.3 }]],
    ['turned', 'turns that add up to no whole one', [{ rotation: 90 }, { rotation: 180 }]],
    ['mirrored', 'a mirrored parent', [{ flipped: true }]],
    ['mirrored', 'a parent mirrored from top to bottom', [{ flipped: true, rotation: 180 }]],
    ['mirrored', 'a turned parent of a mirrored one', [{ rotation: 90 }, { flipped: true }]],
    ['upright', 'mirrors that take back each other', [{ flipped: true }, { flipped: true }]],
    // What is in a group counts its turn from the frame around that.
    ['upright', 'a group that is turned itself', [{ type: 'GROUP', rotation: 45 }]],
  ])('is %s in %s', (turn, _, parents) => {
    expect(orientationOf(asScene(layerIn(...parents)))).toBe(turn);
  });

  it('is its own as well, and slanted where its axes are at no right angle', () => {
    const layer = layerIn({ rotation: 90 });
    layer.rotation = -90;
    expect(orientationOf(asScene(layer))).toBe('upright');
    layer.absoluteTransform = [
      [1, 0.5, 0],
      [0, 0.87, 0],
    ];
    expect(orientationOf(asScene(layer))).toBe('slanted');
    expect(orientationOf(asScene(fakePage([])))).toBe('upright');
  });
});

describe('a point in a turned space', () => {
  // Turned by 90 degrees against the clock: x points up, y points right.
  const turned = fakeNode({
    absoluteTransform: [
      [0, 1, 100],
      [-1, 0, 50],
    ],
  });

  it('is counted along its axes', () => {
    expect(pointWithin(asScene(turned), { x: 130, y: 40 })).toEqual({ x: 10, y: 30 });
  });

  it('holds an upright layer that is turned back', () => {
    // Turned with the clock: its x axis is the parent's y axis.
    expect(uprightIn(asScene(turned), { x: 130, y: 40 })).toEqual([
      [0, -1, 10],
      [1, 0, 30],
    ]);
    expect(uprightIn(asScene(fakeNode({ box: [5, 6, 10, 10] })), { x: 7, y: 7 })).toEqual([
      [1, 0, 2],
      [0, 1, 1],
    ]);
  });
});
