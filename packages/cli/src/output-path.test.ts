import { chmod, link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignOutputs, refuseUnsafeOutputs } from './output-path.js';

let folder: string;
const styles = ['styles/night.jpg'];
const one = { files: ['in/a.jpg'], several: false };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('assignOutputs', () => {
  it('takes a file name as it is', async () => {
    const output = join(folder, 'x.WebP');
    expect(await assignOutputs({ contents: one, styles, output })).toEqual([
      { content: 'in/a.jpg', output },
    ]);
  });

  it('names files in a folder after content and styles, in the content format', async () => {
    const contents = { files: ['in/a.JPG', 'in/b.gif', 'in/c.tiff'], several: true };
    const both = ['night.jpg', 'wave.pastiche-style'];
    const assigned = await assignOutputs({ contents, styles: both, output: folder });
    expect(assigned.map(({ output }) => output)).toEqual([
      join(folder, 'a.night+wave.jpg'),
      join(folder, 'b.night+wave.png'),
      join(folder, 'c.night+wave.tiff'),
    ]);
  });

  it.each(['new/', 'new'])('takes %s, not there yet, for a folder', async (name) => {
    const output = join(folder, name);
    const [first] = await assignOutputs({ contents: one, styles, output });
    expect(first?.output).toBe(join(folder, 'new', 'a.night.jpg'));
  });

  it('refuses one file for several contents', async () => {
    const contents = { files: ['a.jpg', 'b.jpg'], several: true };
    await expect(assignOutputs({ contents, styles, output: 'out.png' })).rejects.toThrow(
      'Several contents need a folder as -o, and out.png is a file; name a folder (with a / at the end to have it made).',
    );
  });

  it('refuses an extension that it cannot write', async () => {
    await expect(assignOutputs({ contents: one, styles, output: 'out.bmp' })).rejects.toThrow(
      'out.bmp has no extension that a picture can be written in; use one of .png, .jpg, .jpeg, .webp, .avif, .tif, .tiff.',
    );
  });

  it('refuses two contents with one output', async () => {
    const contents = { files: ['x/a.gif', 'y/A.png'], several: true };
    await expect(assignOutputs({ contents, styles, output: folder })).rejects.toThrow(
      `x/a.gif and y/A.png would both be written to ${join(folder, 'A.night.png')}`,
    );
  });
});

describe('refuseUnsafeOutputs', () => {
  it('passes a new file', async () => {
    await writeFile(join(folder, 'in.png'), 'x');
    const outputs = [join(folder, 'out.png')];
    await expect(
      refuseUnsafeOutputs(outputs, { inputs: [join(folder, 'in.png')], overwrite: false }),
    ).resolves.toBeUndefined();
  });

  it.each(['itself', 'a path with dots', 'a symbolic link', 'a hard link'])(
    'refuses an input named by %s, even with overwrite',
    async (way) => {
      const input = join(folder, 'in.png');
      await writeFile(input, 'x');
      await mkdir(join(folder, 'sub'));
      await symlink(input, join(folder, 'soft.png'));
      await link(input, join(folder, 'hard.png'));
      const output = {
        itself: input,
        'a path with dots': `${folder}/sub/../in.png`,
        'a symbolic link': join(folder, 'soft.png'),
        'a hard link': join(folder, 'hard.png'),
      }[way] as string;
      await expect(
        refuseUnsafeOutputs([output], { inputs: [input], overwrite: true }),
      ).rejects.toThrow(
        `${output} is one of the inputs (${input}), which are never overwritten; choose another -o.`,
      );
    },
  );

  it('refuses an existing file unless asked', async () => {
    const output = join(folder, 'out.png');
    await writeFile(output, 'x');
    await expect(refuseUnsafeOutputs([output], { inputs: [], overwrite: false })).rejects.toThrow(
      `${output} exists already and was left as it is; give --overwrite to replace it.`,
    );
    await expect(
      refuseUnsafeOutputs([output], { inputs: [], overwrite: true }),
    ).resolves.toBeUndefined();
  });

  it('refuses a folder that is a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'x');
    const output = join(file, 'new', 'out.png');
    await expect(refuseUnsafeOutputs([output], { inputs: [], overwrite: false })).rejects.toThrow(
      `${file} is a file, not a folder; choose another -o.`,
    );
  });

  it.skipIf(process.getuid?.() === 0)('refuses a folder that may not be written', async () => {
    await chmod(folder, 0o500);
    const output = join(folder, 'new', 'out.png');
    await expect(refuseUnsafeOutputs([output], { inputs: [], overwrite: false })).rejects.toThrow(
      `${folder} may not be written: permission denied; choose another place.`,
    );
    await chmod(folder, 0o700);
  });
});
