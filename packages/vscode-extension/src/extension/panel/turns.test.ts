import { expect, it, vi } from 'vitest';
import type { BatchPage } from '../batch/batch-page.js';
import { createTurns, pageInTurn } from './turns.js';

/** Names in the order in which their turns come. */
function queue() {
  const turns = createTurns();
  const came: string[] = [];
  const take = (name: string) => {
    const who = { name };
    turns.take(who).then(
      () => came.push(name),
      () => came.push(`${name} gone`),
    );
    return who;
  };
  return { turns, take, came };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('gives turns one at a time, in order', async () => {
  const { turns, take, came } = queue();
  const [first, second] = [take('first'), take('second')];
  take('third');
  await settled();
  expect(came).toEqual(['first']);
  turns.release(first);
  turns.release(first);
  await settled();
  expect(came).toEqual(['first', 'second']);
  turns.release(second);
  await settled();
  expect(came).toEqual(['first', 'second', 'third']);
});

it('passes over one that was given up, and forgets one that asks anew', async () => {
  const { turns, take, came } = queue();
  const [first, second] = [take('first'), take('second')];
  take('third');
  turns.release(second);
  await settled();
  expect(came).toEqual(['first', 'second gone']);
  void turns.take(first);
  await settled();
  expect(came).toEqual(['first', 'second gone', 'third']);
});

it('lets each picture of a batch wait for its turn, as long as the batch is wanted', async () => {
  const turns = createTurns();
  const panel = {};
  await turns.take(panel);
  const paint = vi.fn(async () => 'painted');
  const gone = new AbortController();
  const page = { paint, closed: gone.signal } as unknown as BatchPage;
  const batch = pageInTurn(page, turns);
  const signal = new AbortController().signal;
  const painted = batch.paint({} as never, () => {}, signal);
  await settled();
  expect(paint).not.toHaveBeenCalled();
  turns.release(panel);
  expect(await painted).toBe('painted');
  await turns.take(panel);
  const unwanted = batch.paint({} as never, () => {}, signal);
  gone.abort();
  await expect(unwanted).rejects.toMatchObject({ code: 'aborted' });
  expect(paint).toHaveBeenCalledOnce();
});
