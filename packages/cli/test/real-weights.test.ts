import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram, runProgram } from './built-program.js';

const shared = process.env.PASTICHE_SHARED;
const weights = process.env.PASTICHE_WEIGHTS;
const SKIPPED =
  'PASTICHE_SHARED (a folder with images/) and PASTICHE_WEIGHTS (VGG19) are not both named';

interface Step {
  readonly phase: string;
  readonly losses: { readonly style: number };
}

describe('a real photograph, a real painting and the real VGG19', () => {
  let folder: string;

  beforeAll(async () => {
    buildProgram();
    folder = await mkdtemp(join(tmpdir(), 'pastiche-real-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('lose more than three quarters of the relative style loss in 20 iterations at 160 px', async ({
    skip,
  }) => {
    if (!shared || !weights) return skip(SKIPPED);
    const content = join(shared, 'images/content/tubingen.jpg');
    const style = join(shared, 'images/style/starry_night.jpg');
    const { code, stdout, stderr } = await runProgram(
      [
        ...['stylize', content, '--style', style, '-o', 'painted.png'],
        ...['--network', 'vgg19', '--size', '160', '--iterations', '20', '--json', '--quiet'],
      ],
      { cwd: folder, env: { PASTICHE_WEIGHTS: weights } },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const steps = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Step);
    const losses = steps
      .filter(({ phase }) => phase === 'painting')
      .map((step) => step.losses.style);
    expect(losses).toHaveLength(20);
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 4);
    expect(await readdir(folder)).toEqual(['painted.png']);
    const { width, height, space } = await sharp(join(folder, 'painted.png')).metadata();
    expect({ width, height, space }).toEqual({ width: 160, height: 120, space: 'srgb' });
  });
});
