import { largestSides, largestTexture, memoryInUse, memoryNeeds } from '@pastiche/core';
import type { BodyOf, Channel } from '../../channel/index.js';
import type { EngineFacts } from '../engine.js';
import type { EngineClientContract, EngineContract } from '../engine-contract.js';
import { createNetworks, type Networks } from './networks/networks.js';
import type { Pictures } from './pictures/pictures.js';
import { type Computer, startComputer } from './run/computer.js';
import { deviceMemory } from './run/device-memory.js';
import type { TellRunEvent } from './run/run-events.js';
import { createRunner, type Runner } from './run/runner.js';

/** A host may have to fetch a file of VGG19 before it can hand it over, ms. */
const FILE_TIMEOUT_MS = 300_000;

/** What there is once the panel has sent `start`. */
export interface Services {
  readonly networks: Networks;
  readonly runner: Runner;
  facts(): EngineFacts;
  memory(): { readonly tensors: number; readonly bytes: number };
}

/** @throws StyleTransferError when nothing computes here, or the built-in network is damaged. */
export async function startServices(
  { lite, wasm, backend, weights }: BodyOf<EngineContract, 'start'>,
  channel: Channel<EngineClientContract>,
  pictures: Pictures,
): Promise<Services> {
  const computer = await startComputer({ preferred: backend, wasmBinary: wasm });
  const networks = createNetworks({
    lite,
    origin: weights,
    askPanel: (file) => channel.request('readWeights', { file }, { timeoutMs: FILE_TIMEOUT_MS }),
  });
  // Read at once, so that a damaged file is known before the first run.
  networks.lite();
  const tell: TellRunEvent = (event, transfer) => channel.tell('runEvent', event, transfer);
  const runner = createRunner({ computer, pictures, networks, tell });
  return { networks, runner, facts: () => factsOf(computer), memory: memoryInUse };
}

function factsOf({ choice }: Computer): EngineFacts {
  return {
    place: typeof WorkerGlobalScope === 'undefined' ? 'page' : 'worker',
    backend: choice.name,
    reason: choice.reason,
    said: choice.said,
    needs: memoryNeeds(choice.name),
    largestSide: largestSides(choice.name, {
      textureSide: largestTexture(),
      memory: deviceMemory(),
    }),
  };
}
