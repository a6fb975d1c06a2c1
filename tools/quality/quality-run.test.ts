import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobsPicture, checkerPicture, type Picture, tinyNetwork } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toRgb } from '../../packages/core/src/image/pixels.js';
import { createNetwork } from '../../packages/core/src/vgg19/create-network.js';
import { withPass } from '../../packages/core/src/vgg19/with-pass.js';
import { contactSheet } from './contact-sheet.js';
import { createJudge, STYLE_LAYERS } from './judge.js';
import { listPictures, pairUp } from './pictures.js';
import { type Progress, runQuality } from './quality-run.js';
import { sheetRows } from './quality-sheet.js';

const networks = { vgg19: tinyNetwork(7).weights, lite: tinyNetwork(8).weights };
const painters = ['vgg19-lite', 'auto', 'vgg19'] as const;

let folder: string;

beforeAll(async () => {
  tf.enableProdMode();
  expect(await tf.setBackend('cpu')).toBe(true);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quality-'));
  await save(blobsPicture(40, 32, 1), 'content.png');
  await save(checkerPicture(48, 40, 5), 'style.png');
});
afterEach(() => rm(folder, { recursive: true }));

async function save({ width, height, data }: Picture, name: string): Promise<void> {
  await sharp(data, { raw: { width, height, channels: 4 } }).toFile(join(folder, name));
}

async function run(change: { iterations?: number; onProgress?: (step: Progress) => void } = {}) {
  const [content, style] = await listPictures(folder);
  const pairs = pairUp([content!], [style!]);
  const out = join(folder, 'out');
  return runQuality({ pairs, painters, networks, size: 40, iterations: 8, out, ...change });
}

describe('runQuality', () => {
  it('paints, judges and compares with VGG19', async () => {
    const { report } = await run();
    const [pair] = report.pairs;
    expect([pair!.content, pair!.style]).toEqual(['content', 'style']);
    const { full: vgg19 } = pair!.painters.vgg19!;
    const { full: lite } = pair!.painters['vgg19-lite']!;
    // The content is its own content; eight iterations bring it nearer to the style.
    expect(pair!.start.full.content).toBe(0);
    expect(vgg19.style).toBeLessThan(0.9 * pair!.start.full.style);
    expect(vgg19.content).toBeGreaterThan(0);
    expect([vgg19.closed, vgg19.contentRatio]).toEqual([1, 1]);
    const way = pair!.start.full.style - vgg19.style;
    expect(lite.closed).toBeCloseTo((pair!.start.full.style - lite.style) / way, 12);
    expect(lite.closed).not.toBe(1);
    expect(report.means['vgg19-lite']!.full).toEqual(lite);
    expect(report.means['vgg19-lite']!.worstClosed).toBe(lite.closed);
    expect(pair!.painters.auto!.seconds).toBeGreaterThan(0);
    expect(pair!.painters.auto!.msPerIteration).toBeGreaterThan(0);
  });

  it('goes on where it was interrupted, and paints anew what other inputs decide', async () => {
    const first = await run();
    const out = join(folder, 'out');
    const painted: string[] = [];
    const onProgress = ({ painter }: Progress) => painted.push(painter);
    // An interrupted painting has no note yet.
    await rm(join(out, 'content--style--auto.json'));
    const before = (await stat(join(out, 'content--style--vgg19.png'))).mtimeMs;
    const second = await run({ onProgress });
    expect(new Set(painted)).toEqual(new Set(['auto']));
    expect((await stat(join(out, 'content--style--vgg19.png'))).mtimeMs).toBe(before);
    expect(second.report.pairs[0]!.painters.vgg19).toEqual(first.report.pairs[0]!.painters.vgg19);
    expect((await readdir(out)).filter((file) => file.endsWith('.part'))).toEqual([]);

    painted.length = 0;
    await writeFile(join(out, 'content--style--vgg19.json'), '{"key": cut o');
    await run({ onProgress });
    expect(new Set(painted)).toEqual(new Set(['vgg19']));

    painted.length = 0;
    await save(checkerPicture(48, 40, 7), 'style.png');
    await run({ onProgress });
    expect(new Set(painted)).toEqual(new Set(painters));
    await run({ iterations: 9, onProgress: ({ iteration }) => expect(iteration.of).toBe(9) });
    const note = await readFile(join(out, 'content--style--vgg19.json'), 'utf8');
    expect(Object.keys(JSON.parse(note))).toEqual(['key', 'seconds', 'msPerIteration']);
  });

  it('leaves no tensors behind', async () => {
    const before = tf.memory().numTensors;
    await run();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('names what is missing when vgg19-lite should paint and was not loaded', async () => {
    const [content, style] = await listPictures(folder);
    const pairs = pairUp([content!], [style!]);
    const options = { pairs, painters, size: 40, iterations: 2, out: join(folder, 'out') };
    await expect(runQuality({ ...options, networks: { vgg19: networks.vgg19 } })).rejects.toThrow(
      'vgg19-lite needs the weights of vgg19-lite; name their file with --lite.',
    );
  });

  it('refuses a size at which VGG19 could not judge the half', async () => {
    const [content, style] = await listPictures(folder);
    const options = { pairs: pairUp([content!], [style!]), painters, networks, iterations: 2 };
    const running = runQuality({ ...options, size: 36, out: join(folder, 'out') });
    // 40 × 32 px at 36 px is 36 × 29, half of it 18 × 14, and conv5_1 needs 16.
    await expect(running).rejects.toThrow(
      'Paintings are judged at half size too, where VGG19 needs 16 px a side, but content would have 18 × 14 px; choose a larger --size.',
    );
    expect(await readdir(folder)).not.toContain('out');
  });

  it('shows content, style and each painting in a row of the contact sheet', async () => {
    const { results } = await run();
    const [row] = sheetRows(results, painters);
    expect(
      row!.map(({ label }) => label!.replace(/-?\d+ %/, 'n %').replace(/\d+ s/, 't s')),
    ).toEqual(['content', 'style', 'vgg19-lite, n %, t s', 'auto, n %, t s', 'vgg19, t s']);
    const sheet = await sharp(await contactSheet([row!], { height: 32 })).metadata();
    // 40 + 38 + 3 · 40 wide (48 × 40 at 32 px high is 38.4), and six gaps of 8 px.
    expect(sheet.width).toBe(246);
  });
});

describe('createJudge', () => {
  it('finds no distance between a picture and itself, at any size', async () => {
    const picture = blobsPicture(40, 32, 1);
    const judge = createJudge(networks.vgg19, picture, picture);
    expect(await judge.judge(picture, 40)).toEqual({ style: 0, content: 0 });
    expect(await judge.judge(picture, 24)).toEqual({ style: 0, content: 0 });
    judge.dispose();
  });

  it('means over five Gram matrices, the style at its own size where that is smaller', async () => {
    const [picture, style] = [blobsPicture(48, 48, 1), checkerPicture(24, 24, 5)];
    const weights = networks.vgg19;
    const network = createNetwork({
      weights,
      deepest: 'conv5_1',
      pooling: 'max',
      calibration: null,
    });
    const gramsOf = (seen: Picture) =>
      withPass(network, toRgb(seen), (maps) =>
        tf.tidy(() => STYLE_LAYERS.map((layer) => maps.gram(layer).dataSync())),
      );
    const [targets, own] = [await gramsOf(style), await gramsOf(picture)];
    const distances = STYLE_LAYERS.map((_, layer) => {
      const target = targets[layer]!;
      const difference = own[layer]!.map((value, index) => value - target[index]!);
      const squares = (values: ArrayLike<number>) =>
        Array.from(values).reduce((sum, value) => sum + value ** 2, 0);
      return squares(difference) / squares(target);
    });
    network.dispose();
    const judge = createJudge(weights, picture, style);
    const mean = distances.reduce((sum, distance) => sum + distance / 5, 0);
    expect((await judge.judge(picture, 48)).style / mean).toBeCloseTo(1, 6);
    judge.dispose();
  });
});
