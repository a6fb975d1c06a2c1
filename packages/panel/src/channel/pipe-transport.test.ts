import { expect, it, vi } from 'vitest';
import { pipeTransport } from './pipe-transport.js';

it('delivers later, in order, to the other end only', async () => {
  const [left, right] = pipeTransport();
  const [atLeft, atRight] = [vi.fn(), vi.fn()];
  left.listen(atLeft);
  right.listen(atRight);
  left.post(1);
  left.post(2);
  expect(atRight).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(atRight.mock.calls).toEqual([[1], [2]]));
  expect(atLeft).not.toHaveBeenCalled();
});

it('delivers to nobody who has stopped by then, also where one function listens twice', async () => {
  const [left, right] = pipeTransport();
  const receive = vi.fn();
  right.listen(receive);
  const stop = right.listen(receive);
  left.post('news');
  stop();
  stop();
  await vi.waitFor(() => expect(receive).toHaveBeenCalled());
  expect(receive).toHaveBeenCalledOnce();
});
