import { describe, expect, it } from 'vitest';
import { type FakeNode, fakeNode, fakePage } from '../test/fake-figma.js';
import { freeSpot } from './free-spot.js';

/** Where a result of 100 × 50 px goes that begins at (140, 0). */
const spotIn = (parent: FakeNode) =>
  freeSpot(parent as unknown as PageNode, { x: 140, y: 0, width: 100, height: 50 });

const cardAt = (x: number, y: number, given: Parameters<typeof fakeNode>[0] = {}) =>
  fakeNode({ box: [x, y, 100, 50], ...given });

describe('freeSpot', () => {
  it('stays where nothing lies, however near the rows above and below are', () => {
    const page = fakePage([cardAt(0, 0), cardAt(140, -50), cardAt(140, 50), cardAt(280, 0)]);
    expect(spotIn(page)).toEqual({ x: 140, y: 0 });
  });

  it('goes right past each layer that begins elsewhere, with a gap', () => {
    // In a grid with gaps of 24 px: to 264, and then past the one that begins there.
    expect(spotIn(fakePage([cardAt(0, 0), cardAt(124, 20)]))).toEqual({ x: 264, y: 0 });
    expect(spotIn(fakePage([cardAt(300, -20), cardAt(124, 20)]))).toEqual({ x: 440, y: 0 });
  });

  it('leaves a gap before the next layer, too', () => {
    expect(spotIn(fakePage([cardAt(279, 0)]))).toEqual({ x: 419, y: 0 });
  });

  it('covers nothing that is drawn of a layer outside its shape', () => {
    const shadowed = cardAt(0, 0);
    const drawn = { x: -60, y: -60, width: 220, height: 170 };
    Object.assign(shadowed, { absoluteRenderBounds: drawn });
    expect(spotIn(fakePage([shadowed]))).toEqual({ x: 160, y: 0 });
  });

  it('may cover what is hidden', () => {
    expect(spotIn(fakePage([cardAt(140, 0, { visible: false })]))).toEqual({ x: 140, y: 0 });
  });

  it('keeps clear of what lies beside the section that it is in, but not of the section', () => {
    const section = fakeNode({ type: 'SECTION', box: [0, 0, 130, 100], children: [cardAt(0, 0)] });
    fakePage([section, cardAt(200, 0)]);
    expect(spotIn(section)).toEqual({ x: 340, y: 0 });
  });
});
