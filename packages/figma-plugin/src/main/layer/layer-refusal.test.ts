import { inEnglish } from '@pastiche/panel/sentence';
import { describe, expect, it } from 'vitest';
import { layerRefusal, shortened } from './layer-refusal.js';

const box = { x: 0, y: 0, width: 10, height: 10 };
const facts = { type: 'FRAME', name: 'Card', visible: true, box };

/** The refusal in English; of what is taken, an empty one. */
const refused = (given: Partial<Parameters<typeof layerRefusal>[0]>) =>
  inEnglish(layerRefusal({ ...facts, ...given }) ?? '');

describe('layerRefusal', () => {
  it.each(['FRAME', 'GROUP', 'SECTION', 'COMPONENT', 'INSTANCE', 'RECTANGLE', 'TEXT', 'VECTOR'])(
    'takes a %s',
    (type) => {
      expect(layerRefusal({ ...facts, type })).toBeNull();
    },
  );

  it('says of what is no picture what to select instead', () => {
    expect(refused({ type: 'SLICE' })).toBe(
      '“Card” is a slice, which cannot be restyled; select a frame, a group, a shape, a picture or text.',
    );
  });

  it('refuses what is hidden, and what has no pixel', () => {
    expect(refused({ visible: false })).toMatch(/is hidden; show it/);
    expect(refused({ box: null })).toMatch(/nothing to be seen/);
    expect(refused({ box: { ...box, height: 0.5 } })).toMatch(/less than a pixel/);
  });

  it('keeps its sentence short where the name is not', () => {
    expect(shortened('x'.repeat(41))).toBe(`${'x'.repeat(39)}…`);
    expect(refused({ name: 'x'.repeat(500), visible: false }).length).toBeLessThan(100);
  });
});
