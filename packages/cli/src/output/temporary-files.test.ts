import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeOutputFile } from './output-file.js';
import { removeLeftFiles, temporaryName } from './temporary-files.js';

/** Of a process that has ended. */
function goneProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-left-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (name: string) => writeFile(join(folder, name), 'half');

describe('temporary files that a killed process left', () => {
  it('are removed when the next one writes into that folder', async () => {
    await put(temporaryName(goneProcess()));
    await writeOutputFile(join(folder, 'a.png'), new Uint8Array(3), { overwrite: false });
    expect(await readdir(folder)).toEqual(['a.png']);
  });

  it('stay while their process lives, and so does everything else', async () => {
    const gone = goneProcess();
    const [, owner = ''] = /^\.pastiche-([0-9a-f]{8})-/.exec(temporaryName()) ?? [];
    const elsewhere = owner === '00000000' ? '11111111' : '00000000';
    const kept = [
      temporaryName(),
      temporaryName(process.ppid),
      temporaryName(gone).replace(owner, elsewhere),
      temporaryName(gone).replace('.tmp', '.png'),
      `mine${temporaryName(gone)}`,
      '.pastiche-0123456789ab.tmp',
      'photo.png',
    ];
    for (const name of kept) await put(name);
    await removeLeftFiles(folder);
    expect((await readdir(folder)).sort()).toEqual([...kept].sort());
  });

  it('are left where a folder cannot be looked through', async () => {
    await expect(removeLeftFiles(join(folder, 'nowhere'))).resolves.toBeUndefined();
  });
});
