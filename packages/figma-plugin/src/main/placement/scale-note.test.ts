import { inEnglish } from '@pastiche/panel/sentence';
import { describe, expect, it } from 'vitest';
import { asScene, fakeNode } from '../test/fake-figma.js';
import { scaleNote } from './scale-note.js';

const IMAGE: ImagePaint = { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'painted' };

/** What is said of a picture of 400 × 200 px in a layer. */
function noteOn(width: number, height: number, paint: Partial<ImagePaint> = {}): string | null {
  const fills = [
    { ...IMAGE, imageHash: 'other' },
    { ...IMAGE, ...paint },
  ];
  const node = asScene(fakeNode({ box: [0, 0, width, height], fills }));
  const note = scaleNote(node, 'painted', { width: 400, height: 200 });
  return note && inEnglish(note);
}

const shownAt = (width: number, height: number) =>
  `Painted at 400 × 200 px, shown at ${width} × ${height} px.`;

describe('the sizes of a result', () => {
  it('are told where they differ by more than a tenth, either way', () => {
    expect(noteOn(400, 200)).toBeNull();
    expect(noteOn(440, 220)).toBeNull();
    expect(noteOn(444, 222)).toBe(shownAt(444, 222));
    expect(noteOn(360, 180)).toBeNull();
    expect(noteOn(352, 176)).toBe(shownAt(352, 176));
    expect(noteOn(1440, 720)).toBe(shownAt(1440, 720));
  });

  it('are told with that of what stays, where this is finer than the painting', () => {
    const fills = [IMAGE];
    const node = asScene(fakeNode({ box: [0, 0, 1000, 500], fills }));
    const result = { width: 2000, height: 1000, painted: { width: 400, height: 200 } };
    const note = scaleNote(node, 'painted', result);
    expect(note && inEnglish(note)).toBe(
      'Painted at 400 × 200 px, shown at 1000 × 500 px; what stays has 2000 × 1000 px.',
    );
    const asLarge = { ...result, painted: { width: 1000, height: 500 } };
    expect(scaleNote(node, 'painted', asLarge)).toBeNull();
  });

  it('are those of the layer where the image covers it but for a part of a pixel', () => {
    expect(noteOn(4097, 2040)).toBe(shownAt(4097, 2040));
    expect(noteOn(4097, 2000)).toBe(shownAt(4097, 2049));
  });

  it.each<[string, number, number, Partial<ImagePaint>, string]>([
    ['an image that covers the layer', 600, 600, {}, shownAt(1200, 600)],
    ['one on its side', 400, 800, { rotation: 90 }, shownAt(800, 400)],
    ['one that fits in', 600, 600, { scaleMode: 'FIT' }, shownAt(600, 300)],
    ['a tile', 99, 99, { scaleMode: 'TILE', scalingFactor: 0.25 }, shownAt(100, 50)],
  ])('are those of the whole image: of %s', (_, width, height, paint, note) => {
    expect(noteOn(width, height, paint)).toBe(note);
  });

  it('of which a part is seen are those of all of it, turned or not', () => {
    const half: Transform = [
      [0.5, 0, 0.2],
      [0, 0.5, 0.1],
    ];
    expect(noteOn(400, 200, { scaleMode: 'CROP', imageTransform: half })).toBe(shownAt(800, 400));
    const turned: Transform = [
      [0, 1, 0],
      [1, 0, 0],
    ];
    // The layer's width shows the image's height.
    expect(noteOn(600, 1200, { scaleMode: 'CROP', imageTransform: turned })).toBe(
      shownAt(1200, 600),
    );
    expect(noteOn(400, 200, { scaleMode: 'CROP' })).toBeNull();
  });

  it('are not told where the image is not among the fills', () => {
    const node = asScene(fakeNode({ box: [0, 0, 800, 400], fills: [] }));
    expect(scaleNote(node, 'painted', { width: 400, height: 200 })).toBeNull();
  });
});
