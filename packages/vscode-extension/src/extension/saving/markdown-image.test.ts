import { expect, it } from 'vitest';
import { fakeUri } from '../../test/fake-uri.js';
import { markdownImage } from './markdown-image.js';

it.each([
  ['/ws/out/a.ink-wash.png', '/ws', '![a.ink-wash](/out/a.ink-wash.png)'],
  ['/ws/a.png', '/ws/', '![a](/a.png)'],
  ['/photos/a.png', null, '![a](a.png)'],
  [
    '/ws/my [1] (50%) é.png',
    '/ws',
    '![my \\[1\\] (50%) é](/my%20%5B1%5D%20%2850%25%29%20%C3%A9.png)',
  ],
])('shows %s in the workspace folder %s as %s', (file, root, markdown) => {
  expect(markdownImage(fakeUri(file), root === null ? null : fakeUri(root))).toBe(markdown);
});
