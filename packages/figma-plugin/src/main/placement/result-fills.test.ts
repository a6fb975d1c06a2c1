import { expect, it } from 'vitest';
import { withImageReplaced, withTopFill } from './result-fills.js';

const RED: SolidPaint = { type: 'SOLID', color: { r: 1, g: 0, b: 0 } };
const IMAGE: ImagePaint = {
  type: 'IMAGE',
  scaleMode: 'CROP',
  imageHash: 'old',
  imageTransform: [
    [0.5, 0, 0.1],
    [0, 0.5, 0.2],
  ],
  opacity: 0.5,
};

const filledWith = (...fills: readonly Paint[]) =>
  ({ fills }) as unknown as MinimalFillsMixin & BaseNode;

it('adds a result over the other fills', () => {
  const fills = withTopFill([RED, IMAGE], 'new', null);
  expect(fills.slice(0, 2)).toEqual([RED, IMAGE]);
  expect(fills[2]).toEqual({ type: 'IMAGE', scaleMode: 'FILL', imageHash: 'new' });
});

it('takes the place of a result that it was not painted from', () => {
  const covered: ImagePaint = { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'first' };
  const fills = withTopFill([RED, covered], 'new', 'first');
  expect(fills).toEqual([RED, { ...covered, imageHash: 'new' }]);
});

it('keeps the crop of an original image, and all other fills', () => {
  const fills = withImageReplaced(filledWith(IMAGE, RED), 'new', IMAGE);
  expect(fills).toEqual([{ ...IMAGE, imageHash: 'new' }, RED]);
});

it.each(['FILL', 'FIT', 'CROP'] as const)(
  'keeps place and size of an image in the mode %s, whatever the size of the result (case 18)',
  (scaleMode) => {
    const image: ImagePaint = { ...IMAGE, scaleMode, rotation: 90, filters: { contrast: 0.5 } };
    const fills = withImageReplaced(filledWith(image), 'new', image, 4);
    expect(fills).toEqual([{ ...image, imageHash: 'new' }]);
  },
);

it.each([
  // 128 px × 0.5 and 32 px × 2 are 64 px.
  [{ scalingFactor: 0.5 }, 2],
  [{}, 4],
])('keeps the size of tiles with %j (case 18)', (given, expected) => {
  const tiled: ImagePaint = { ...IMAGE, scaleMode: 'TILE', blendMode: 'MULTIPLY', ...given };
  const fills = withImageReplaced(filledWith(tiled, RED), 'new', tiled, 128 / 32);
  expect(fills).toEqual([{ ...tiled, imageHash: 'new', scalingFactor: expected }, RED]);
});

it('leaves out what the layer as seen has in its pixels already: crop and opacity', () => {
  const fills = withImageReplaced(filledWith(RED, IMAGE), 'new', null);
  const painted = { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'new' };
  expect(fills).toEqual([RED, painted]);
});

it('has the crop that the original image had before an earlier result took its place', () => {
  const earlier: ImagePaint = { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'first' };
  const fills = withImageReplaced(filledWith(RED, earlier), 'new', IMAGE);
  expect(fills).toEqual([RED, { ...IMAGE, imageHash: 'new' }]);
});

it('replaces the upper one of two equal images', () => {
  const fills = withImageReplaced(filledWith(IMAGE, RED, { ...IMAGE }), 'new', IMAGE);
  expect(fills).toEqual([IMAGE, RED, { ...IMAGE, imageHash: 'new' }]);
});

it('passes over an image that is hidden', () => {
  const hidden = { ...IMAGE, visible: false };
  const fills = withImageReplaced(filledWith(IMAGE, hidden), 'new', IMAGE);
  expect(fills).toEqual([{ ...IMAGE, imageHash: 'new' }, hidden]);
});
