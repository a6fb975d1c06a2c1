import { arch, platform, totalmem } from 'node:os';
import {
  type BackendName,
  type KernelsChoice,
  type Said,
  type Sentence,
  saidBy,
  selectBackend,
  sentence,
} from '@pastiche/core';
import { CATALOGUE } from '@pastiche/core/weights';
import sharp from 'sharp';
import type { CommandContext } from '../base/command-context.js';
import { describeError } from '../base/command-error.js';
import { formatBytes } from '../base/readable-units.js';
import { VERSION } from '../base/version.js';
import { availableMemory } from '../jobs/job-memory.js';
import { processorCount } from '../jobs/processor-count.js';
import { allowRelaxedSimd } from '../jobs/relaxed-simd.js';
import { workerThreads } from '../jobs/worker-threads.js';
import { BUILT_IN, readBuiltIn } from '../weights/built-in-network.js';
import { cacheFolder } from '../weights/cache-folder.js';
import { inspectCache } from '../weights/cache-state.js';
import { locateWeights } from '../weights/weights-location.js';
import { describeResult } from './describe-result.js';

/** Backends that Node can run. */
const BACKENDS: readonly BackendName[] = ['wasm', 'cpu'];

/**
 * `pastiche info`: what is installed and what this machine offers; with a picture, how it was
 * painted, and whether it is grey, as what is painted of grey pictures is.
 *
 * @throws CommandError for a picture that pastiche did not write.
 */
export async function infoCommand(
  picture: string | undefined,
  { terminal }: CommandContext,
): Promise<void> {
  const lines =
    picture === undefined
      ? await describeInstallation()
      : [JSON.stringify(await describeResult(picture), null, 2)];
  for (const line of lines) terminal.out.write(`${terminal.say(line)}\n`);
}

async function describeInstallation(): Promise<Said[]> {
  return [
    `pastiche ${VERSION}, Node ${process.versions.node}, sharp ${sharp.versions.sharp}, ${platform()} ${arch()}`,
    sentence`cores: ${processorCount()}`,
    sentence`memory: ${formatBytes(availableMemory())} free of ${formatBytes(totalmem())}`,
    ...(await describeBackends()),
    sentence`cache: ${cacheFolder()}`,
    ...(await describeWeights()),
  ];
}

async function describeBackends(): Promise<Said[]> {
  allowRelaxedSimd();
  const lines: Said[] = [];
  for (const preferred of BACKENDS) {
    const state = await selectBackend({ preferred }).then(
      (): Said => sentence`works`,
      (error: unknown) => describeError(error, false),
    );
    lines.push(sentence`backend ${preferred}: ${state}`);
  }
  const threads = workerThreads(processorCount());
  const { name, said, kernels } = await selectBackend({ preferred: 'auto', threads });
  return [
    ...lines,
    sentence`backend auto: ${name} (${said})`,
    sentence`kernels: ${describeKernels(kernels)}`,
  ];
}

function describeKernels(kernels: KernelsChoice | null): Sentence {
  if (kernels === null) return sentence`TensorFlow.js's own, on one thread`;
  const { kind, threads } = kernels;
  const simd = kind === 'relaxed-simd' ? sentence`relaxed SIMD` : sentence`plain SIMD`;
  return threads === 1
    ? sentence`WebAssembly with ${simd}, on 1 thread`
    : sentence`WebAssembly with ${simd}, on ${threads} threads`;
}

async function describeWeights(): Promise<Said[]> {
  const location = await locateWeights(null).catch((error: unknown) => error as Error);
  const named =
    location instanceof Error
      ? [sentence`PASTICHE_WEIGHTS: ${saidBy(location)}`]
      : location.kind === 'catalogue'
        ? []
        : [`PASTICHE_WEIGHTS: ${process.env.PASTICHE_WEIGHTS} (${location.file})`];
  const cached = CATALOGUE.map(async (entry) => {
    const { present, of } = await inspectCache(entry);
    return sentence`weights ${entry.id}: ${present} of ${of} files in the cache`;
  });
  const builtIn = await readBuiltIn().then(
    (): Said => sentence`built in`,
    (error: unknown) => describeError(error, false),
  );
  return [...named, sentence`weights ${BUILT_IN.id}: ${builtIn}`, ...(await Promise.all(cached))];
}
