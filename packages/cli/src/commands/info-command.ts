import { arch, platform, totalmem } from 'node:os';
import { type BackendName, isGrey, type KernelsChoice, selectBackend } from '@pastiche/core';
import { parseRecipe } from '@pastiche/core/presets';
import { CATALOGUE } from '@pastiche/core/weights';
import sharp from 'sharp';
import type { CommandContext } from '../base/command-context.js';
import { CommandError, describeError } from '../base/command-error.js';
import { formatBytes } from '../base/readable-units.js';
import { VERSION } from '../base/version.js';
import { readPicture, readResultRecipe } from '../input/picture-file.js';
import { availableMemory } from '../jobs/job-memory.js';
import { processorCount } from '../jobs/processor-count.js';
import { allowRelaxedSimd } from '../jobs/relaxed-simd.js';
import { workerThreads } from '../jobs/worker-threads.js';
import { BUILT_IN, readBuiltIn } from '../weights/built-in-network.js';
import { cacheFolder } from '../weights/cache-folder.js';
import { inspectCache } from '../weights/cache-state.js';
import { locateWeights } from '../weights/weights-location.js';

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
    picture === undefined ? await describeInstallation() : await describePicture(picture);
  terminal.out.write(`${lines.join('\n')}\n`);
}

async function describeInstallation(): Promise<string[]> {
  return [
    `pastiche ${VERSION}, Node ${process.versions.node}, sharp ${sharp.versions.sharp}, ${platform()} ${arch()}`,
    `cores: ${processorCount()}`,
    `memory: ${formatBytes(availableMemory())} free of ${formatBytes(totalmem())}`,
    ...(await describeBackends()),
    `cache: ${cacheFolder()}`,
    ...(await describeWeights()),
  ];
}

async function describeBackends(): Promise<string[]> {
  allowRelaxedSimd();
  const lines: string[] = [];
  for (const preferred of BACKENDS) {
    const state = await selectBackend({ preferred }).then(
      () => 'works',
      (error: unknown) => describeError(error, false),
    );
    lines.push(`backend ${preferred}: ${state}`);
  }
  const threads = workerThreads(processorCount());
  const { name, reason, kernels } = await selectBackend({ preferred: 'auto', threads });
  return [...lines, `backend auto: ${name} (${reason})`, `kernels: ${describeKernels(kernels)}`];
}

function describeKernels(kernels: KernelsChoice | null): string {
  if (kernels === null) return "TensorFlow.js's own, on one thread";
  const { kind, threads } = kernels;
  const simd = kind === 'relaxed-simd' ? 'relaxed SIMD' : 'plain SIMD';
  return `WebAssembly with ${simd}, on ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}

async function describeWeights(): Promise<string[]> {
  const location = await locateWeights(null).catch((error: unknown) => error as Error);
  const named =
    location instanceof Error
      ? [`PASTICHE_WEIGHTS: ${location.message}`]
      : location.kind === 'catalogue'
        ? []
        : [`PASTICHE_WEIGHTS: ${process.env.PASTICHE_WEIGHTS} (${location.file})`];
  const cached = CATALOGUE.map(async (entry) => {
    const { present, of } = await inspectCache(entry);
    return `weights ${entry.id}: ${present} of ${of} files in the cache`;
  });
  const builtIn = await readBuiltIn().then(
    () => 'built in',
    (error: unknown) => describeError(error, false),
  );
  return [...named, `weights ${BUILT_IN.id}: ${builtIn}`, ...(await Promise.all(cached))];
}

/** A result whose end is missing can still say how it was painted, so that is no error here. */
async function isGreyResult(path: string): Promise<boolean> {
  return readPicture(path).then(
    ({ pixels }) => isGrey(pixels),
    () => false,
  );
}

async function describePicture(path: string): Promise<string[]> {
  const recipe = await readResultRecipe(path);
  if (recipe === null) {
    throw new CommandError('failed', `${path} does not say how it was painted.`);
  }
  try {
    const grey = (await isGreyResult(path)) ? { grey: true } : {};
    return [JSON.stringify({ ...parseRecipe(recipe), ...grey }, null, 2)];
  } catch (error) {
    throw new CommandError('failed', `${path}: ${describeError(error, false)}`, error);
  }
}
