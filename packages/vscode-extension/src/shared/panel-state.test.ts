import { expect, it } from 'vitest';
import { parsePanelState } from './panel-state.js';

const state = {
  uri: 'file:///ws/a.png',
  styles: [{ id: 'built-in:ink-wash', weight: 0.5 }],
  painting: true,
};

it('reads what a page kept', () => {
  expect(parsePanelState(state)).toEqual(state);
});

it.each([
  undefined,
  null,
  7,
  {},
  { ...state, uri: 7 },
  { ...state, styles: [{ id: 'x', weight: 2 }] },
  { ...state, newer: 1 },
])('takes %o for none', (value) => {
  expect(parsePanelState(value)).toBe(null);
});
