import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCheckpointFile, refuseUsedCheckpoint } from './checkpoint-file.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
  file = join(folder, 'run.checkpoint');
});

afterEach(() => rm(folder, { recursive: true }));

describe('createCheckpointFile', () => {
  it('is due once the interval has passed since the start or the last writing', async () => {
    let time = 0;
    const checkpoint = createCheckpointFile({ file, everySeconds: 60, now: () => time });
    time = 59_999;
    expect(checkpoint.due).toBe(false);
    time = 60_000;
    expect(checkpoint.due).toBe(true);
    await checkpoint.write(Uint8Array.of(1));
    expect(checkpoint.due).toBe(false);
    time = 120_000;
    expect(checkpoint.due).toBe(true);
  });

  it('asks a disk that refuses again only after the interval', async () => {
    await writeFile(join(folder, 'file'), '');
    const blocked = join(folder, 'file', 'run.checkpoint');
    let time = 0;
    const checkpoint = createCheckpointFile({ file: blocked, everySeconds: 60, now: () => time });
    time = 60_000;
    await expect(checkpoint.write(Uint8Array.of(1))).rejects.toThrow('is a file, not a folder');
    expect(checkpoint.due).toBe(false);
  });
});

describe('refuseUsedCheckpoint', () => {
  it('lets a new file, the resumed one, and an asked-for replacement pass', async () => {
    await expect(refuseUsedCheckpoint(file, null, false)).resolves.toBeUndefined();
    await writeFile(file, 'x');
    await expect(refuseUsedCheckpoint(file, file, false)).resolves.toBeUndefined();
    await expect(refuseUsedCheckpoint(file, null, true)).resolves.toBeUndefined();
  });

  it('refuses an existing one', async () => {
    await writeFile(file, 'x');
    await expect(refuseUsedCheckpoint(file, join(folder, 'other'), false)).rejects.toThrow(
      `${file} exists already and was left as it is; go on from it with --resume ${file}, or give --overwrite to replace it.`,
    );
  });
});
