import type { BackendName } from '@pastiche/core';
import { sentence } from '@pastiche/core/sentence';
import type { HostWeights } from '../host/host.js';
import { plainWeights } from '../host/plain-host-data.js';
import type { EngineConnection } from './connect-engine.js';
import type { Engine } from './engine.js';
import { createRunClient } from './run-client.js';

/** Decoding, encoding and starting take long on a slow machine, ms. */
const PATIENCE_MS = 120_000;

export interface EngineClientOptions {
  readonly lite: Uint8Array;
  readonly wasm: Uint8Array | null;
  readonly weights: HostWeights;
  readonly backend: BackendName | 'auto';
}

/** Starts a connected engine and gives it the shape that the panel knows. */
export async function createEngineClient(
  connection: EngineConnection,
  options: EngineClientOptions,
): Promise<Engine> {
  const { channel, listeners } = connection;
  const patient = { timeoutMs: PATIENCE_MS };
  const plain = { ...options, weights: plainWeights(options.weights) };
  const facts = await channel.request('start', plain, patient).reply;
  const startRun = createRunClient(connection);
  return {
    facts,
    addPicture: (bytes) => channel.request('addPicture', { bytes }, patient).reply,
    removePicture: (id) => channel.tell('removePicture', { id }),
    addStatistics: async (files) => {
      return (await channel.request('addStatistics', { files }, patient).reply).id;
    },
    takeStatistics: (id, { parameters, network }) =>
      channel.request('takeStatistics', { id, parameters, network }, { timeoutMs: null }).reply,
    reducePicture: (id, { longSide, bytes }) =>
      channel.request('reducePicture', { id, longSide, bytes }, patient).reply,
    readMask: (bytes, over, size) =>
      channel.request('readMask', { bytes, over, size }, patient).reply,
    run: startRun,
    timelapse: () => channel.request('timelapse', undefined, patient).reply,
    loadVgg19(listener) {
      listeners.loadProgress = listener;
      const { reply, cancel } = channel.request('loadVgg19', undefined, { timeoutMs: null });
      return { done: reply.then(() => {}), cancel };
    },
    vgg19State: () => channel.request('vgg19State', undefined, patient).reply,
    async removeStoredWeights() {
      await channel.request('removeStoredWeights', undefined, patient).reply;
    },
    memory: () => channel.request('memory', undefined, patient).reply,
    onLost: connection.onLost,
    close: () => connection.close(sentence`The engine was ended.`),
  };
}
