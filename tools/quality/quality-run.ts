import { mkdir } from 'node:fs/promises';
import { fitLongSide } from '../../packages/core/src/image/fit.js';
import type { Pixels } from '../../packages/core/src/image/pixels.js';
import { createJudge, type Judge } from './judge.js';
import { type LoadedNetworks, networksOf, type PainterName } from './networks.js';
import { type PaintingFile, paint } from './paint.js';
import { type Pair, readPixels } from './pictures.js';
import {
  type AtBothSizes,
  type JudgedPainting,
  meanScores,
  type PairScore,
  scorePair,
} from './report.js';
import type { Judgement } from './scores.js';

/** Four poolings lie before conv5_1. */
const SMALLEST_SIDE = 16;

export interface QualityOptions {
  readonly pairs: readonly Pair[];
  readonly painters: readonly PainterName[];
  readonly networks: LoadedNetworks;
  /** Long side of the paintings, px. */
  readonly size: number;
  readonly iterations: number;
  readonly out: string;
  /** Told after each iteration. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface Progress {
  readonly pair: Pair;
  readonly painter: PainterName;
  readonly iteration: { readonly index: number; readonly of: number };
}

/** A pair with its scores and the files that were painted. */
export interface PairResult {
  readonly pair: Pair;
  readonly score: PairScore;
  readonly paintings: ReadonlyMap<PainterName, PaintingFile>;
}

/**
 * Paints every pair with every painter and judges the files by VGG19. Paintings that lie in `out`
 * from an earlier run with the same inputs are judged as they are, with the times noted then.
 */
export async function runQuality(options: QualityOptions) {
  const { pairs, painters, networks, size, iterations, out } = options;
  const chosen = painters.map((painter) => [painter, networksOf(painter, networks)] as const);
  for (const { content } of pairs)
    checkHalfSize(content.name, await readPixels(content.path), size);
  await mkdir(out, { recursive: true });
  const results: PairResult[] = [];
  for (const pair of pairs) {
    const paintings = new Map<PainterName, PaintingFile>();
    for (const [painter, painting] of chosen) {
      const onStep = ({ overall }: { overall: Progress['iteration'] }) =>
        options.onProgress?.({ pair, painter, iteration: overall });
      const painted = { pair, painter, networks: painting, size, iterations, out, onStep };
      paintings.set(painter, await paint(painted));
    }
    results.push({ pair, paintings, score: await judgePair(options, pair, paintings) });
  }
  const scores = results.map(({ score }) => score);
  return {
    results,
    report: { size, iterations, pairs: scores, means: meanScores(scores, painters) },
  };
}

function checkHalfSize(name: string, content: Pixels, size: number): void {
  const { width, height } = fitLongSide(content.width, content.height, halfOf(size));
  if (Math.min(width, height) >= SMALLEST_SIDE) return;
  throw new Error(
    `Paintings are judged at half size too, where VGG19 needs ${SMALLEST_SIDE} px a side, but ${name} would have ${width} × ${height} px; choose a larger --size.`,
  );
}

async function judgePair(
  { networks, size }: QualityOptions,
  pair: Pair,
  paintings: ReadonlyMap<PainterName, PaintingFile>,
): Promise<PairScore> {
  const content = await readPixels(pair.content.path);
  const judge = createJudge(networks.vgg19, content, await readPixels(pair.style.path));
  try {
    const judged = new Map<PainterName, JudgedPainting>();
    for (const [painter, { path, seconds, msPerIteration }] of paintings) {
      const seen = await atBothSizes(judge, await readPixels(path), size);
      judged.set(painter, { judged: seen, seconds, msPerIteration });
    }
    const names = { content: pair.content.name, style: pair.style.name };
    return scorePair(names, await atBothSizes(judge, content, size), judged);
  } finally {
    judge.dispose();
  }
}

async function atBothSizes(
  judge: Judge,
  picture: Pixels,
  size: number,
): Promise<AtBothSizes<Judgement>> {
  const full = await judge.judge(picture, size);
  return { full, half: await judge.judge(picture, halfOf(size)) };
}

function halfOf(size: number): number {
  return Math.round(size / 2);
}
