import { expect, it, vi } from 'vitest';
import { createPanelServices } from '../../test/panel-services.js';
import { createUseNotes } from './use-notes.js';

const URI = 'mem:///ws/a.png';
const stylesOf = (ids: readonly string[]) => ids.map((id) => ({ id, weight: 1 }));

it.each([
  [['built-in:woodcut'], ['built-in:woodcut']],
  // `own` is kept, the other is a style that was lent, and the last one a picture.
  [['preset:own'], ['own']],
  [['preset:gone'], []],
  [['picture-1'], []],
  [['built-in:woodcut', 'built-in:ink-wash'], []],
  [[], []],
])('a painting that begins with %j counts as a use of %j', async (ids, used) => {
  const { services } = createPanelServices();
  const add = vi.fn(async (_: string) => {});
  const note = createUseNotes({ ...services, recent: { add } });
  const state = { uri: URI, styles: stylesOf(ids) };
  note({ ...state, painting: false });
  expect(add).not.toHaveBeenCalled();
  note({ ...state, painting: true });
  // What is chosen meanwhile is for the next one.
  note({ ...state, styles: stylesOf(['built-in:riso-print']), painting: true });
  await vi.waitFor(() => expect(add.mock.calls).toEqual(used.map((id) => [id])));
});
