import { describe, expect, it } from 'vitest';
import { layerRefusal, shortened } from './layer-refusal.js';

const box = { x: 0, y: 0, width: 10, height: 10 };
const facts = { type: 'FRAME', name: 'Card', visible: true, box };

describe('layerRefusal', () => {
  it.each(['FRAME', 'GROUP', 'SECTION', 'COMPONENT', 'INSTANCE', 'RECTANGLE', 'TEXT', 'VECTOR'])(
    'takes a %s',
    (type) => {
      expect(layerRefusal({ ...facts, type })).toBeNull();
    },
  );

  it('says of what is no picture what to select instead', () => {
    expect(layerRefusal({ ...facts, type: 'SLICE' })).toBe(
      '“Card” is a slice, which cannot be restyled; select a frame, a group, a shape, a picture or text.',
    );
  });

  it('refuses what is hidden, and what has no pixel', () => {
    expect(layerRefusal({ ...facts, visible: false })).toMatch(/is hidden; show it/);
    expect(layerRefusal({ ...facts, box: null })).toMatch(/nothing to be seen/);
    expect(layerRefusal({ ...facts, box: { ...box, height: 0.5 } })).toMatch(/less than a pixel/);
  });

  it('keeps its sentence short where the name is not', () => {
    expect(shortened('x'.repeat(41))).toBe(`${'x'.repeat(39)}…`);
    expect(layerRefusal({ ...facts, name: 'x'.repeat(500), visible: false })?.length).toBeLessThan(
      100,
    );
  });
});
