import type { Call } from '@pastiche/panel/channel';
import { afterEach, expect, it, vi } from 'vitest';
import { createLayerQueue, queueOf } from '../layer/layer-queue.js';
import { asScene, type FakeNode, fakeNode, fakePage, openFakeFigma } from '../test/fake-figma.js';
import { keptRequests } from './kept-requests.js';

afterEach(() => vi.unstubAllGlobals());

const CALL = {} as Call;
const NOTHING = { parts: [], unlisted: 0, stays: null };

/** Reads a layer, and asks about its picture. */
async function ask(layer: FakeNode, take: 'layer' | 'image' = 'layer') {
  const figma = openFakeFigma(fakePage([layer]));
  figma.images.set('photo', { getBytesAsync: async () => new Uint8Array([1]) });
  const queue = createLayerQueue();
  queue.fill(queueOf([asScene(layer)], take).layers);
  const contentId = (await queue.read())?.id ?? '';
  return { contentId, requests: keptRequests(queue) };
}

function cardOf() {
  const word = fakeNode({ id: '1:3', name: 'Hello', type: 'TEXT', box: [10, 10, 50, 10] });
  const box = [0, 0, 400, 200] as const;
  return { word, card: fakeNode({ id: '1:2', type: 'FRAME', fills: [], box, children: [word] }) };
}

it('exports a part at the scale of the layer’s picture, with what is drawn outside of its box', async () => {
  const { card, word } = cardOf();
  const { contentId, requests } = await ask(card);
  const listed = await requests.layerParts({ contentId }, CALL);
  expect(listed.parts).toEqual([
    { id: '1:3', name: 'Hello', kind: 'text', depth: 0, isOver: false },
  ]);
  const plan = await requests.silhouettePlan({ contentId, ids: ['1:3'] }, CALL);
  expect(plan).toMatchObject({ width: 400, height: 200, silhouettes: [{ id: '1:3' }], left: 0 });
  expect(await requests.silhouette({ contentId, id: '1:3' }, CALL)).toBe(word.picture);
  expect(word.exported).toEqual([
    { format: 'PNG', colorProfile: 'SRGB', constraint: { type: 'SCALE', value: 2 } },
  ]);
});

it('exports a part smaller that would be larger than any picture', async () => {
  const { card, word } = cardOf();
  word.absoluteRenderBounds = { x: 0, y: 0, width: 8192, height: 10 };
  const { contentId, requests } = await ask(card);
  await requests.silhouette({ contentId, id: '1:3' }, CALL);
  expect(word.exported).toMatchObject([{ constraint: { value: 0.5 } }]);
});

it('gives no bytes of a part that is gone, shows nothing, or cannot be exported', async () => {
  const { card, word } = cardOf();
  const { contentId, requests } = await ask(card);
  const bytesOf = async (id: string) => [...(await requests.silhouette({ contentId, id }, CALL))];
  expect(await bytesOf('9:99')).toEqual([]);
  Object.assign(word, { exportAsync: () => Promise.reject(new Error('no')) });
  expect(await bytesOf('1:3')).toEqual([]);
  word.absoluteRenderBounds = null;
  expect(await bytesOf('1:3')).toEqual([]);
});

it('lists a shape that lies over the layer first, and takes it as the mask where it is chosen', async () => {
  const { card } = cardOf();
  const star = fakeNode({ id: '1:9', name: 'Star', type: 'STAR', fills: [], box: [0, 0, 40, 40] });
  openFakeFigma(fakePage([card, star]));
  const queue = createLayerQueue();
  queue.fill(queueOf([star, card].map(asScene)).layers);
  const contentId = (await queue.read())?.id ?? '';
  const requests = keptRequests(queue);
  const { parts } = await requests.layerParts({ contentId }, CALL);
  expect(parts[0]).toEqual({ id: '1:9', name: 'Star', kind: 'shape', depth: 0, isOver: true });
  const idsOf = async (...ids: string[]) =>
    (await requests.silhouettePlan({ contentId, ids }, CALL)).silhouettes.map(({ id }) => id);
  expect(await idsOf('1:3')).toEqual(['1:3']);
  expect(await idsOf('1:3', '1:9')).toEqual(['1:3', '1:9']);
  star.removed = true;
  expect(await idsOf('1:9')).toEqual([]);
});

it('lists nothing for an image as it was uploaded, nor for another picture', async () => {
  const { card } = cardOf();
  card.fills = [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: 'photo' }];
  const { contentId, requests } = await ask(card, 'image');
  expect(await requests.layerParts({ contentId }, CALL)).toEqual(NOTHING);
  expect(await requests.layerParts({ contentId: '' }, CALL)).toEqual(NOTHING);
});

it('says so where the layer is gone', async () => {
  const { card } = cardOf();
  const { contentId, requests } = await ask(card);
  card.removed = true;
  await expect(requests.silhouettePlan({ contentId, ids: [] }, CALL)).rejects.toThrow(
    '“Layer” is gone, so nothing of it can be kept as it is.',
  );
});
