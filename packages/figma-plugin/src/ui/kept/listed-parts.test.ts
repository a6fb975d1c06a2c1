import { expect, it } from 'vitest';
import type { LayerPart } from '../../window-contract.js';
import { listedParts, withParts } from './listed-parts.js';

const part = (id: string, depth: number, name = id): LayerPart => ({
  id,
  name,
  depth,
  isOver: false,
  kind: 'text',
});
const PARTS = [part('card', 0), part('row', 1), part('word', 2), part('foot', 0), part('end', 1)];

it('tells which parts lie in one that stays', () => {
  const within = (...chosen: readonly string[]) =>
    listedParts(PARTS, new Set(chosen), '').flatMap(({ id, isWithin }) => (isWithin ? [id] : []));
  expect(within()).toEqual([]);
  expect(within('card')).toEqual(['row', 'word']);
  expect(within('row', 'word', 'end')).toEqual(['word']);
  expect(within('foot')).toEqual(['end']);
});

it('lists the parts whose names hold all words, in whatever case', () => {
  const parts = [part('1', 0, 'Logo of ACME'), part('2', 1, 'acme word'), part('3', 0, 'Word')];
  const named = (filter: string) => listedParts(parts, new Set(['1']), filter).map(({ id }) => id);
  expect(named(' ')).toEqual(['1', '2', '3']);
  expect(named('Acme')).toEqual(['1', '2']);
  expect(named('word acme')).toEqual(['2']);
  expect(listedParts(parts, new Set(['1']), 'acme word')[0].isWithin).toBe(true);
});

it('adds parts to what stays, and takes them away', () => {
  const chosen = new Set(['row']);
  expect([...withParts(chosen, PARTS.slice(0, 2), true)].sort()).toEqual(['card', 'row']);
  expect([...withParts(chosen, PARTS.slice(0, 2), false)]).toEqual([]);
  expect([...chosen]).toEqual(['row']);
});
