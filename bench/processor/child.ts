// The child process of main.ts: does one job and sends the result back.
import { blobsPicture } from '@pastiche/test-fixtures';
import * as tf from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { allowRelaxedSimd } from '../../packages/cli/src/jobs/relaxed-simd.js';
import { selectBackend } from '../../packages/core/src/backend/select.js';
import type { Pixels } from '../../packages/core/src/image/pixels.js';
import type { NetworkWeights } from '../../packages/core/src/vgg19/network/network-weights.js';
import { loadWeights } from '../../packages/core/src/weights/load-weights.js';
import { weightsFolder } from '../../tools/weights/weights-folder.js';
import { benchPictures, type Contender } from '../contenders/contender.js';
import { engineContender } from '../contenders/engine.js';
import { networkContender, readLite } from '../contenders/network-contender.js';
import { DEEPEST } from '../contenders/objective-defaults.js';
import { stockContender } from '../contenders/stock.js';
import type {
  GrowthResult,
  IterationTime,
  Job,
  MemoryContender,
  MemoryResult,
  NetworksResult,
  RegionsResult,
  Result,
  SpeedResult,
} from './job.js';
import { measureKernels } from './kernels.js';
import { timeToStyleLoss } from './pyramid.js';
import { fastest, timeIteration } from './time-iteration.js';

/** What is measured for its memory alone. */
const CONTENDERS: Readonly<
  Record<MemoryContender, (weights: NetworkWeights, size: number) => Promise<Contender>>
> = {
  engine: async (weights, size) => engineContender({ weights, ...benchPictures(size) }),
  stock: async (weights, size) => stockContender({ weights, ...benchPictures(size) }),
  lite: async (_, size) => networkContender(await readLite(), size),
};

async function main(job: Job, folder: string): Promise<void> {
  allowRelaxedSimd();
  await selectBackend({ preferred: 'wasm' });
  const weights = await loadWeights({ source: weightsFolder(folder), deepest: DEEPEST });
  process.send?.(await work(job, weights));
}

async function work(job: Job, weights: NetworkWeights): Promise<Result<Job['kind']>> {
  switch (job.kind) {
    case 'speed':
      return measureSpeed(weights, job.size, job.rounds);
    case 'alone':
      return measureAlone(weights, job.size, job.rounds);
    case 'networks':
      return measureNetworks(weights, job.size, job.rounds);
    case 'kernels':
      return measureKernels(weights, job.network, job.size, job.rounds);
    case 'regions':
      return measureRegions(weights, job.size, job.rounds);
    case 'memory':
      return measureMemory(await CONTENDERS[job.contender](weights, job.size));
    case 'growth':
      return measureGrowth(
        await engineContender({ weights, ...benchPictures(job.size) }),
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
async function measureSpeed(
  weights: NetworkWeights,
  size: number,
  rounds: number,
): Promise<SpeedResult> {
  const pictures = benchPictures(size);
  const contenders = [
    await engineContender({ weights, ...pictures }),
    stockContender({ weights, ...pictures }),
  ] as const;
  const times = contenders.map((): IterationTime[] => []);
  const losses = contenders.map(() => Number.NaN);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const { time, loss } = await timeIteration(contender);
      times[index]?.push(time);
      if (round === 0) losses[index] = loss;
    }
  }
  const [engineLoss = Number.NaN, stockLoss = Number.NaN] = losses;
  return {
    engine: fastest(times[0]),
    stock: fastest(times[1]),
    lossDifference: Math.abs(engineLoss - stockLoss) / stockLoss,
  };
}

/** The engine in a process of its own, as users run it: without stock's heap beside it. */
async function measureAlone(
  weights: NetworkWeights,
  size: number,
  rounds: number,
): Promise<IterationTime> {
  const contender = await engineContender({ weights, ...benchPictures(size) });
  const times: IterationTime[] = [];
  for (let round = 0; round < rounds; round++) times.push((await timeIteration(contender)).time);
  return fastest(times);
}

/** Either network in turns, so that both meet the same state of the machine. */
async function measureNetworks(
  weights: NetworkWeights,
  size: number,
  rounds: number,
): Promise<NetworksResult> {
  const contenders = [
    await networkContender(weights, size),
    await networkContender(await readLite(), size),
  ];
  const times = contenders.map((): IterationTime[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      // Lite's iterations are short: more of them fit into the same span, and the fastest counts.
      const repeats = index === 0 ? 1 : 4;
      for (let i = 0; i < repeats; i++) {
        times[index]?.push((await timeIteration(contender)).time);
      }
    }
  }
  return { vgg19: fastest(times[0]), lite: fastest(times[1]) };
}

/** VGG19 with styles for 1, 2, 3 and 5 parts of a picture in turns. */
async function measureRegions(
  weights: NetworkWeights,
  size: number,
  rounds: number,
): Promise<RegionsResult> {
  const counts = [1, 2, 3, 5];
  const contenders: Contender[] = [];
  for (const parts of counts) contenders.push(await networkContender(weights, size, { parts }));
  const times = counts.map((): IterationTime[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      times[index]?.push((await timeIteration(contender)).time);
    }
  }
  return counts.map((parts, index) => ({ parts, ...fastest(times[index]) }));
}

async function measureMemory(contender: Contender): Promise<MemoryResult> {
  const { peakBytes } = await tf.profile(async () => {
    await contender.iterate();
    return tf.scalar(0);
  });
  return { peakTensorBytes: peakBytes, peakResidentBytes: process.resourceUsage().maxRSS * 1024 };
}

async function measureGrowth(contender: Contender, iterations: number): Promise<GrowthResult> {
  const state = () => {
    const { numTensors, numBytes } = tf.memory();
    return { numTensors, numBytes, rss: process.memoryUsage.rss() };
  };
  let early = state();
  for (let iteration = 1; iteration <= iterations; iteration++) {
    await contender.iterate();
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

const [job, folder] = process.argv.slice(2);
await main(JSON.parse(job ?? '') as Job, folder ?? '');
