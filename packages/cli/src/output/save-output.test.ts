import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inEnglish } from '@pastiche/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { numberedName } from './save-nearby.js';
import { saveOutput } from './save-output.js';

let folder: string;
const bytes = Uint8Array.from([1, 2, 3]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
  await mkdir(join(folder, 'other'));
});

afterEach(() => rm(folder, { recursive: true }));

async function save(
  output: string,
  change: { overwrite?: boolean; interrupted?: AbortSignal } = {},
) {
  const { overwrite = false, interrupted = new AbortController().signal } = change;
  const folders = [join(folder, 'other')];
  const options = { what: 'the painting', output, overwrite, interrupted, folders };
  const { shortfall, ...place } = await saveOutput(bytes, options);
  return { ...place, shortfall: shortfall && inEnglish(shortfall) };
}

describe('saveOutput', () => {
  it('writes to its place', async () => {
    const output = join(folder, 'new', 'a.png');
    expect(await save(output)).toEqual({ output, shortfall: null });
    expect([...(await readFile(output))]).toEqual([1, 2, 3]);
  });

  it('takes the next free name where a file has appeared, and leaves that', async () => {
    for (const name of ['a.png', 'a-2.png']) await writeFile(join(folder, name), 'mine');
    const output = join(folder, 'a.png');
    const place = join(folder, 'a-3.png');
    expect(await save(output)).toEqual({
      output: place,
      shortfall: `${output} exists already and was left as it is; the painting was saved as ${place} instead.`,
    });
    expect([...(await readFile(place))]).toEqual([1, 2, 3]);
    expect(await readFile(output, 'utf8')).toBe('mine');
    expect((await readdir(folder)).sort()).toEqual(['a-2.png', 'a-3.png', 'a.png', 'other']);
  });

  it('makes its folder again where that has been removed', async () => {
    await mkdir(join(folder, 'gone'));
    await rm(join(folder, 'gone'), { recursive: true });
    expect((await save(join(folder, 'gone', 'a.png'))).shortfall).toBeNull();
  });

  it('goes to another folder where its own has become a file, and numbers the name there', async () => {
    await writeFile(join(folder, 'file'), '');
    const output = join(folder, 'file', 'a.png');
    const first = await save(output);
    expect(first).toEqual({
      output: join(folder, 'other', 'a.png'),
      shortfall: `A part of the path of ${output} is a file, not a folder; the painting was saved as ${join(folder, 'other', 'a.png')} instead.`,
    });
    expect((await save(output)).output).toBe(join(folder, 'other', 'a-2.png'));
  });

  it('throws the first sentence when no folder takes it', async () => {
    await rm(join(folder, 'other'), { recursive: true });
    await writeFile(join(folder, 'other'), '');
    const output = join(folder, 'other', 'a.png');
    await expect(save(output)).rejects.toThrow(
      `A part of the path of ${output} is a file, not a folder; choose another place.`,
    );
  });

  it('goes elsewhere where the output has become a folder', async () => {
    await mkdir(join(folder, 'a.png'));
    const { output, shortfall } = await save(join(folder, 'a.png'), { overwrite: true });
    expect(output).toBe(join(folder, 'a-2.png'));
    expect(shortfall).toContain('a.png is a folder; the painting was saved as');
  });
});

// Devices and named pipes; /dev/full answers every write with "no space left on device".
describe.skipIf(process.platform !== 'linux')('saveOutput into a stream', () => {
  it('writes into a device', async () => {
    expect(await save('/dev/null')).toEqual({ output: '/dev/null', shortfall: null });
  });

  it('saves nearby what a full device does not take', async () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect(await save('/dev/full')).toEqual({
        output: 'painting.png',
        shortfall:
          'There is no space left on the disk for /dev/full; the painting was saved as painting.png instead.',
      });
    } finally {
      process.chdir(before);
    }
    expect([...(await readFile(join(folder, 'painting.png')))]).toEqual([1, 2, 3]);
  });

  it('waits for the reader of a named pipe, until Ctrl-C', async () => {
    const pipe = join(folder, 'pipe.png');
    execFileSync('mkfifo', [pipe]);
    const saved = save(pipe);
    expect([...(await readFile(pipe))]).toEqual([1, 2, 3]);
    expect(await saved).toEqual({ output: pipe, shortfall: null });
    const place = join(folder, 'pipe-2.png');
    expect(await save(pipe, { interrupted: AbortSignal.abort() })).toEqual({
      output: place,
      shortfall: `Nothing reads from ${pipe}; the painting was saved as ${place} instead.`,
    });
  });

  // Root may do much, but a file in /sys not even root.
  it('goes elsewhere where writing is not permitted', async () => {
    const { output, shortfall } = await save('/sys/a.png');
    expect(output).toBe(join(folder, 'other', 'a.png'));
    expect(shortfall).toMatch(
      /^\/sys\/a\.png (may not be written: permission denied|lies on a read-only file system); the painting/,
    );
  });

  it('case 14: takes the next name beside a link that has begun to lead in a circle', async () => {
    await symlink('a.png', join(folder, 'a.png'));
    const { output, shortfall } = await save(join(folder, 'a.png'));
    expect(output).toBe(join(folder, 'a-2.png'));
    expect(shortfall).toContain('lead in a circle; the painting was saved as');
  });
});

describe('numberedName', () => {
  it('puts the number before the ending', () => {
    expect(numberedName('a.png', 1)).toBe('a.png');
    expect(numberedName('a.b.png', 2)).toBe('a.b-2.png');
    expect(numberedName('a', 12)).toBe('a-12');
  });

  it('case 10: makes a long name no longer', () => {
    const name = `${'ü'.repeat(125)}x.png`;
    expect(Buffer.byteLength(name)).toBe(255);
    expect(numberedName(name, 2)).toBe(`${'ü'.repeat(124)}-2.png`);
  });
});
