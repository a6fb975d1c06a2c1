import { basename } from 'node:path';
import { FLOP_PER_PIXEL } from './contenders/objective-defaults.js';
import { runJob } from './processor/child-process.js';
import type { IterationTime, MemoryResult } from './processor/job.js';
import type {
  KernelsRow,
  NetworksRow,
  Performance,
  PyramidRow,
  RegionsRow,
  Row,
  SizeRow,
} from './report/row.js';

/** More rounds where an iteration is short; the first of all warms up. */
const ROUNDS: Readonly<Record<number, number>> = { 128: 6, 256: 3 };
const FEWEST_ROUNDS = 2;

/** Speed, both contenders in one process, and the memory of each in one of its own. */
export async function measureSize(weights: string, size: number): Promise<SizeRow> {
  const rounds = ROUNDS[size] ?? FEWEST_ROUNDS;
  const speed = await runJob<'speed'>({ kind: 'speed', size, rounds }, weights);
  const memoryOf = (contender: 'engine' | 'stock') =>
    runJob<'memory'>({ kind: 'memory', size, contender }, weights);
  return {
    size,
    rounds,
    engine: performanceOf(size, speed.engine, await memoryOf('engine')),
    stock: performanceOf(size, speed.stock, await memoryOf('stock')),
    speedup: rounded(speed.stock.cpuMs / speed.engine.cpuMs, 2),
    lossDifference: speed.lossDifference,
  };
}

/** The engine at several sizes, each in a process of its own, and how its cost per pixel grows. */
export async function measureAlone(
  weights: string,
  sizes: readonly number[],
): Promise<Required<Pick<Row, 'alone' | 'msPerPixelRatio'>>> {
  const alone = [];
  for (const size of [...sizes].sort((a, b) => a - b)) {
    const rounds = 2 * (ROUNDS[size] ?? FEWEST_ROUNDS);
    alone.push({ size, ...(await runJob<'alone'>({ kind: 'alone', size, rounds }, weights)) });
  }
  const [smallest, largest] = [alone[0], alone.at(-1)].map((time) =>
    time === undefined ? Number.NaN : time.cpuMs / time.size ** 2,
  );
  return { alone, msPerPixelRatio: rounded((largest as number) / (smallest as number), 3) };
}

/** vgg19-lite beside VGG19: time in turns in one process, memory of each in one of its own. */
export async function measureNetworks(weights: string, size: number): Promise<NetworksRow> {
  const rounds = ROUNDS[size] ?? FEWEST_ROUNDS;
  const times = await runJob<'networks'>({ kind: 'networks', size, rounds }, weights);
  const memoryOf = (contender: 'engine' | 'lite') =>
    runJob<'memory'>({ kind: 'memory', size, contender }, weights);
  const memory = { vgg19: await memoryOf('engine'), lite: await memoryOf('lite') };
  return {
    size,
    ...times,
    speedup: rounded(times.vgg19.cpuMs / times.lite.cpuMs, 2),
    memory,
    tensorShare: rounded(memory.lite.peakTensorBytes / memory.vgg19.peakTensorBytes, 3),
  };
}

/** Our kernels beside TensorFlow.js's operations in one process. */
export async function measureKernels(
  weights: string,
  network: 'vgg19' | 'vgg19-lite',
  size: number,
): Promise<KernelsRow> {
  const rounds = 2 * (ROUNDS[size] ?? FEWEST_ROUNDS) + 2;
  const times = await runJob<'kernels'>({ kind: 'kernels', network, size, rounds }, weights);
  const { relaxed, simd, twoThreads, tensors } = times;
  return {
    network,
    size,
    ...times,
    relaxedSpeedup: rounded(tensors.cpuMs / relaxed.cpuMs, 2),
    simdSpeedup: rounded(tensors.cpuMs / simd.cpuMs, 2),
    twoThreadsSpeedup: rounded(relaxed.ms / twoThreads.ms, 2),
    ...(network === 'vgg19' && {
      gflopPerSecond: rounded((FLOP_PER_PIXEL * size ** 2) / relaxed.cpuMs / 1e6, 1),
    }),
  };
}

/** What a region with a style of its own adds to an iteration of VGG19. */
export async function measureRegions(weights: string, size: number): Promise<RegionsRow> {
  const rounds = 4 * (ROUNDS[size] ?? FEWEST_ROUNDS);
  const parts = await runJob<'regions'>({ kind: 'regions', size, rounds }, weights);
  const [whole, ...parted] = parts;
  const added = parted.map(({ parts: count, cpuMs }) => {
    return (cpuMs / (whole?.cpuMs ?? Number.NaN) - 1) / (count - 1);
  });
  return { size, parts, addedByRegion: added.map((share) => rounded(share, 4)) };
}

export async function measureGrowth(weights: string): Promise<NonNullable<Row['growth']>> {
  const [size, iterations] = [64, 200];
  return {
    size,
    iterations,
    ...(await runJob<'growth'>({ kind: 'growth', size, iterations }, weights)),
  };
}

/** The default size of the command line, alone in a fresh process. */
export function measure512(weights: string): Promise<MemoryResult> {
  return runJob<'memory'>({ kind: 'memory', size: 512, contender: 'engine' }, weights);
}

export interface PyramidOptions {
  readonly content: string | undefined;
  readonly style: string | undefined;
  readonly styleLoss: number;
}

export async function measurePyramid(
  weights: string,
  { content, style, styleLoss }: PyramidOptions,
): Promise<PyramidRow> {
  // Two scales: 136 and 192 px.
  const size = 192;
  const job = { kind: 'pyramid', size, iterations: 60, styleLoss, content, style } as const;
  const names = [content, style].map((file) => (file ? basename(file) : 'made by seed'));
  return {
    size,
    pictures: names.join(' × '),
    with: await runJob<'pyramid'>({ ...job, enabled: true }, weights),
    without: await runJob<'pyramid'>({ ...job, enabled: false }, weights),
  };
}

function performanceOf(size: number, time: IterationTime, memory: MemoryResult): Performance {
  return {
    msPerIteration: rounded(time.ms, 1),
    cpuMsPerIteration: rounded(time.cpuMs, 1),
    gflopPerSecond: rounded((FLOP_PER_PIXEL * size ** 2) / time.cpuMs / 1e6, 1),
    ...memory,
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
