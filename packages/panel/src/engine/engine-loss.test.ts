import { expect, it, vi } from 'vitest';
import { createEngineLoss } from './engine-loss.js';

const REASON = "The engine's worker failed. Start the engine anew.";
const LOST = expect.objectContaining({ code: 'channel-closed', message: REASON });

it('tells everybody once, also who asks late', () => {
  const { onLost, lose } = createEngineLoss();
  const [early, late] = [vi.fn(), vi.fn()];
  onLost(early);
  lose(REASON);
  lose('It failed again.');
  onLost(late);
  expect(early.mock.calls).toEqual([[LOST]]);
  expect(late.mock.calls).toEqual([[LOST]]);
});

it('tells nothing once the engine is ended on purpose', () => {
  const { onLost, lose, forget } = createEngineLoss();
  const [early, late] = [vi.fn(), vi.fn()];
  onLost(early);
  forget();
  lose(REASON);
  onLost(late);
  expect(early).not.toHaveBeenCalled();
  expect(late).not.toHaveBeenCalled();
});

it('what was lost stays lost, for who asks after it was put away', () => {
  const { onLost, lose, forget } = createEngineLoss();
  lose(REASON);
  forget();
  const late = vi.fn();
  onLost(late);
  expect(late.mock.calls).toEqual([[LOST]]);
});
