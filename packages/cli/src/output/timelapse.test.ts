import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTimelapse, refuseUsedFolder } from './timelapse.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('createTimelapse', () => {
  it('is due at the first iteration and every so many after it', () => {
    const size = { width: 1, height: 1 };
    const timelapse = createTimelapse({ folder, every: 3, overwrite: false, size });
    const due = [1, 2, 3, 4, 5, 6, 7].filter((iteration) => timelapse.isDue(iteration));
    expect(due).toEqual([1, 4, 7]);
  });
});

describe('refuseUsedFolder', () => {
  it('lets a new folder, an empty one, and an asked-for replacement pass', async () => {
    await expect(refuseUsedFolder(join(folder, 'new'), false)).resolves.toBeUndefined();
    await mkdir(join(folder, 'empty'));
    await expect(refuseUsedFolder(join(folder, 'empty'), false)).resolves.toBeUndefined();
    await expect(refuseUsedFolder(folder, true)).resolves.toBeUndefined();
  });

  it('refuses a folder that holds anything, and a file', async () => {
    const file = join(folder, 'x');
    await writeFile(file, '');
    await expect(refuseUsedFolder(folder, false)).rejects.toThrow(
      `The folder ${folder} is not empty and was left as it is; choose another --timelapse or give --overwrite.`,
    );
    await expect(refuseUsedFolder(file, false)).rejects.toThrow(
      `--timelapse expects a folder; ${file} is a file.`,
    );
  });
});
