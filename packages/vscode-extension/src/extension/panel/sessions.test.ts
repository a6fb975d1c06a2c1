import { expect, it } from 'vitest';
import { createSessions } from './sessions.js';

function create(kept: unknown = undefined) {
  const memento = new Map<string, unknown>([['sessions', kept]]);
  return createSessions({
    get: (key) => memento.get(key),
    set: async (key, value) => {
      memento.set(key, value);
    },
  });
}

const state = (uri: string, painting = false) => ({ uri, styles: [], painting });

it('knows more of a panel than the editor kept', () => {
  const sessions = create();
  sessions.keep(state('a', false));
  sessions.keep(state('b'));
  sessions.keep(state('a', true));
  expect(sessions.resume(state('a'), [])).toEqual(state('a', true));
  expect(sessions.resume(state('c'), [])).toEqual(state('c'));
});

it('finds the panel of which the editor kept nothing', () => {
  const sessions = create();
  sessions.keep(state('a'));
  sessions.keep(state('b'));
  expect(sessions.resume(null, [])).toEqual(state('b'));
  expect(sessions.resume(null, ['b'])).toEqual(state('a'));
  expect(sessions.resume(null, ['a', 'b'])).toBe(null);
});

it('forgets a panel that was closed', () => {
  const sessions = create();
  sessions.keep(state('a'));
  sessions.forget('a');
  expect(sessions.resume(null, [])).toBe(null);
});

it.each([7, {}, [1, { uri: 7 }]])('takes %j for none', (kept) => {
  expect(create(kept).resume(null, [])).toBe(null);
});
