import { describe, expect, it } from 'vitest';
import { createFakeFiles } from '../../test/fake-files.js';
import { createFakeLog } from '../../test/fake-ui.js';
import { fakeUri } from '../../test/fake-uri.js';
import { createSessionFiles } from './session-files.js';

const SESSION = new Uint8Array([1, 2, 3]);
const FOLDER = '/storage/sessions';

function inWindow(parts = { files: createFakeFiles(), kept: new Map<string, unknown>() }) {
  const { log, lines } = createFakeLog();
  const memento = {
    get: (key: string) => parts.kept.get(key),
    set: async (key: string, value: unknown) => void parts.kept.set(key, value),
  };
  const sessions = createSessionFiles({
    files: parts.files,
    log,
    memento,
    folder: fakeUri(FOLDER),
  });
  return { ...parts, sessions, lines };
}

describe('sessions in files', () => {
  it('are there after a reload, each for its picture', async () => {
    const before = inWindow();
    await before.sessions.write('file:///a.png', SESSION);
    await before.sessions.write('file:///b.png', new Uint8Array([4]));
    const { sessions } = inWindow(before);
    expect(await sessions.read('file:///a.png')).toEqual(SESSION);
    expect(await sessions.read('file:///c.png')).toBeNull();
  });

  it('are found again under the names that earlier releases gave them', async () => {
    const { sessions, files } = inWindow();
    await sessions.write('file:///w/photo.png', SESSION);
    await sessions.write('file:///w/Grüße 🎨.png', SESSION);
    expect([...files.contents.keys()].sort()).toEqual([
      `${FOLDER}/293e276126330665.session`,
      `${FOLDER}/ae0dbbfabf9f98be.session`,
    ]);
  });

  it('are gone once they are removed', async () => {
    const { sessions, files } = inWindow();
    await sessions.write('file:///a.png', SESSION);
    await sessions.remove('file:///a.png');
    await sessions.remove('file:///a.png');
    expect(await sessions.read('file:///a.png')).toBeNull();
    expect(files.contents.size).toBe(0);
  });

  it('are at most six, the newest, and nothing else stays in their folder', async () => {
    const files = createFakeFiles({ [`${FOLDER}/stale.session`]: 'x', '/ws/a.png': 'y' });
    const { sessions } = inWindow({ files, kept: new Map() });
    for (let n = 0; n < 8; n++) await sessions.write(`file:///${n}.png`, SESSION);
    expect([...files.contents.keys()].filter((path) => path.startsWith(FOLDER))).toHaveLength(6);
    expect(await sessions.read('file:///1.png')).toBeNull();
    expect(await sessions.read('file:///7.png')).toEqual(SESSION);
    expect(files.contents.has('/ws/a.png')).toBe(true);
  });

  it('are left as they were by a disk that is full, which only the log tells', async () => {
    const { sessions, files, lines } = inWindow();
    await sessions.write('file:///a.png', SESSION);
    files.failNext('write');
    await sessions.write('file:///a.png', new Uint8Array([9]));
    expect(await sessions.read('file:///a.png')).toEqual(SESSION);
    expect(lines).toHaveLength(1);
  });

  it('are not written when they are too large', async () => {
    const { sessions, files } = inWindow();
    await sessions.write('file:///a.png', new Uint8Array(80_000_001));
    expect(files.contents.size).toBe(0);
    await sessions.write('file:///a.png', new Uint8Array(80_000_000));
    expect(files.contents.size).toBe(1);
  });
});
