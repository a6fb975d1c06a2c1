import { workerThreads } from '../../packages/cli/src/jobs/worker-threads.js';
import { type KernelKind, loadKernels } from '../../packages/core/src/kernels/wasm/load-kernels.js';
import { createArenaNetwork } from '../../packages/core/src/vgg19/arena/arena-network.js';
import type { Network, NetworkOptions } from '../../packages/core/src/vgg19/network/network.js';
import type { NetworkWeights } from '../../packages/core/src/vgg19/network/network-weights.js';
import { createTensorNetwork } from '../../packages/core/src/vgg19/tensors/tensor-network.js';
import type { Contender } from '../contenders/contender.js';
import { networkContender, readLite } from '../contenders/network-contender.js';
import type { IterationTime, KernelsResult } from './job.js';
import { fastest, timeIteration } from './time-iteration.js';

/** Who computes the network: our kernels, on one thread or two, or TensorFlow.js's operations. */
const NAMES = ['relaxed', 'simd', 'twoThreads', 'tensors'] as const;

/** Rounds of the peak kernel: about a tenth of a second. */
const PEAK_ROUNDS = 5e7;

/**
 * One iteration of either network by each of them in turns, so that all meet the same state of the
 * machine; TensorFlow.js's, which is long, in every second round only.
 */
export async function measureKernels(
  vgg19: NetworkWeights,
  network: 'vgg19' | 'vgg19-lite',
  size: number,
  rounds: number,
): Promise<KernelsResult> {
  const weights = network === 'vgg19' ? vgg19 : await readLite();
  const makers = {
    relaxed: await arena('relaxed-simd', 1),
    simd: await arena('simd', 1),
    twoThreads: await arena('relaxed-simd', 2),
    tensors: createTensorNetwork,
  };
  const contenders: Contender[] = [];
  for (const name of NAMES)
    contenders.push(await networkContender(weights, size, { make: makers[name] }));
  const times = NAMES.map((): IterationTime[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      if (NAMES[index] === 'tensors' && round % 2 === 1) continue;
      times[index]?.push((await timeIteration(contender)).time);
    }
  }
  for (const contender of contenders) contender.dispose();
  const [relaxed, simd, twoThreads, tensors] = times.map(fastest) as [
    IterationTime,
    IterationTime,
    IterationTime,
    IterationTime,
  ];
  const first = times[0]?.[0]?.cpuMs ?? Number.NaN;
  return { relaxed, simd, twoThreads, tensors, first, peakGflop: await measurePeak() };
}

async function arena(kind: KernelKind, count: number) {
  const kernels = await loadKernels(kind);
  if (kernels === null) throw new Error(`This engine has no ${kind}.`);
  const threads = count === 1 ? null : workerThreads(count);
  return (options: NetworkOptions): Network => createArenaNetwork({ ...options, kernels, threads });
}

/** What one thread does at best, 10⁹ floating point operations a second of processor time. */
async function measurePeak(): Promise<number> {
  const kernels = await loadKernels('relaxed-simd');
  if (kernels === null) return Number.NaN;
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 });
  const { exports } = new WebAssembly.Instance(kernels.single, { env: { memory } });
  const peak = exports.peak as (rounds: number) => number;
  let best = 0;
  for (let turn = 0; turn < 5; turn++) {
    const before = process.cpuUsage();
    peak(PEAK_ROUNDS);
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, (80 * PEAK_ROUNDS) / (user + system) / 1000);
  }
  return best;
}
