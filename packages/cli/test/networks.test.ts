import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { openWorkshop, type Workshop } from './workshop.js';

/** Layers that vgg19-lite has and the workshop's first three convolutions of VGG19 too. */
const LAYERS = ['--style-layers=conv1_1,conv2_1', '--content-layers=conv2_1', '--size=48'];
const HINT =
  'Painting with the built-in vgg19-lite alone; to have VGG19 finish the pictures, fetch it once (21.0 MB): pastiche weights fetch\n';

let shop: Workshop;

beforeAll(buildProgram);

beforeEach(async () => {
  shop = await openWorkshop();
});

afterEach(() => shop.close());

const files = (output: string) => ['stylize', 'photo.png', '--style=night.png', `-o${output}`];

async function networkOf(picture: string): Promise<string> {
  return JSON.parse((await shop.run('info', picture)).stdout).network;
}

async function pixelsOf(name: string): Promise<Buffer> {
  return sharp(shop.path(name)).raw().toBuffer();
}

function lossesOf(stdout: string): number[] {
  const steps = stdout.trimEnd().split('\n');
  return steps
    .map((line) => JSON.parse(line))
    .filter(({ phase }) => phase === 'painting')
    .map(({ losses }) => losses.style);
}

describe('on a machine without weights, cache and connection', () => {
  it('gives its hint only when it paints: what is wrong with a file stands alone', async () => {
    await writeFile(shop.path('text.png'), 'hello');
    const line = ['stylize', 'text.png', '--style=night.png', '-o', 'out.png', ...LAYERS];
    const { code, stderr } = await shop.runOffline(...line);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^pastiche: text\.png: The file should be a picture [^\n]+\n$/);
  });

  it('paints with the default layers, lowers the style loss and says how to get VGG19', async () => {
    const before = await shop.list();
    const work = ['--size=64', '--iterations=20'];
    const { code, stdout, stderr } = await shop.runOffline(...files('a.png'), ...work, '--json');
    expect({ code, stderr: stderr.split('\n') }).toMatchObject({
      code: 0,
      stderr: [expect.stringMatching(/^Saved a\.png \(64 × 48 px, 20 iterations, /), ''],
    });
    const losses = lossesOf(stdout);
    expect(losses).toHaveLength(20);
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
    expect(await networkOf('a.png')).toBe('vgg19-lite');

    const told = await shop.runOffline(...files('b.png'), ...work);
    expect(told.stderr.startsWith(HINT)).toBe(true);
    expect((await pixelsOf('b.png')).equals(await pixelsOf('a.png'))).toBe(true);
    const quiet = await shop.runOffline(...files('c.png'), '--iterations=1', '--quiet');
    expect(quiet).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await shop.list()).toEqual([...before, 'a.png', 'b.png', 'c.png'].sort());
  });

  it('paints side by side in child processes, which do not choose anew', async () => {
    await copyFile(shop.path('photo.png'), shop.path('second.png'));
    const { code, stderr } = await shop.runOffline(
      ...['stylize', 'photo.png', 'second.png', '--style=night.png', '-oout/', '--jobs=2'],
      ...['--size=48', '--iterations=2'],
    );
    expect({ code, hints: stderr.split(HINT).length - 1 }).toEqual({ code: 0, hints: 1 });
    expect(await networkOf('out/second.night.png')).toBe('vgg19-lite');
  });

  it('takes and uses statistics', async () => {
    const made = await shop.runOffline(
      'statistics',
      'night.png',
      '-on.pastiche-style',
      '--size=48',
    );
    expect(made.stderr).toMatch(
      /^Saved n\.pastiche-style \([\d.]+ kB; the style at 48 px, for vgg19-lite\)\.\n$/,
    );
    const painted = await shop.runOffline(
      ...['stylize', 'photo.png', '--style=n.pastiche-style', '-oout.png', '--size=48'],
      '--iterations=2',
    );
    expect(painted).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^The style statistics are of vgg19-lite: it paints alone\.\n/),
    });
  });

  it('does not try for VGG19 unless it is asked to', async () => {
    const { code, stderr } = await shop.runOffline(...files('out.png'), '--network=vgg19');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^pastiche: [^\n]+\n$/);
    expect(await shop.list()).not.toContain('out.png');
  });

  it('refuses a layer that the built-in network lacks before anything is written', async () => {
    const { code, stderr } = await shop.runOffline(...files('out.png'), '--content-layers=conv3_3');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'pastiche: The network vgg19-lite has no layer conv3_3, only conv1_1, conv2_1, conv3_1, conv4_1, conv4_2, conv5_1; choose from these, or give --network vgg19.\n',
    });
    expect(await shop.list()).not.toContain('out.png');
  });
});

describe('with VGG19 at hand', () => {
  it('begins with the built-in network and finishes with VGG19', async () => {
    const run = (output: string, ...more: string[]) =>
      shop.run(...files(output), ...LAYERS, '--iterations=10', '--json', ...more);
    const both = await run('both.png');
    expect(both).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Saved [^\n]+\n$/) });
    const lite = await run('lite.png', '--network=vgg19-lite');
    await run('vgg19.png', '--network=vgg19');
    expect(await Promise.all(['both.png', 'lite.png', 'vgg19.png'].map(networkOf))).toEqual([
      ...['vgg19-lite+vgg19', 'vgg19-lite', 'vgg19'],
    ]);
    // The last 6 of the only scale's 10 iterations are VGG19's.
    const [ofBoth, ofLite] = [lossesOf(both.stdout), lossesOf(lite.stdout)];
    expect(ofBoth.slice(0, 4)).toEqual(ofLite.slice(0, 4));
    expect(ofBoth[4]).not.toBe(ofLite[4]);
  });

  it.each(['auto', 'vgg19-lite', 'vgg19'])('resumes a run with --network %s', async (network) => {
    const work = [...LAYERS, '--iterations=8', `--network=${network}`];
    await shop.run(...files('whole.png'), ...work);
    const running = shop.start(
      ...[...files('part.png'), ...work, '--json'],
      ...['--checkpoint=run.checkpoint', '--checkpoint-interval=0.001'],
    );
    await running.hasPrinted(/"overall":\{"index":5,/);
    running.child.kill('SIGKILL');
    await running.finished;
    const resumed = await shop.run(...files('resumed.png'), ...work, '--resume=run.checkpoint');
    expect(resumed.code).toBe(0);
    expect((await pixelsOf('resumed.png')).equals(await pixelsOf('whole.png'))).toBe(true);
  });

  it('leaves layers that only VGG19 has to it, and says so', async () => {
    const { code, stderr } = await shop.run(
      ...[...files('out.png'), '--size=48', '--iterations=1'],
      ...['--style-layers=conv1_1,conv1_2', '--content-layers=conv2_1'],
    );
    expect({ code, first: stderr.split('\n')[0] }).toEqual({
      code: 0,
      first: 'vgg19-lite has no layer conv1_2: VGG19 paints alone.',
    });
    expect(await networkOf('out.png')).toBe('vgg19');
  });
});

describe('another file of vgg19-lite', () => {
  const shipped = createRequire(import.meta.url).resolve('@pastiche/core/vgg19-lite.safetensors');

  it('is tried with --weights', async () => {
    await copyFile(shipped, shop.path('trial.safetensors'));
    const work = [...LAYERS, '--iterations=2', '--network=vgg19-lite', '--quiet'];
    await shop.run(...files('built-in.png'), ...work);
    const { code } = await shop.run(...files('t.png'), ...work, '--weights=trial.safetensors');
    expect(code).toBe(0);
    expect((await pixelsOf('t.png')).equals(await pixelsOf('built-in.png'))).toBe(true);
  });

  it('is refused by name when it is damaged or another network', async () => {
    await writeFile(shop.path('cut.safetensors'), (await readFile(shipped)).subarray(0, -100));
    const cases = [
      [
        'cut.safetensors',
        /^pastiche: cut\.safetensors: The vgg19-lite file has \d+ bytes, expected/,
      ],
      [
        'vgg19.safetensors',
        /^pastiche: vgg19\.safetensors: The vgg19-lite file should hold vgg19-lite, but it holds something unnamed; [^\n]+\n$/,
      ],
      ['none.safetensors', /^pastiche: none\.safetensors cannot be found; check the name\.\n$/],
    ] as const;
    for (const [file, sentence] of cases) {
      const done = await shop.run(
        ...[...files('out.png'), '--network=vgg19-lite', `--weights=${file}`],
      );
      expect(done).toMatchObject({ code: 1, stderr: expect.stringMatching(sentence) });
    }
    expect(await shop.list()).not.toContain('out.png');
  });
});
