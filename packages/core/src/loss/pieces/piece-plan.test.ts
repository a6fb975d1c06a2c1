import { describe, expect, it } from 'vitest';
import { LAYER_NAMES } from '../../vgg19/network/layers.js';
import { cutsOf, largestPiece, planPieces, reachOf, wholePicture } from './piece-plan.js';

const upTo = (deepest: (typeof LAYER_NAMES)[number]) =>
  LAYER_NAMES.slice(0, LAYER_NAMES.indexOf(deepest) + 1);
const VGG19 = reachOf(upTo('conv5_1'));

describe('reachOf', () => {
  it('adds one position of each convolution’s own map, up to a whole position of the deepest', () => {
    // 2·1 + 2·2 + 4·4 + 4·8 + 1·16 = 70.
    expect(VGG19).toEqual({ margin: 80, step: 16 });
    expect(reachOf(upTo('conv1_1'))).toEqual({ margin: 1, step: 1 });
    // 2·1 + 1·2 = 4.
    expect(reachOf(upTo('conv2_1'))).toEqual({ margin: 4, step: 2 });
  });
});

describe('planPieces', () => {
  it.each([
    [700, 501, 256, 256],
    [1000, 333, 1000, 192],
    [1001, 77, 208, 77],
    [401, 401, 400, 400],
  ])('covers %i × %i px with pieces of %i × %i px, nothing twice', (width, height, w, h) => {
    const plan = planPieces({ width, height }, { width: w, height: h }, VGG19);
    const counted = new Uint8Array(width * height);
    for (const { own, seen } of plan.pieces) {
      for (let y = own.top; y < own.bottom; y++) {
        for (let x = own.left; x < own.right; x++) counted[y * width + x] += 1;
      }
      expect([seen.left % 16, seen.top % 16, own.left % 16, own.top % 16]).toEqual([0, 0, 0, 0]);
      for (const [edge, of] of [
        ['left', 0],
        ['top', 0],
        ['right', width],
        ['bottom', height],
      ] as const) {
        const margin = Math.abs(seen[edge] - own[edge]);
        expect(margin).toBe(seen[edge] === of ? 0 : 80);
      }
      expect(seen.right - seen.left).toBeLessThanOrEqual(w);
      expect(seen.bottom - seen.top).toBeLessThanOrEqual(h);
    }
    expect(counted.every((times) => times === 1)).toBe(true);
  });

  it('shows a picture itself where all of it may be seen', () => {
    const size = { width: 320, height: 100 };
    expect(planPieces(size, size, VGG19)).toEqual(wholePicture(size));
  });
});

describe('cutsOf', () => {
  it('cuts a length into more and more parts, and counts margins as often as they are seen', () => {
    // (1000 + 160)/2 = 580, so 592: two parts see 592 and, from 432 on, 568.
    // (1000 + 320)/3 = 440, so 448: 448 each, the third from 576 on: 424.
    expect(cutsOf(1000, 3, VGG19)).toEqual([
      { seen: 1000, parts: 1, total: 1000 },
      { seen: 592, parts: 2, total: 592 + 568 },
      { seen: 448, parts: 3, total: 448 + 448 + 424 },
    ]);
  });

  it('leaves a length whole where margins would leave nothing', () => {
    // (170 + 160)/2 = 165, so 176: more than there is.
    expect(cutsOf(170, 9, VGG19)).toEqual([{ seen: 170, parts: 1, total: 170 }]);
  });

  it('sees what a plan of pieces shows', () => {
    const [width, height] = [cutsOf(700, 9, VGG19)[2]!, cutsOf(501, 9, VGG19)[1]!];
    const seen = { width: width.seen, height: height.seen };
    const plan = planPieces({ width: 700, height: 501 }, seen, VGG19);
    const areas = plan.pieces.map(({ seen: of }) => (of.right - of.left) * (of.bottom - of.top));
    expect(areas.reduce((sum, area) => sum + area, 0)).toBe(width.total * height.total);
    expect(Math.max(...areas)).toBe(largestPiece(plan));
    expect(areas.length).toBe(width.parts * height.parts);
  });
});
