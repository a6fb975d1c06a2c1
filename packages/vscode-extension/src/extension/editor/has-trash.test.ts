import { expect, it, vi } from 'vitest';
import { fakeUri } from '../../test/fake-uri.js';
import { trashOf } from './has-trash.js';

const fake = vi.hoisted(() => ({
  env: { uiKind: 1, remoteName: undefined as string | undefined },
  UIKind: { Desktop: 1, Web: 2 },
  ExtensionKind: { UI: 1, Workspace: 2 },
}));
vi.mock('vscode', () => fake);

it.each([
  ['on the desktop', 1, undefined, 1, 'file', true],
  ['on the desktop, of another file system', 1, undefined, 1, 'vscode-vfs', false],
  ['on the desktop, of a server', 1, 'ssh-remote', 1, 'vscode-remote', false],
  ['on the desktop, with a server besides', 1, 'ssh-remote', 1, 'file', true],
  ['where the extension runs on a server', 1, 'wsl', 2, 'file', false],
  ['in a browser', 2, undefined, 1, 'file', false],
])('files %s have a trash, or have none', (_, uiKind, remoteName, kind, scheme, has) => {
  Object.assign(fake.env, { uiKind, remoteName });
  expect(trashOf(kind)(fakeUri('/a.png', scheme))).toBe(has);
});
