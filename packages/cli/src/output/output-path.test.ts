import { chmod, link, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ResultFormat } from '../base/picture-formats.js';
import { assignOutputs, refuseSharedOutputs, refuseUnsafeOutputs } from './output-path.js';

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

  it('case 13: takes - and streams for one picture, whatever they are called', async () => {
    for (const output of ['-', ...(process.platform === 'linux' ? ['/dev/null'] : [])]) {
      expect(await assignOutputs({ contents: one, styles, output })).toEqual([
        { content: 'in/a.jpg', output },
      ]);
    }
    const contents = { files: ['a.jpg', 'b.jpg'], several: true };
    await expect(assignOutputs({ contents, styles, output: '-' })).rejects.toThrow(
      'Several contents need a folder as -o, and stdout takes one picture; name a folder',
    );
  });

  it('refuses an extension that it cannot write', async () => {
    await expect(assignOutputs({ contents: one, styles, output: 'out.bmp' })).rejects.toThrow(
      'out.bmp has no extension that a picture can be written in; use one of .png, .jpg, .jpeg, .webp, .avif, .tif, .tiff.',
    );
  });

  it('names files in a folder by the format that is asked for, and keeps an ending that says it', async () => {
    const contents = { files: ['a.png', 'b.jpeg', 'c.gif'], several: true };
    const names = async (format: ResultFormat) =>
      (await assignOutputs({ contents, styles, output: folder, format })).map(({ output }) =>
        basename(output),
      );
    expect(await names('jpeg')).toEqual(['a.night.jpg', 'b.night.jpeg', 'c.night.jpg']);
    expect(await names('avif')).toEqual(['a.night.avif', 'b.night.avif', 'c.night.avif']);
  });

  it('refuses a file named for another format than the one asked for', async () => {
    const asked = (output: string) =>
      assignOutputs({ contents: one, styles, output, format: 'webp' });
    await expect(asked('out.png')).rejects.toThrow(
      'out.png is the name of a png file, but --format says webp; give one of them, or both alike.',
    );
    for (const output of ['out.webp', '-']) {
      expect(await asked(output)).toEqual([{ content: 'in/a.jpg', output }]);
    }
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

  // Root may write anywhere but in /proc and /sys.
  it.skipIf(process.platform !== 'linux')('refuses a folder that takes no files', async () => {
    await expect(
      refuseUnsafeOutputs(['/sys/new/out.png'], { inputs: [], overwrite: false }),
    ).rejects.toThrow(/^\/sys (may not be written|lies on a read-only)/);
    await expect(
      refuseUnsafeOutputs(['/proc/out.png'], { inputs: [], overwrite: false }),
    ).rejects.toThrow('/proc cannot be made: its folder has gone or takes no files;');
  });

  it('refuses to replace what is no file', async () => {
    await mkdir(join(folder, 'sub.png'));
    const output = join(folder, 'sub.png');
    await expect(refuseUnsafeOutputs([output], { inputs: [], overwrite: true })).rejects.toThrow(
      `${output} is a folder; name a file.`,
    );
  });

  describe('case 10: tries how long names may be, and leaves nothing', () => {
    const refuse = (output: string) =>
      refuseUnsafeOutputs([output], { inputs: [], overwrite: false });

    it.each([
      ['ASCII', '0', 251],
      ['umlauts', 'ü', 125],
      ['emoji', '😀', 62],
    ])('%s up to 255 bytes', async (_, letter, most) => {
      const fits = join(folder, 'new', `${letter.repeat(most)}.png`);
      await expect(refuse(fits)).resolves.toBeUndefined();
      const name = `${letter.repeat(most + 1)}.png`;
      await expect(refuse(join(folder, name))).rejects.toThrow(
        `is too long for this file system (${Buffer.byteLength(name)} bytes; file systems take 255 at most); choose a shorter one.`,
      );
      expect(await readdir(folder)).toEqual([]);
    });

    it('names of folders that are to be made', async () => {
      const output = join(folder, 'd'.repeat(300), 'out.png');
      await expect(refuse(output)).rejects.toThrow(
        `The name ${'d'.repeat(40)}…${'d'.repeat(12)} is too long for this file system (300 bytes;`,
      );
    });

    it.skipIf(process.platform === 'win32')('whole paths', async () => {
      const output = join(folder, ...Array.from({ length: 30 }, () => 'd'.repeat(200)), 'out.png');
      await expect(refuse(output)).rejects.toThrow(
        `The path of out.png is too long for this system (${Buffer.byteLength(output)} bytes); choose a folder with a shorter one.`,
      );
      expect(await readdir(folder)).toEqual([]);
    });
  });

  describe.skipIf(process.platform === 'win32')('case 14: of links', () => {
    const refuse = (output: string) =>
      refuseUnsafeOutputs([output], { inputs: [], overwrite: true });

    it('passes one to a file that is not there yet', async () => {
      await symlink('target.png', join(folder, 'link.png'));
      await expect(refuse(join(folder, 'link.png'))).resolves.toBeUndefined();
      expect(await readdir(folder)).toEqual(['link.png']);
    });

    it('refuses a circle, and a folder that a link does not find', async () => {
      await symlink('a.png', join(folder, 'a.png'));
      await expect(refuse(join(folder, 'a.png'))).rejects.toThrow(
        `The links in ${join(folder, 'a.png')} lead in a circle; choose another place.`,
      );
      await symlink('gone', join(folder, 'b'));
      await expect(refuse(join(folder, 'b', 'out.png'))).rejects.toThrow(
        `${join(folder, 'b')} is a link to a folder that cannot be found; make that, or choose another -o.`,
      );
    });

    it('refuses two outputs that are one file, there or not', async () => {
      const [a, b] = [join(folder, 'a.png'), join(folder, 'b.png')];
      await symlink('b.png', a);
      const sentence = `${a} and ${b} are one file, to hold two results; choose another name or folder for one of them.`;
      await expect(refuseSharedOutputs([a, b])).rejects.toThrow(sentence);
      await writeFile(b, 'x');
      await expect(refuseSharedOutputs([a, b])).rejects.toThrow(sentence);
      await expect(refuseSharedOutputs([b, b])).rejects.toThrow(`${b} is to hold two results;`);
    });

    it('passes two hard links, which are replaced one by one', async () => {
      const [a, b] = [join(folder, 'a.png'), join(folder, 'b.png')];
      await writeFile(a, 'x');
      await link(a, b);
      await expect(refuseSharedOutputs([a, b])).resolves.toBeUndefined();
    });
  });
});
