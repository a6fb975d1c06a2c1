// The child process of main.ts: does one job and sends the result back.
import { blobsPicture } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { selectBackend } from '../packages/core/src/backend/select.js';
import type { Pixels } from '../packages/core/src/image/pixels.js';
import { loadWeights } from '../packages/core/src/weights/load-weights.js';
import type { NetworkWeights } from '../packages/core/src/weights/network-weights.js';
import { weightsFolder } from '../tools/weights-folder.js';
import { benchPictures, type Contender } from './contender.js';
import { engineContender } from './engine.js';
import type { GrowthResult, Job, MemoryResult, Result, SpeedResult } from './job.js';
import { DEEPEST } from './objective-defaults.js';
import { timeToStyleLoss } from './pyramid.js';
import { stockContender } from './stock.js';

const CONTENDERS = { engine: engineContender, stock: stockContender };

async function main(job: Job, folder: string): Promise<void> {
  await selectBackend({ preferred: 'wasm' });
  const weights = await loadWeights({ source: weightsFolder(folder), deepest: DEEPEST });
  process.send?.(await work(job, weights));
}

async function work(job: Job, weights: NetworkWeights): Promise<Result<Job['kind']>> {
  switch (job.kind) {
    case 'speed':
      return measureSpeed(weights, job.size, job.rounds);
    case 'memory':
      return measureMemory(CONTENDERS[job.contender]({ weights, ...benchPictures(job.size) }));
    case 'growth':
      return measureGrowth(
        engineContender({ weights, ...benchPictures(job.size) }),
        job.iterations,
      );
    case 'pyramid':
      return timeToStyleLoss(weights, job, {
        content: await picture(job.content, job.size, 1),
        style: await picture(job.style, job.size, 2),
      });
  }
}

/** One after the other in each round, so that both meet the same state of the machine. */
function measureSpeed(weights: NetworkWeights, size: number, rounds: number): SpeedResult {
  const pictures = benchPictures(size);
  const engine = engineContender({ weights, ...pictures });
  const stock = stockContender({ weights, ...pictures });
  const times: Record<Contender['name'], number[]> = { engine: [], stock: [] };
  const first: Partial<Record<Contender['name'], number>> = {};
  for (let round = 0; round < rounds; round++) {
    for (const contender of [engine, stock]) {
      const start = performance.now();
      const loss = contender.iterate();
      times[contender.name].push(performance.now() - start);
      first[contender.name] ??= loss;
    }
  }
  const { engine: engineLoss = Number.NaN, stock: stockLoss = Number.NaN } = first;
  return {
    engineMs: median(times.engine),
    stockMs: median(times.stock),
    lossDifference: Math.abs(engineLoss - stockLoss) / stockLoss,
  };
}

async function measureMemory(contender: Contender): Promise<MemoryResult> {
  contender.iterate();
  const { peakBytes } = await tf.profile(() => {
    contender.iterate();
    return tf.scalar(0);
  });
  return { peakTensorBytes: peakBytes, peakResidentBytes: process.resourceUsage().maxRSS * 1024 };
}

function measureGrowth(contender: Contender, iterations: number): GrowthResult {
  const state = () => {
    const { numTensors, numBytes } = tf.memory();
    return { numTensors, numBytes, rss: process.memoryUsage.rss() };
  };
  let early = state();
  for (let iteration = 1; iteration <= iterations; iteration++) {
    contender.iterate();
    if (iteration === 20) early = state();
  }
  const late = state();
  return {
    tensors: late.numTensors - early.numTensors,
    tensorBytes: late.numBytes - early.numBytes,
    residentBytes: late.rss - early.rss,
  };
}

async function picture(file: string | undefined, size: number, seed: number): Promise<Pixels> {
  if (file === undefined) return blobsPicture(size, size, seed);
  const { data, info } = await sharp(file)
    .resize(size, size, { fit: 'inside' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] as number;
  const high = sorted[Math.floor(middle)] as number;
  return (low + high) / 2;
}

const [job, folder] = process.argv.slice(2);
await main(JSON.parse(job ?? '') as Job, folder ?? '');
