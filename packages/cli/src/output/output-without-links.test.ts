import * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeOutputFile } from './output-file.js';

vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof files>()),
  link: vi.fn(),
}));

const { mkdtemp, readdir, readFile, rm, writeFile } = files;
const bytes = Uint8Array.from([1, 2, 3]);

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
});

afterEach(() => rm(folder, { recursive: true }));

// FAT has none, nor have some network shares; EISDIR is what Windows says there.
describe.each(['EPERM', 'ENOTSUP', 'EISDIR'])('where a hard link fails with %s', (code) => {
  beforeEach(() => {
    vi.mocked(files.link).mockRejectedValue(Object.assign(new Error(code), { code }));
  });

  it('a new file is written whole, and nothing else', async () => {
    await writeOutputFile(join(folder, 'x.bin'), bytes, { overwrite: false });
    expect([...(await readFile(join(folder, 'x.bin')))]).toEqual([1, 2, 3]);
    expect(await readdir(folder)).toEqual(['x.bin']);
  });

  it('a file that is there is left as it is', async () => {
    const path = join(folder, 'x.bin');
    await writeFile(path, 'mine');
    await expect(writeOutputFile(path, bytes, { overwrite: false })).rejects.toThrow(
      `${path} exists already and was left as it is; give --overwrite to replace it.`,
    );
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(await readdir(folder)).toEqual(['x.bin']);
  });
});
