import { describe, expect, it } from 'vitest';
import { LAYER_NAMES } from '../../vgg19/network/layers.js';
import { largestPiece, pixelsSeen, planPieces, reachOf, seenLength } from './piece-plan.js';

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

  it('counts margins as often as they are seen', () => {
    // Two pieces of 256 px: 416 = 2·256 − 2·80 + 64; the second begins at 96 and sees 320 − 96 = 224.
    const plan = planPieces({ width: 320, height: 100 }, { width: 256, height: 100 }, VGG19);
    expect(plan.pieces.map(({ seen }) => [seen.left, seen.right])).toEqual([
      [0, 256],
      [96, 320],
    ]);
    expect(pixelsSeen(plan)).toBe((256 + 224) * 100);
    expect(largestPiece(plan)).toBe(25600);
  });
});

describe('seenLength', () => {
  it('is the smallest that cuts a length into so many', () => {
    // (1000 + 2·80·2)/3 = 440, and 448 is the next multiple of 16.
    expect(seenLength(1000, 3, VGG19)).toBe(448);
    expect(seenLength(1000, 1, VGG19)).toBe(1000);
  });

  it('does not exist where the margins leave nothing', () => {
    // (170 + 160)/2 = 165, so 176: more than there is.
    expect(seenLength(170, 2, VGG19)).toBeNull();
  });
});
