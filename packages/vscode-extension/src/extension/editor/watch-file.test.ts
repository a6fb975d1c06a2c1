import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeUri } from '../../test/fake-uri.js';
import { watchFile } from './watch-file.js';

type Told = (file: ReturnType<typeof fakeUri>) => void;

/** Watchers in the order in which they were made, as the editor would tell them. */
const watchers = vi.hoisted(
  () =>
    [] as { pattern: unknown; created: Told; changed: Told; deleted: Told; disposed: boolean }[],
);

vi.mock('vscode', () => ({
  RelativePattern: function RelativePattern(base: unknown, pattern: string) {
    return { base, pattern };
  },
  workspace: {
    createFileSystemWatcher: (pattern: unknown) => {
      const none = () => {};
      const watcher = { pattern, created: none, changed: none, deleted: none, disposed: false };
      watchers.push(watcher);
      return {
        onDidCreate: (told: Told) => Object.assign(watcher, { created: told }),
        onDidChange: (told: Told) => Object.assign(watcher, { changed: told }),
        onDidDelete: (told: Told) => Object.assign(watcher, { deleted: told }),
        dispose: () => Object.assign(watcher, { disposed: true }),
      };
    },
  },
}));

const FILE = fakeUri('/ws/a[1].png');

function watch() {
  const events = { changed: vi.fn(), removed: vi.fn() };
  const stop = watchFile(FILE, events);
  const own = watchers.find(({ pattern }) => typeof pattern !== 'string');
  const others = watchers.find(({ pattern }) => pattern === '**/*');
  if (own === undefined || others === undefined) throw new Error('It does not watch.');
  return { ...events, stop, own, others };
}

describe('the watch over a file', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    watchers.length = 0;
  });

  it('tells of its end only when it has not come back, and which pictures are new since', () => {
    const { own, others, changed, removed } = watch();
    expect(own.pattern).toMatchObject({ pattern: 'a[[]1[]].png' });
    own.deleted(FILE);
    own.created(FILE);
    vi.runAllTimers();
    expect([changed.mock.calls.length, removed.mock.calls.length]).toEqual([1, 0]);
    own.deleted(FILE);
    others.created(fakeUri('/ws/notes.txt'));
    others.created(fakeUri('/ws/b.png'));
    vi.runAllTimers();
    const made: { path: string }[][] = removed.mock.calls.flat();
    expect(made.map((files) => files.map(({ path }) => path))).toEqual([['/ws/b.png']]);
  });

  it('remembers the twenty newest pictures', () => {
    const { own, others, removed } = watch();
    for (let index = 0; index < 25; index += 1) others.created(fakeUri(`/ws/${index}.png`));
    own.deleted(FILE);
    vi.runAllTimers();
    const made: { path: string }[] = removed.mock.calls[0][0];
    expect(made.map(({ path }) => path)).toEqual(
      Array.from({ length: 20 }, (_, index) => `/ws/${index + 5}.png`),
    );
  });

  it('ends with all that it began', () => {
    const { own, stop, removed } = watch();
    own.deleted(FILE);
    stop();
    vi.runAllTimers();
    expect(removed).not.toHaveBeenCalled();
    expect(watchers.every(({ disposed }) => disposed)).toBe(true);
  });
});
