import { execFileSync } from 'node:child_process';
import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { casePath } from '@pastiche/test-fixtures';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { openWorkshop, SHALLOW, type Workshop } from './workshop.js';

/** Runs a command as a user without any rights. */
const NOBODY = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] as const;

let shop: Workshop;

beforeAll(buildProgram);

beforeEach(async () => {
  shop = await openWorkshop();
});

afterEach(() => shop.close());

const paint = (output: string, ...more: string[]) =>
  shop.run(
    ...['stylize', 'photo.png', '--style=night.png', `--output=${output}`, ...SHALLOW],
    ...['--iterations=1', '--quiet', ...more],
  );

const widthOf = async (name: string) => (await sharp(shop.path(name)).metadata()).width;

describe('--format and --quality-of-file', () => {
  it('give every result in a folder that format, in that quality, with its recipe', async () => {
    for (const [folder, quality] of [
      ['fine', '95'],
      ['small', '20'],
    ]) {
      const options = ['--format=webp', `--quality-of-file=${quality}`];
      expect(await paint(`${folder}/`, ...options)).toMatchObject({ code: 0, stderr: '' });
    }
    const [fine, small] = await Promise.all(
      ['fine', 'small'].map((folder) => readFile(shop.path(`${folder}/photo.night.webp`))),
    );
    expect((await sharp(fine).metadata()).format).toBe('webp');
    expect(small?.length).toBeLessThan(fine?.length ?? 0);
    const told = await shop.run('info', 'small/photo.night.webp');
    expect(told.stdout).toContain('"night.png"');
  });

  it.each([
    ['out.png', ['--format=webp'], 'out.png is the name of a png file, but --format says webp;'],
    ['out.png', ['--quality-of-file=80'], '--quality-of-file is for JPEG, WebP and AVIF,'],
    ['-', ['--quality-of-file=80'], '--quality-of-file is for JPEG, WebP and AVIF,'],
    ['out.jpg', ['--quality-of-file=101'], 'A whole number from 1 to 100 is expected.'],
    ['out.jpg', ['--format=heic'], 'Allowed choices are png, jpeg, webp, avif, tiff.'],
  ])(
    'are refused before painting where they make no sense: %s %j',
    async (output, options, said) => {
      const before = await shop.list();
      const done = await paint(output, ...options);
      expect(done).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(said) });
      expect(await shop.list()).toEqual(before);
    },
  );
});

describe('case 10: long names', () => {
  it('are written up to what the file system takes', async () => {
    for (const name of [`${'0'.repeat(246)}.png`, `${'0'.repeat(251)}.png`]) {
      expect(await paint(name)).toMatchObject({ code: 0, stderr: '' });
      expect(await widthOf(name)).toBe(48);
    }
  });

  it.each([
    ['the result', `${'ü'.repeat(150)}.png`, []],
    ['the folder of the result', `${'0'.repeat(256)}/out.png`, []],
    ['a checkpoint', 'out.png', [`--checkpoint=${'0'.repeat(256)}`]],
    ['frames', 'out.png', [`--timelapse=${'0'.repeat(256)}`]],
  ])('are refused before painting where they are too long: of %s', async (_, output, more) => {
    const before = await shop.list();
    const done = await paint(output, '--json', ...more);
    expect(done).toMatchObject({ code: 1, stdout: '' });
    expect(done.stderr).toMatch(
      /^pastiche: The name [^\n]+ is too long for this file system [^\n]+\n$/,
    );
    expect(await shop.list()).toEqual(before);
  });

  it('are cut where they are put together in a folder', async () => {
    const content = `${'a'.repeat(200)}.png`;
    const style = `${'b'.repeat(200)}.png`;
    await copyFile(shop.path('photo.png'), shop.path(content));
    await copyFile(shop.path('night.png'), shop.path(style));
    const done = await shop.run(
      ...['stylize', content, `--style=${style}`, '--output=out/', ...SHALLOW, '--iterations=1'],
    );
    expect(done.code).toBe(0);
    // 255 - '.' - '.png' = 250: 190 for the content, 60 for the style.
    expect(await shop.list('out')).toEqual([`${'a'.repeat(190)}.${'b'.repeat(60)}.png`]);
  });
});

describe.skipIf(process.platform === 'win32')('case 14: links as outputs', () => {
  it('are written through and stay', async () => {
    await symlink(shop.path('target.png'), shop.path('link.png'));
    expect(await paint('link.png')).toMatchObject({ code: 0, stderr: '' });
    expect(await readlink(shop.path('link.png'))).toBe(shop.path('target.png'));
    await writeFile(shop.path('target.png'), 'old');
    expect((await paint('link.png')).stderr).toContain('link.png exists already');
    expect(await paint('link.png', '--overwrite')).toMatchObject({ code: 0, stderr: '' });
    expect(await readlink(shop.path('link.png'))).toBe(shop.path('target.png'));
    expect(await widthOf('target.png')).toBe(48);
  });

  it('are refused before painting where they lead in a circle or to one file twice', async () => {
    await symlink('circle.png', shop.path('circle.png'));
    expect(await paint('circle.png', '--json')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'pastiche: The links in circle.png lead in a circle; choose another place.\n',
    });
    await mkdir(shop.path('out'));
    await symlink('night.night.png', shop.path('out/photo.night.png'));
    const twice = await shop.run(
      ...['stylize', 'photo.png', 'night.png', '--style=night.png', '--output=out', ...SHALLOW],
    );
    expect(twice).toMatchObject({
      code: 2,
      stderr:
        'pastiche: out/night.night.png and out/photo.night.png are one file, to hold two results; choose another name or folder for one of them.\n',
    });
    const checkpoint = await paint('out.png', '--checkpoint=out.png');
    expect(checkpoint).toMatchObject({
      code: 2,
      stderr:
        'pastiche: out.png is to hold two results; choose another name or folder for one of them.\n',
    });
  });
});

describe('no painting is lost at the end', () => {
  const start = (output: string, ...more: string[]) =>
    shop.start(
      ...['stylize', 'photo.png', '--style=night.png', `--output=${output}`, ...SHALLOW],
      ...['--iterations=60', '--json', '--quiet', ...more],
    );

  it('when a file appears under its name', async () => {
    const running = start('out.png');
    await running.hasPrinted(/"phase":"painting"/);
    await writeFile(shop.path('out.png'), 'mine');
    const { code, stdout, stderr } = await running.finished;
    const sentence =
      'out.png exists already and was left as it is; the painting was saved as out-2.png instead.';
    expect({ code, stderr }).toEqual({ code: 1, stderr: `pastiche: ${sentence}\n` });
    expect(JSON.parse(stdout.trimEnd().split('\n').at(-1)!)).toMatchObject({
      phase: 'done',
      output: 'out-2.png',
      shortfalls: [sentence],
    });
    expect(await widthOf('out-2.png')).toBe(48);
    expect(await readFile(shop.path('out.png'), 'utf8')).toBe('mine');
  });

  it('when its folder is removed, or becomes a file', async () => {
    await mkdir(shop.path('out'));
    const removed = start('out/a.png');
    await removed.hasPrinted(/"phase":"painting"/);
    await rm(shop.path('out'), { recursive: true });
    expect(await removed.finished).toMatchObject({ code: 0, stderr: '' });
    expect(await widthOf('out/a.png')).toBe(48);
    const replaced = start('out/b.png');
    await replaced.hasPrinted(/"phase":"painting"/);
    await rm(shop.path('out'), { recursive: true });
    await writeFile(shop.path('out'), '');
    const { code, stderr } = await replaced.finished;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^pastiche: A part of the path of out\/b\.png is a file, not a folder; the painting was saved as [^\n]*b\.png instead\.\n$/,
    );
    expect(await widthOf('b.png')).toBe(48);
  });

  it('in a batch, which goes on and tells of it', async () => {
    const running = shop.start(
      ...['stylize', 'photo.png', 'night.png', '--style=night.png', '--output=out', ...SHALLOW],
      ...['--iterations=40', '--json'],
    );
    await running.hasPrinted(/"phase":"painting"/);
    await mkdir(shop.path('out'), { recursive: true });
    await writeFile(shop.path('out/photo.night.png'), 'mine');
    const { code, stderr } = await running.finished;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /pastiche: 2 painted \(1 not as asked\) in [^\n]+\n {2}out\/photo\.night\.png exists already and was left as it is; the painting was saved as out\/photo\.night-2\.png instead\.\n$/,
    );
  });

  it.skipIf(!canMount())('when the disk is full or read-only', async () => {
    const options = `photo.png --style night.png ${SHALLOW.join(' ')} --iterations 1 --quiet`;
    const on = (mount: string, line: string) =>
      shop.shell(`mkdir small; mount -t tmpfs ${mount} none small; ${line}`, ['unshare', '-rm']);
    const full = await on(
      '-o size=4k',
      `pastiche stylize ${options} -o small/a.png; echo $?; ls small`,
    );
    expect(full.stdout).toBe('1\n');
    expect(full.stderr).toMatch(
      /^pastiche: There is no space left on the disk for small\/a\.png; the painting was saved as [^\n]*a\.png instead\.\n$/,
    );
    expect(await widthOf('a.png')).toBe(48);
    await rm(shop.path('small'), { recursive: true });
    const readOnly = await on(
      '-o ro',
      `pastiche stylize ${options} --json -o small/b.png; echo $?`,
    );
    expect(readOnly.stdout).toBe('1\n');
    expect(readOnly.stderr).toMatch(
      /^pastiche: \S*small lies on a read-only file system; choose another place\.\n$/,
    );
  });
});

describe('a folder of all sorts of files', () => {
  it('cases 11 and 15: is painted, and every other file is named or counted', async () => {
    await mkdir(shop.path('in/folder.png'), { recursive: true });
    await copyFile(shop.path('photo.png'), shop.path('in/ok.png'));
    await copyFile(casePath('15-folder-leaves-out/a.jfif'), shop.path('in/a.jfif'));
    for (const name of ['notes.txt', '.hidden.png', 'IMG_1.HEIC']) {
      await writeFile(shop.path(`in/${name}`), 'x');
    }
    if (process.platform !== 'win32') await symlink('nowhere.png', shop.path('in/dangling.png'));
    const all = (...more: string[]) =>
      shop.run(
        'stylize',
        'in',
        '--style=night.png',
        '-o',
        'out',
        ...SHALLOW,
        '--iterations=1',
        ...more,
      );
    const done = await all();
    expect(done.stderr).toContain(
      "Left out of in: 1 picture of a kind that cannot be read (IMG_1.HEIC), 1 file whose ending is no picture's (notes.txt), 1 sub-folder (folder.png), 1 hidden file.\n",
    );
    expect(await shop.list('out')).toEqual(['a.night.jfif', 'ok.night.png']);
    if (process.platform !== 'win32') {
      expect(done.code).toBe(1);
      expect(done.stderr).toMatch(
        /pastiche: 2 painted, 1 failed in [^\n]+\n {2}in\/dangling\.png is a link to nowhere\.png, which cannot be found; mend the link\.\n$/,
      );
      await rm(shop.path('in/dangling.png'));
    }
    expect(await all('--overwrite', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('ends without a stack or anything unforeseen, each file painted or named', async () => {
    await mkdir(shop.path('in'));
    const names = await flatten(casePath(''), shop.path('in'));
    await oddFiles(shop.path('in'));
    const done = await shop.run(
      ...['stylize', 'in', '--style=night.png', '-o', 'out', ...SHALLOW, '--size=32'],
      ...['--iterations=1', '--json'],
    );
    expect(done.stderr).not.toMatch(/unforeseen|\n {4}at /);
    const ends = done.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ phase }) => phase === 'done' || phase === 'failed');
    const told = new Set(ends.map(({ content }) => content));
    const untold = names.filter((name) => !told.has(join('in', name)));
    const leftOut = done.stderr.split('\n').find((line) => line.startsWith('Left out of in:'));
    const counts = (leftOut ?? '').match(/(?<=[:,] )\d+(?= (?:pictures?|files?|sub|hidden|that))/g);
    const counted = (counts ?? []).map(Number).reduce((sum, count) => sum + count, 0);
    const inFolder = await readdir(shop.path('in'));
    expect(told.size + counted).toBe(inFolder.length);
    expect(
      untold.filter((name) => /\.(png|jpe?g|jfif|webp|avif|tiff?|gif|bmp)$/.test(name)),
    ).toEqual([]);
    for (const { phase, message } of ends) {
      if (phase === 'failed') expect(message).toMatch(/^[^\n]+\.$/);
    }
  });
});

// Root may read and write everything, so that a test of root's has to become somebody else.
describe.skipIf(!canBeNobody())('case 11: what may not be read or written', () => {
  const asNobody = (args: string) =>
    shop.shell(
      `pastiche stylize ${args} --style night.png ${SHALLOW.join(' ')} --iterations 1 --quiet`,
      NOBODY,
    );

  beforeEach(async () => {
    await mkdir(shop.path('in'));
    await mkdir(shop.path('locked'));
    await copyFile(shop.path('photo.png'), shop.path('in/ok.png'));
    await copyFile(shop.path('photo.png'), shop.path('in/secret.png'));
    await chmod(shop.path('in/secret.png'), 0o000);
    await chmod(shop.path('locked'), 0o000);
    await chmod(shop.folder, 0o777);
  });

  it('counts a file as failed and paints the others', async () => {
    const done = await asNobody('in -o out');
    expect(done.code).toBe(1);
    expect(done.stderr).toMatch(
      /^pastiche: 1 painted, 1 failed in [^\n]+\n {2}in\/secret\.png may not be read: permission denied\.\n$/,
    );
    expect(await shop.list('out')).toEqual(['ok.night.png']);
  });

  it('names a folder, to read and to write', async () => {
    expect(await asNobody('locked -o out')).toMatchObject({
      code: 1,
      stderr: 'pastiche: locked may not be read: permission denied.\n',
    });
    for (const folder of ['in', 'locked']) {
      const done = await asNobody(`photo.png -o ${folder}/out.png`);
      expect(done.stderr).toMatch(
        /^pastiche: \S+(in|locked) may not be written: permission denied; choose another place\.\n$/,
      );
    }
  });
});

/** Files of a folder and those below it, side by side in another. */
async function flatten(from: string, to: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(from.length).replaceAll(/[/\\]/g, '-');
    await copyFile(path, join(to, name));
    names.push(name);
  }
  return names;
}

async function oddFiles(folder: string): Promise<void> {
  const png = await readFile(shop.path('photo.png'));
  await writeFile(join(folder, 'empty.png'), '');
  await writeFile(join(folder, 'text.jpg'), 'hello');
  await writeFile(join(folder, 'cut.png'), png.subarray(0, png.length / 2));
  await writeFile(join(folder, 'no-ending'), png);
  await writeFile(join(folder, 'scan.png[1]'), png);
  await writeFile(
    join(folder, 'pointer.png'),
    'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
  );
  await mkdir(join(folder, 'folder.jpg'));
  if (process.platform === 'win32') return;
  await symlink('nowhere.png', join(folder, 'dangling.png'));
  await symlink('circle.png', join(folder, 'circle.png'));
  await symlink('/dev/null', join(folder, 'device.png'));
  execFileSync('mkfifo', [join(folder, 'pipe.png')]);
}

/** A disk of one page, in a name space of its own. */
function canMount(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Whether there is a user to become who can run the program where it lies. */
function canBeNobody(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    const [file, ...args] = [...NOBODY, 'test', '-r', import.meta.filename];
    execFileSync(file, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
