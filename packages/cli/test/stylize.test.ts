import { readFile, writeFile } from 'node:fs/promises';
import { blobsPicture, cutOutPicture } from '@pastiche/test-fixtures';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram, runProgram } from './built-program.js';
import { openWorkshop, SHALLOW, type Workshop } from './workshop.js';

let shop: Workshop;

beforeAll(buildProgram);

beforeEach(async () => {
  shop = await openWorkshop();
});

afterEach(() => shop.close());

const paint = (content: string, output: string, ...more: string[]) =>
  shop.run('stylize', content, '--style', 'night.png', '-o', output, ...SHALLOW, ...more);

async function pixelsOf(name: string): Promise<Buffer> {
  return sharp(shop.path(name)).raw().toBuffer();
}

describe('pastiche stylize', () => {
  it('paints, tags and describes a picture, and leaves nothing else behind', async () => {
    const done = await paint('photo.png', 'out.png', '--iterations=5', '--seed=3');
    expect(done).toMatchObject({ code: 0, stdout: '' });
    expect(done.stderr).toMatch(/Saved out\.png \(48 × 36 px, 5 iterations, [^)]+\)\.\n$/);
    const metadata = await sharp(shop.path('out.png')).metadata();
    expect(metadata).toMatchObject({ width: 48, height: 36, space: 'srgb', hasProfile: true });
    expect(await shop.list()).toEqual(['night.png', 'out.png', 'photo.png', 'vgg19.safetensors']);

    const info = await shop.run('info', 'out.png');
    expect(JSON.parse(info.stdout)).toMatchObject({
      network: 'vgg19',
      styleNames: ['night.png'],
      parameters: { size: 48, iterations: 5, seed: 3, contentLayers: { conv2_1: 1 } },
    });
  });

  it('lowers the style loss and tells every step as JSON', async () => {
    const { code, stdout, stderr } = await paint(
      'photo.png',
      'out.webp',
      '--iterations=20',
      '--json',
      '--quiet',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const steps = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(steps[0]).toMatchObject({ content: 'photo.png', phase: 'preparing' });
    const painting = steps.filter(({ phase }) => phase === 'painting');
    expect(painting.map(({ overall }) => overall.index)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    expect(painting.at(-1).losses.style).toBeLessThan(painting[0].losses.style / 2);
    expect(steps.at(-1)).toMatchObject({ phase: 'done', output: 'out.webp', stoppedEarly: false });
  });

  it('refuses a size that WebAssembly has no room for in one sentence (case 16)', async () => {
    const before = await shop.list();
    const done = await shop.run(
      ...['stylize', 'photo.png', '--style=night.png', '--output=out.png', '--iterations=1'],
      // With Adam it is painted in pieces; L-BFGS remembers 40 pictures besides.
      ...['--size=4096', '--no-pyramid', '--network=vgg19-lite', '--optimizer=lbfgs'],
    );
    expect(done).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'pastiche: Painting 4096 × 3072 px with lbfgs needs more memory than the wasm backend can get (about 10.4 GB of 4.3 GB); choose --optimizer adam or a smaller size, such as --size 2624.\n',
    });
    expect(await shop.list()).toEqual(before);
  });

  it('paints in pieces what --memory holds no whole of, and says so before the first iteration', async () => {
    const large = ['--size=256', '--no-pyramid', '--iterations=3'];
    const whole = await paint('photo.png', 'whole.png', ...large);
    expect(whole.stderr).not.toContain('pieces');
    const pieces = await paint('photo.png', 'pieces.png', ...large, '--memory=20');
    expect(pieces).toMatchObject({ code: 0, stdout: '' });
    const note =
      /^256 × 192 px is painted in (\d+) pieces, which take [\d.]+ MB of memory at a time and about \d\.\d times as long as the whole at once\.$/m;
    const count = Number(note.exec(pieces.stderr)?.[1]);
    expect(count).toBeGreaterThan(1);
    expect(pieces.stderr.search(note)).toBeLessThan(pieces.stderr.indexOf('iteration 1/3'));
    const [one, other] = await Promise.all(['pieces.png', 'whole.png'].map(pixelsOf));
    const differences = one!.map((value, at) => Math.abs(value - other![at]!));
    expect(differences.reduce((sum, value) => sum + value, 0) / one!.length).toBeLessThan(1);
    const told = await paint('photo.png', 'json.png', ...large, '--memory=20', '--json', '--quiet');
    const [preparing] = told.stdout.split('\n', 1).map((line) => JSON.parse(line));
    expect(preparing).toMatchObject({ phase: 'preparing', pieces: { count } });
    expect(await paint('photo.png', 'none.png', '--memory=0')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('A number of megabytes above 0 is expected.'),
    });
  });

  it('paints a picture and measures a style at their own size with --size original', async () => {
    const own = SHALLOW.filter((option) => !option.startsWith('--size'));
    const stylize = ['stylize', 'photo.png', '--style=night.png', '--iterations=1', ...own];
    const done = await shop.run(...stylize, '--size=original', '-o', 'out.png');
    expect(done).toMatchObject({ code: 0 });
    const [photo, out, night] = await Promise.all(
      ['photo.png', 'out.png', 'night.png'].map((name) => sharp(shop.path(name)).metadata()),
    );
    expect([out!.width, out!.height]).toEqual([photo!.width, photo!.height]);
    const measured = await shop.run(
      ...['statistics', 'night.png', '--size=original', '-o', 'night.pastiche-style'],
      '--style-layers=conv1_1,conv2_1',
    );
    expect(measured.stderr).toContain(`${Math.max(night!.width, night!.height)} px`);
  });

  it('paints the same pixels from the same seed, other ones from another', async () => {
    const noise = ['--init=noise', '--iterations=3'];
    await paint('photo.png', 'a.png', ...noise, '--seed=1');
    await paint('photo.png', 'b.png', ...noise, '--seed=1');
    await paint('photo.png', 'c.png', ...noise, '--seed=2');
    const [a, b, c] = await Promise.all(['a.png', 'b.png', 'c.png'].map(pixelsOf));
    expect(a!.equals(b!)).toBe(true);
    expect(a!.equals(c!)).toBe(false);
  });

  it('goes on from a checkpoint to the pixels of an uninterrupted run', async () => {
    await paint('photo.png', 'whole.png', '--iterations=8');
    const running = shop.start(
      ...['stylize', 'photo.png', '--style=night.png', '--output=part.png', ...SHALLOW],
      ...['--iterations=8', '--checkpoint=run.checkpoint', '--checkpoint-interval=0.001', '--json'],
    );
    await running.hasPrinted(/"overall":\{"index":4,/);
    running.child.kill('SIGKILL');
    await running.finished;
    const resumed = await paint(
      ...(['photo.png', 'resumed.png', '--resume=run.checkpoint'] as const),
    );
    expect(resumed).toMatchObject({ code: 0 });
    expect((await pixelsOf('resumed.png')).equals(await pixelsOf('whole.png'))).toBe(true);
  });

  it('keeps alpha, or says that it could not', async () => {
    await shop.draw('cut.png', cutOutPicture(48, 48, 5));
    await paint('cut.png', 'out.png', '--iterations=2');
    const painted = await pixelsOf('out.png');
    const drawn = cutOutPicture(48, 48, 5).data;
    const alphaOf = (data: Uint8Array | Uint8ClampedArray) =>
      Array.from({ length: 48 * 48 }, (_, index) => data[4 * index + 3]);
    expect(alphaOf(painted)).toEqual(alphaOf(drawn));
    const { stderr } = await paint('cut.png', 'out.jpg', '--iterations=2');
    expect(stderr).toContain('JPEG holds no transparency, so out.jpg was laid on white;');
  });

  it('takes several styles with weights, statistics, and a picture to start from', async () => {
    const made = await shop.run(
      ...['statistics', 'night.png', '-o', 'night.pastiche-style', '--size=48'],
      ...['--network=vgg19', '--style-layers=conv1_1,conv1_2'],
    );
    expect(made.code).toBe(0);
    expect(made.stderr).toMatch(
      /Saved night\.pastiche-style \([\d.]+ kB; the style at 48 px, for vgg19\)\.\n/,
    );
    await shop.draw('wave.png', blobsPicture(50, 50, 9));
    await shop.draw('start.png', blobsPicture(48, 36, 10));
    const { code, stderr } = await shop.run(
      ...['stylize', 'photo.png', '-o', 'out.png', '--iterations=2', '--init=start.png'],
      ...['--style=night.pastiche-style', '--style-weight=3', '--style=wave.png'],
      ...['--style-weight=1', ...SHALLOW],
    );
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('Saved') });
  });

  it('writes a time-lapse of frames of one size', async () => {
    await paint(
      'photo.png',
      'out.png',
      '--iterations=6',
      '--timelapse=frames',
      '--timelapse-every=2',
    );
    const frames = await shop.list('frames');
    expect(frames).toEqual([1, 2, 3, 4].map((number) => `frame-0000${number}.png`));
    for (const frame of frames) {
      const { width, height } = await sharp(shop.path(`frames/${frame}`)).metadata();
      expect([width, height]).toEqual([48, 36]);
    }
    const again = await paint('photo.png', 'b.png', '--iterations=1', '--timelapse=frames');
    expect(again).toMatchObject({
      code: 1,
      stderr:
        'pastiche: The folder frames is not empty and was left as it is; choose another --timelapse or give --overwrite.\n',
    });
  });

  it('replaces a file only when asked', async () => {
    await writeFile(shop.path('out.png'), 'mine');
    expect(await paint('photo.png', 'out.png', '--iterations=1')).toMatchObject({
      code: 1,
      stderr:
        'pastiche: out.png exists already and was left as it is; give --overwrite to replace it.\n',
    });
    expect(await readFile(shop.path('out.png'), 'utf8')).toBe('mine');
    expect((await paint('photo.png', 'out.png', '--iterations=1', '--overwrite')).code).toBe(0);
    expect((await sharp(shop.path('out.png')).metadata()).width).toBe(48);
  });
});

describe('pastiche stylize says in one sentence', () => {
  const usage: [string[], string][] = [
    [['--size=12'], 'pastiche: --size must be a whole number from 16 to 4096, but 12 came.'],
    [
      ['--size=abc'],
      "error: option '--size <px>' argument 'abc' is invalid. A number is expected.",
    ],
    [
      ['--pooling=min'],
      "error: option '--pooling <kind>' argument 'min' is invalid. Allowed choices are max, average.",
    ],
    [['--shard=3/2'], "pastiche: --shard expects i/n with i from 1 to n, such as 2/8; got '3/2'."],
    [['--network=vgg16'], "pastiche: There is no network 'vgg16'; known: auto, vgg19-lite, vgg19."],
    [
      ['--style-weight=1', '--style-weight=2'],
      'pastiche: --style-weight is expected once for each --style: got 2 for 1.',
    ],
    [['--sise=12'], "error: unknown option '--sise=12'"],
  ];

  it.each(usage)('wrong usage: %j', async (args, sentence) => {
    const { code, stdout, stderr } = await shop.run(
      ...['stylize', 'photo.png', '--style=night.png', '-o', 'out.png', ...args],
    );
    expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({
      code: 2,
      stdout: '',
      first: sentence,
    });
    expect(await shop.list()).not.toContain('out.png');
  });

  it('what is wrong with a file, and leaves nothing behind', async () => {
    await writeFile(shop.path('empty.png'), '');
    await writeFile(shop.path('text.png'), 'hello');
    const whole = await readFile(shop.path('photo.png'));
    await writeFile(shop.path('cut.png'), whole.subarray(0, whole.length / 2));
    await writeFile(shop.path('old.checkpoint'), 'nonsense');
    const before = await shop.list();
    const cases: [string[], RegExp][] = [
      [
        ['none.png', '--style=night.png'],
        /^pastiche: none\.png cannot be found; check the name\.\n$/,
      ],
      [['empty.png', '--style=night.png'], /^pastiche: empty\.png is empty \(0 bytes\)\.\n$/],
      [
        ['text.png', '--style=night.png'],
        /^pastiche: text\.png: The file should be a picture [^\n]+\n$/,
      ],
      [['photo.png', '--style=cut.png'], /^pastiche: cut\.png is damaged or cut off [^\n]+\n$/],
      [
        ['photo.png', '--style=none.png'],
        /^pastiche: none\.png cannot be found; check the name\.\n$/,
      ],
      [
        ['photo.png', '--style=night.png', '--resume=old.checkpoint'],
        /^pastiche: A checkpoint should begin [^\n]+\n$/,
      ],
      [
        ['photo.png', '--style=night.png', '--weights=none'],
        /^pastiche: none cannot be found; check the name\.\n$/,
      ],
      [
        ['photo.png', '--style=night.png', '--style-layers=conv3_1'],
        /^pastiche: vgg19\.safetensors has no tensor "features\.7\.weight", expected VGG19's with torchvision's names; give the weights of the right network\.\n$/,
      ],
    ];
    for (const [args, sentence] of cases) {
      const done = await shop.run('stylize', '-o', 'out.png', ...SHALLOW, ...args);
      expect(done).toMatchObject({ code: 1, stderr: expect.stringMatching(sentence) });
    }
    expect(await shop.list()).toEqual(before);
  });

  // A limit on the size of files fails in the middle of writing, as a full disk does.
  it.skipIf(process.platform !== 'linux')('that a file could not be finished', async () => {
    const before = await shop.list();
    const done = await shop.runLimited(
      1,
      ...['stylize', 'photo.png', '--style=night.png', '--output=out.png', ...SHALLOW],
      '--iterations=1',
    );
    expect(done.code).toBe(1);
    expect(done.stderr).toMatch(
      /pastiche: out\.png would be larger than the file system allows; choose a smaller --size\.\n$/,
    );
    expect(await shop.list()).toEqual(before);
  });

  it('that the output is an input, which stays as it is', async () => {
    const before = await readFile(shop.path('photo.png'));
    expect(await paint('photo.png', './photo.png', '--overwrite')).toMatchObject({
      code: 2,
      stderr:
        'pastiche: ./photo.png is one of the inputs (photo.png), which are never overwritten; choose another -o.\n',
    });
    expect((await readFile(shop.path('photo.png'))).equals(before)).toBe(true);
  });

  it('nothing but the sentence, unless debugging', async () => {
    const args = ['stylize', 'none.png', '--style=night.png', '--output=out.png'];
    const plain = await shop.run(...args);
    expect(plain.stderr).toBe('pastiche: none.png cannot be found; check the name.\n');
    const debugged = await runProgram(args, { cwd: shop.folder, env: { PASTICHE_DEBUG: '1' } });
    expect(debugged.code).toBe(1);
    expect(debugged.stderr).toContain('none.png cannot be found; check the name.\n    at ');
    expect(debugged.stderr).toContain('Caused by: Error: ENOENT');
  });
});
