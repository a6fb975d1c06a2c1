import { REALM_TIMERS } from '@pastiche/panel/channel';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type FakeNode, fakeNode, fakePage, openFakeFigma } from '../test/fake-figma.js';
import { watchChanges } from './watch-changes.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function watch() {
  const word = fakeNode({ id: '1:3' });
  const card = fakeNode({ id: '1:2', children: [word] });
  const other = fakeNode({ id: '1:4' });
  const on = vi.fn();
  const figma = openFakeFigma(fakePage([card, other]));
  vi.stubGlobal('figma', { ...figma, on });
  const look = vi.fn(async () => {});
  const watched = { id: '1:2' as string | null };
  watchChanges(() => watched.id, REALM_TIMERS, look);
  const change = async (node: Partial<FakeNode>, ...properties: string[]) => {
    const [[, listener]] = figma.currentPage.on.mock.calls;
    listener({ nodeChanges: [{ type: 'PROPERTY_CHANGE', node, properties, id: node.id }] });
    await vi.advanceTimersByTimeAsync(600);
    return look.mock.calls.length;
  };
  return { figma, on, look, watched, change, nodes: { card, word, other } };
}

it('looks when something in the layer was changed', async () => {
  const { change, nodes } = watch();
  expect(await change(nodes.word, 'characters')).toBe(1);
  expect(await change(nodes.word, 'x')).toBe(2);
  expect(await change(nodes.card, 'x', 'fills')).toBe(3);
});

it('does not look when the layer was moved or named, nor for what is in another', async () => {
  const { change, nodes, watched } = watch();
  expect(await change(nodes.card, 'x', 'y')).toBe(0);
  expect(await change(nodes.card, 'name', 'pluginData')).toBe(0);
  expect(await change(nodes.other, 'fills')).toBe(0);
  watched.id = null;
  expect(await change(nodes.word, 'fills')).toBe(0);
});

it('looks once for what comes together, and for what is gone', async () => {
  const { figma, look, nodes } = watch();
  const [[, listener]] = figma.currentPage.on.mock.calls;
  const { word } = nodes;
  for (const type of ['PROPERTY_CHANGE', 'DELETE'] as const) {
    listener({ nodeChanges: [{ type, node: word, properties: ['fills'], id: word.id }] });
  }
  await vi.advanceTimersByTimeAsync(600);
  expect(look).toHaveBeenCalledOnce();
  const gone = { removed: true, type: 'TEXT', id: '1:9' };
  listener({ nodeChanges: [{ type: 'DELETE', node: gone, id: '1:9' }] });
  await vi.advanceTimersByTimeAsync(600);
  expect(look).toHaveBeenCalledTimes(2);
});

it('goes with the person to another page', () => {
  const { figma, on } = watch();
  const [[event, changePage]] = on.mock.calls;
  expect(event).toBe('currentpagechange');
  const [[, listener]] = figma.currentPage.on.mock.calls;
  changePage();
  expect(figma.currentPage.off).toHaveBeenCalledExactlyOnceWith('nodechange', listener);
  expect(figma.currentPage.on).toHaveBeenCalledTimes(2);
});
