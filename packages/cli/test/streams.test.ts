import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { encodePreset } from '@pastiche/core/presets';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { openWorkshop, SHALLOW, type Workshop } from './workshop.js';

let shop: Workshop;

beforeAll(buildProgram);

beforeEach(async () => {
  shop = await openWorkshop();
});

afterEach(() => shop.close());

const HOW = [...SHALLOW, '--iterations=1', '--quiet'].join(' ');

async function pixelsOf(name: string): Promise<Buffer> {
  return sharp(shop.path(name)).raw().toBuffer();
}

// Bash and its pipes.
describe.skipIf(process.platform === 'win32')('case 12: pipes', () => {
  it('are read for content and style, to the pixels of the files', async () => {
    await shop.shell(`pastiche stylize photo.png --style night.png -o file.png ${HOW}`);
    const lines = [
      'pastiche stylize <(cat photo.png) --style night.png -o a.png',
      'pastiche stylize photo.png --style <(cat night.png) -o b.png',
      'pastiche stylize <(cat photo.png) --style <(cat night.png) -o c.png',
      'cat photo.png | pastiche stylize - --style night.png -o d.png',
      'cat night.png | pastiche stylize photo.png --style - -o e.png',
      'pastiche stylize /dev/stdin --style night.png -o f.png < photo.png',
    ];
    for (const line of lines) {
      expect(await shop.shell(line.replace(' -o', ` ${HOW} -o`))).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
    }
    const whole = await pixelsOf('file.png');
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      expect({ name, same: (await pixelsOf(`${name}.png`)).equals(whole) }).toEqual({
        name,
        same: true,
      });
    }
  });

  it('give statistics, presets, checkpoints and pictures to start from', async () => {
    await shop.shell(
      'cat night.png | pastiche statistics - -o night.pastiche-style --size=48 --network=vgg19 --style-layers=conv1_1,conv1_2',
    );
    const bytes = await readFile(shop.path('night.png'));
    const picture = { mediaType: 'image/png', bytes } as const;
    const styles = [{ name: 'Night', weight: 1, picture }];
    await writeFile(shop.path('look.json'), encodePreset({ name: 'L', parameters: {}, styles }));
    await shop.shell(
      `pastiche stylize photo.png --style night.png -o run.png ${HOW} --checkpoint run.checkpoint --checkpoint-interval 0.001`,
    );
    const inputs = [
      '--style <(cat night.pastiche-style)',
      '--style <(cat look.json)',
      '--style night.png --init <(cat photo.png)',
    ];
    for (const [index, input] of inputs.entries()) {
      const line = `pastiche stylize photo.png ${HOW} -o ${index}.png ${input}`;
      expect({ input, ...(await shop.shell(line)) }).toMatchObject({ input, code: 0, stderr: '' });
    }
    const resume = `pastiche stylize photo.png --style night.png ${HOW} -o r.png --resume <(cat run.checkpoint)`;
    expect(await shop.shell(resume)).toMatchObject({ code: 0, stderr: '' });
  });

  it('are handed on to the processes of --jobs, and name results in a folder', async () => {
    const line = `cat photo.png | pastiche stylize - night.png --style <(cat night.png) -o out/ --jobs 2 ${HOW}`;
    expect(await shop.shell(line)).toMatchObject({ code: 0, stderr: '' });
    expect(await shop.list('out')).toEqual([
      expect.stringMatching(/^night\.\d+\.png$/),
      expect.stringMatching(/^stdin\.\d+\.png$/),
    ]);
  });

  const refused: [string, number, string][] = [
    [
      'true | pastiche stylize - --style night.png -o o.png',
      1,
      'Nothing came through stdin; look at what should send the picture.',
    ],
    ['pastiche stylize <(true) --style night.png -o o.png', 1, '/dev/fd/63 is empty (0 bytes).'],
    [
      'echo hello | pastiche stylize - --style night.png -o o.png',
      1,
      'stdin: The file should be a picture (PNG, JPEG, WebP, GIF, BMP, AVIF or TIFF), but it is something else; choose another one.',
    ],
    [
      'cat photo.png | pastiche stylize - --style - -o o.png',
      2,
      'Standard input (-) can be read once, but 2 inputs are to come from it; name files for the others.',
    ],
    [
      'pastiche stylize /dev/zero --style night.png -o o.png',
      1,
      '/dev/zero is a device; name a file, a pipe, or - for stdin.',
    ],
  ];

  it.each(refused)('%s', async (line, code, sentence) => {
    const done = await shop.shell(`${line} ${HOW}`);
    expect(done.code).toBe(code);
    expect(done.stderr).toContain(`pastiche: ${sentence}`);
    expect(done.stderr.split('\n')).toHaveLength(2);
    expect(await shop.list()).not.toContain('o.png');
  });
});

describe.skipIf(process.platform === 'win32')('case 13: -o -', () => {
  const paint = `pastiche stylize photo.png --style night.png ${HOW}`;

  it('writes a PNG to stdout and nothing else, words on stderr', async () => {
    const done = await shop.shell(`${paint.replace(' --quiet', '')} -o - > out.bin`);
    expect(done).toMatchObject({ code: 0, stdout: '' });
    expect(done.stderr).toMatch(/\nWritten to stdout \(48 × 36 px, 1 iteration, [^)]+\)\.\n$/);
    const { format, width } = await sharp(await readFile(shop.path('out.bin'))).metadata();
    expect({ format, width }).toEqual({ format: 'png', width: 48 });
    expect((await shop.shell(`${paint} -o - | pastiche info -`)).stdout).toContain('"night.png"');
    expect(await shop.list()).not.toContain('-');
  });

  it.each([
    ['jpeg', 'jpeg'],
    ['webp', 'webp'],
    ['avif', 'heif'],
    ['tiff', 'tiff'],
  ])('writes the format that --format names: %s', async (name, format) => {
    const done = await shop.shell(
      `cat photo.png | ${paint.replace('photo.png', '-')} --format ${name} -o - > out.bin`,
    );
    expect(done).toEqual({ code: 0, stdout: '', stderr: '' });
    const metadata = await sharp(await readFile(shop.path('out.bin'))).metadata();
    expect([metadata.format, metadata.width]).toEqual([format, 48]);
  });

  it('goes into other streams as well', async () => {
    const line = `${paint} -o /dev/stdout | cmp - <(${paint} -o -)`;
    expect(await shop.shell(line)).toEqual({ code: 0, stdout: '', stderr: '' });
    const substituted = `${paint} -o >(cat > sub.png); sleep 0.1; until [ -s sub.png ]; do sleep 0.1; done`;
    expect((await shop.shell(substituted)).code).toBe(0);
    expect((await sharp(shop.path('sub.png')).metadata()).format).toBe('png');
  });

  it('refuses what else would be on stdout, before painting', async () => {
    expect(await shop.shell(`${paint} --json -o -`)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'pastiche: -o - writes the picture to stdout, where --json prints its steps; name a file as -o, or leave --json out.\n',
    });
    expect(await shop.shell(`${paint} night.png -o -`)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('stdout takes one picture'),
    });
    for (const option of ['--checkpoint', '--timelapse']) {
      expect(await shop.shell(`${paint} -o o.png ${option} -`)).toMatchObject({ code: 2 });
    }
  });

  it('saves the painting when its reader goes away', async () => {
    const done = await shop.shell(`${paint} -o - | true`);
    expect(done).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^pastiche: What should read stdout has ended; the painting was saved as painting\.png instead\.\n$/,
      ),
    });
    expect((await sharp(shop.path('painting.png')).metadata()).width).toBe(48);
    const other = await shop.shell(`${paint} --format webp -o - | true`);
    expect(other.stderr).toContain('the painting was saved as painting.webp instead.');
    expect((await sharp(shop.path('painting.webp')).metadata()).format).toBe('webp');
  });

  it.skipIf(process.platform !== 'linux')('tells of a full disk behind stdout', async () => {
    const done = await shop.shell(`${paint} -o - > /dev/full`);
    expect(done).toMatchObject({
      code: 1,
      stderr:
        'pastiche: There is no space left on the disk for stdout; the painting was saved as painting.png instead.\n',
    });
    expect(await shop.shell('pastiche info > /dev/full')).toMatchObject({
      code: 1,
      stderr:
        'pastiche: There is no space left on the disk for stdout; free some or write to another one.\n',
    });
  });

  it.skipIf(!hasScript())('refuses a terminal at either end', async () => {
    const out = await shop.shell(`script -qec '${asFile(`${paint} -o -`)}' /dev/null < /dev/null`);
    expect(out.stdout).toContain(
      'Standard output is the terminal here, which cannot show a picture;',
    );
    const keyboard = `pastiche stylize - --style night.png ${HOW} -o o.png`;
    const into = await shop.shell(`script -qec '${asFile(keyboard)}' /dev/null < /dev/null`);
    expect(into.stdout).toContain('Standard input is the keyboard here;');
  });
});

/** `script` runs a shell of its own, which has no function of ours. */
function asFile(line: string): string {
  return `${process.execPath} ${line.replace('pastiche', builtPath())}`;
}

function builtPath(): string {
  return new URL('../dist/pastiche.js', import.meta.url).pathname;
}

/** The one of util-linux; others have other options. */
function hasScript(): boolean {
  try {
    return execFileSync('script', ['--version'], { stdio: 'pipe' }).includes('util-linux');
  } catch {
    return false;
  }
}
