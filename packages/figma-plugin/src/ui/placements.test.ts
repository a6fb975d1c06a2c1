import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import { createPlacements } from './placements.js';

it('a painting counts as placed once it is written, whichever is looked at by then', () => {
  let looked: string | null = 'first';
  const state = { placed: signal<ReadonlySet<string>>(new Set()), leaving: signal(2) };
  const placements = createPlacements(state, () => looked);
  const ended = placements.begin();
  looked = 'second';
  ended(true);
  expect([...state.placed.value]).toEqual(['first']);
  expect(state.leaving.value).toBe(0);
  expect(placements.written()).toBe(true);
  placements.begin()(false);
  expect([...state.placed.value]).toEqual(['first']);
  expect(placements.written()).toBe(false);
});
