import { expect, it } from 'vitest';
import { dividerAfterKey } from './divider-keys.js';

it.each([
  [0.5, 'ArrowLeft', false, 0.48],
  [0.5, 'ArrowDown', false, 0.48],
  [0.5, 'ArrowRight', false, 0.52],
  [0.5, 'ArrowUp', true, 0.6],
  [0.5, 'PageUp', false, 0.6],
  [0.5, 'PageDown', false, 0.4],
  [0.5, 'Home', false, 0],
  [0.5, 'End', false, 1],
  [0.01, 'ArrowLeft', false, 0],
  [0.95, 'ArrowRight', true, 1],
  [0.5, 'Enter', false, null],
] as const)('goes from %d by %s (shift: %s) to %s', (position, key, shift, next) => {
  expect(dividerAfterKey(position, key, shift)).toBe(next);
});

it('comes from one end to the other in fifty steps', () => {
  let position = 0;
  for (let step = 0; step < 50; step++)
    position = dividerAfterKey(position, 'ArrowRight', false) ?? -1;
  expect(position).toBe(1);
});
