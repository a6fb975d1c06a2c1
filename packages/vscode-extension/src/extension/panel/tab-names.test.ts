import { expect, it } from 'vitest';
import { fakeUri } from '../../test/fake-uri.js';
import { createTabNames } from './tab-names.js';

it('tabs of pictures with one name show their folders for as long as there are several', () => {
  const names = createTabNames();
  const shown = new Map<string, string>();
  const [one, other] = [{}, {}];
  const show = (tab: object, path: string) =>
    names.show(tab, fakeUri(path), (name) => shown.set(tab === one ? 'one' : 'other', name));
  show(one, '/ws/aa/pic.png');
  expect(shown.get('one')).toBe('pic.png');
  show(other, '/ws/bb/pic.png');
  expect(Object.fromEntries(shown)).toEqual({ one: 'aa/pic.png', other: 'bb/pic.png' });
  show(other, '/ws/cat.png');
  expect(Object.fromEntries(shown)).toEqual({ one: 'pic.png', other: 'cat.png' });
  show(other, '/ws/bb/pic.png');
  names.close(other);
  expect(shown.get('one')).toBe('pic.png');
});
