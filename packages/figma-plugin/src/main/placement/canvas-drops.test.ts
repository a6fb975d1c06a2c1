import { afterEach, expect, it, vi } from 'vitest';
import { RESULT_DROP } from '../../window-contract.js';
import { followDrops } from './canvas-drops.js';

afterEach(() => vi.unstubAllGlobals());

it('takes results that the window drags, keeps the place for one, and leaves all else to Figma', () => {
  let drop = (_: unknown): unknown => undefined;
  const on = (_: string, listener: typeof drop) => {
    drop = listener;
  };
  vi.stubGlobal('figma', { on });
  const onDropped = vi.fn();
  const take = followDrops(onDropped);
  const node = { type: 'PAGE' };
  const event = { node, x: 1, y: 2, absoluteX: 30, absoluteY: 40, items: [], files: [] };
  expect(drop({ ...event, dropMetadata: { other: 'plugin' } })).toBe(true);
  expect(drop(event)).toBe(true);
  expect(onDropped).not.toHaveBeenCalled();
  expect(take()).toBeNull();
  expect(drop({ ...event, dropMetadata: RESULT_DROP })).toBe(false);
  expect(onDropped).toHaveBeenCalledOnce();
  expect(take()).toEqual({ node, x: 30, y: 40 });
  expect(take()).toBeNull();
});
