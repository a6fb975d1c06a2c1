import { inEnglish } from '@pastiche/panel/sentence';
import { afterEach, expect, it, vi } from 'vitest';
import { asScene, fakeNode, fakePage, openFakeFigma } from '../test/fake-figma.js';
import { readLayer } from './read-layer.js';
import { createTargetNews } from './target-news.js';

afterEach(() => vi.unstubAllGlobals());

it('tells of what is drawn otherwise when it looks, and remembers it until it looks again', async () => {
  const card = fakeNode({ name: 'Card', type: 'FRAME', fills: [], children: [fakeNode()] });
  openFakeFigma(fakePage([card]));
  const { target } = await readLayer(asScene(card));
  const news = createTargetNews();
  const told = async (isLooking: boolean) => {
    const said = await news.sentenceOn(target, isLooking);
    return said && inEnglish(said);
  };
  const [then, exports] = [card.picture, () => card.exported.length];
  const before = exports();
  expect(await told(false)).toBeNull();
  card.picture = new Uint8Array([1]);
  expect(await told(false)).toBeNull();
  // A click on the canvas exports nothing.
  expect(exports()).toBe(before);
  const changed =
    '“Card” was changed since its picture was taken; the result will be placed beside it.';
  expect(await told(true)).toBe(changed);
  expect(await told(false)).toBe(changed);
  card.picture = then;
  expect(await told(true)).toBeNull();
  expect(await told(false)).toBeNull();
  card.removed = true;
  expect(await told(false)).toBe(
    '“Card” is gone; the result will be placed as a new image where it was.',
  );
});
