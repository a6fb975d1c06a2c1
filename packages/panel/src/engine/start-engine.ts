import type { BackendName } from '@pastiche/core';
import { sentence } from '@pastiche/core/sentence';
import { ChannelError } from '../channel/index.js';
import type { Assets, WorkerKind } from '../host/assets.js';
import type { HostWeights } from '../host/host.js';
import { connectEngine, type EnginePlace } from './connect-engine.js';
import type { Engine } from './engine.js';
import { createEngineClient } from './engine-client.js';
import { serveInPage } from './serve-in-page.js';
import { spawnWorker } from './spawn-worker.js';

export interface StartEngineOptions {
  readonly assets: Assets;
  /** One of VGG19's files, where `weights` is of kind `files`. */
  readonly readWeights: (file: string) => Promise<Uint8Array>;
  readonly weights: HostWeights;
  readonly backend: BackendName | 'auto';
}

/**
 * Starts the engine: in a worker of the first kind that the page allows, or else in the page's own
 * thread.
 *
 * @example
 * const engine = await startEngine({ assets, readWeights: host.readWeights, weights, backend: 'auto' });
 * @throws Error with a literal `code` and a sentence, when an asset is missing or nothing computes.
 */
export async function startEngine(options: StartEngineOptions): Promise<Engine> {
  const { assets, readWeights, weights, backend } = options;
  const [source, lite, wasm] = await Promise.all([
    assets.read('engine.js'),
    assets.read('vgg19-lite.safetensors'),
    // Without it the engine does as well as it can.
    assets.read('tfjs-backend-wasm-simd.wasm').catch(() => null),
  ]);
  const connection = await firstThatAnswers(assets, new TextDecoder().decode(source), readWeights);
  try {
    return await createEngineClient(connection, { lite, wasm, weights, backend });
  } catch (error) {
    connection.close(sentence`The engine could not be started.`);
    throw error;
  }
}

async function firstThatAnswers(
  assets: Assets,
  source: string,
  readWeights: StartEngineOptions['readWeights'],
) {
  const failures: string[] = [];
  for (const open of placesOf(assets, source)) {
    try {
      return await connectEngine(await open(), readWeights);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new ChannelError(
    'failed',
    sentence`The engine should run in a worker or in this page, but neither allows it; reload the window or update the app.`,
    { details: failures.join('\n') },
  );
}

function placesOf(assets: Assets, source: string): (() => EnginePlace | Promise<EnginePlace>)[] {
  const { engineAddress, scriptNonce } = assets;
  const spawn = (kind: WorkerKind) => () => spawnWorker({ kind, source, engineAddress });
  return [...assets.workerKinds.map(spawn), () => serveInPage(source, scriptNonce)];
}
