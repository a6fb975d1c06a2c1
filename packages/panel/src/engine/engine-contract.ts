import { type GivenParameters, parseParameters } from '@pastiche/core';
import { PAINTING_BYTES, REGIONS } from '@pastiche/core/limits';
import {
  anything,
  bytes,
  flag,
  list,
  literal,
  matching,
  nothing,
  nullable,
  number,
  type Reader,
  readSaid,
  record,
  tagged,
  text,
  whole,
} from '../channel/index.js';
import { readWireError } from '../channel/wire-error.js';
import type { EngineFacts, NetworkSpeed, RunEvent, RunRequest, RunResult } from './engine.js';
import { bitmap, liveChanges, losses, optional, scale, step } from './painting-readers.js';

const backend = literal('webgl', 'wasm', 'cpu');
const network = literal('vgg19-lite', 'vgg19');
const networkChoice = literal('auto', 'vgg19-lite', 'vgg19');
const id = text({ maxLength: 64 });
const side = whole({ least: 1, most: 16_384 });
const amount = number({ least: 0 });
const need = record({ fixed: amount, perPixel: amount });
const loading = {
  loaded: amount,
  total: nullable(amount),
  phase: optional(literal('downloading', 'copying', 'verifying', 'unpacking')),
};

/** Where VGG19's files come from: `HostWeights`. */
export const readWeightsOrigin = tagged('kind', {
  address: record({ kind: literal('address'), baseUrl: nullable(text()), cache: flag }),
  files: record({ kind: literal('files'), kept: flag }),
});

export const readFacts: Reader<EngineFacts> = record({
  place: literal('worker', 'page'),
  backend,
  reason: text(),
  said: optional(readSaid),
  needs: optional(record({ 'vgg19-lite': need, vgg19: need })),
  largestSide: record({ 'vgg19-lite': side, vgg19: side }),
});

export const readRunEvent: Reader<RunEvent> = tagged('kind', {
  waiting: record({ kind: literal('waiting') }),
  loading: record({ kind: literal('loading'), network, ...loading }),
  preparing: record({ kind: literal('preparing'), scale, grey: flag }),
  step,
  preview: record({ kind: literal('preview'), bitmap }),
  checkpoint: record({ kind: literal('checkpoint'), bytes }),
  recovering: record({ kind: literal('recovering'), backend }),
});

const painting: Reader<Uint8Array> = matching(
  `a painting's file of at most ${PAINTING_BYTES} bytes`,
  (value) => bytes(value).byteLength <= PAINTING_BYTES,
);

const styles = list(record({ picture: id, weight: amount, mask: optional(bytes) }), {
  maxLength: 64,
});
const region = record({ mask: bytes, styles, strength: optional(amount) });

const readRunRequest: Reader<RunRequest> = record({
  content: id,
  styles,
  regions: optional(list(region, { maxLength: REGIONS })),
  protect: optional(list(bytes, { maxLength: 8 })),
  smallerPainting: optional(painting),
  // Core's parser, with its sentences, reads them as the run begins.
  parameters: anything as Reader<GivenParameters>,
  network: networkChoice,
  frames: flag,
  checkpoints: optional(flag),
  resume: optional(bytes),
});

/** A `NetworkSpeed`. */
export const readSpeed: Reader<NetworkSpeed> = record({
  backend,
  network,
  nsPerPixel: amount,
  pixels: amount,
});

const readRunResult: Reader<RunResult> = record({
  width: side,
  height: side,
  png: bytes,
  preview: bitmap,
  stoppedEarly: flag,
  failure: optional(readWireError),
  losses: nullable(losses),
  network: text(),
  seconds: amount,
  speeds: optional(list(readSpeed, { maxLength: 8 })),
  parameters: parseParameters,
  masks: optional(
    record({
      protect: list(text(), { maxLength: 8 }),
      regions: list(text(), { maxLength: REGIONS }),
      styleParts: optional(list(record({ picture: id, mask: text() }), { maxLength: 64 })),
    }),
  ),
});

/** What the panel asks of the engine and tells it. */
export const ENGINE_CONTRACT = {
  requests: {
    /** The first request, once: gives the engine what it runs on. */
    start: {
      body: record({
        lite: bytes,
        /** `tfjs-backend-wasm-simd.wasm`, where the panel brings it. */
        wasm: nullable(bytes),
        backend: literal('auto', 'webgl', 'wasm', 'cpu'),
        weights: readWeightsOrigin,
      }),
      reply: readFacts,
    },
    addPicture: {
      body: record({ bytes }),
      reply: record({ id, width: side, height: side, preview: bitmap }),
    },
    reducePicture: {
      body: record({ id, longSide: side, bytes: whole({ least: 1 }) }),
      reply: record({ mediaType: literal('image/webp', 'image/jpeg', 'image/png'), bytes }),
    },
    readMask: {
      body: record({ bytes, over: id, size: record({ width: side, height: side }) }),
      reply: record({ width: side, height: side, data: bytes }),
    },
    addStatistics: {
      body: record({ files: list(bytes, { maxLength: 8 }) }),
      reply: record({ id }),
    },
    takeStatistics: {
      body: record({ id, parameters: anything, network: networkChoice }),
      reply: list(record({ network: text(), pooling: literal('max', 'average'), bytes }), {
        maxLength: 8,
      }),
    },
    /** Answered when the run has ended, whichever way; its events come before. */
    run: {
      body: readRunRequest,
      reply: readRunResult,
    },
    timelapse: { body: nothing, reply: bytes },
    loadVgg19: { body: nothing, reply: nothing },
    vgg19State: { body: nothing, reply: record({ here: flag, storedBytes: amount, kept: flag }) },
    removeStoredWeights: { body: nothing, reply: nothing },
    memory: { body: nothing, reply: record({ tensors: whole(), bytes: amount }) },
  },
  events: {
    removePicture: record({ id }),
    /** For the run under way; without one, of no effect. */
    changeRun: liveChanges,
    steerRun: record({ action: literal('pause', 'resume', 'stop', 'cancel') }),
  },
};

/** What the engine asks of whoever uses it, and tells them. */
export const ENGINE_CLIENT_CONTRACT = {
  requests: {
    /** Where `weights` are of kind `files`. */
    readWeights: { body: record({ file: text({ maxLength: 256 }) }), reply: bytes },
  },
  events: {
    /** The engine is there and listens. */
    hello: nothing,
    runEvent: readRunEvent,
    /** Bytes of VGG19 arrive for `loadVgg19`. */
    loadProgress: record(loading),
  },
};

export type EngineContract = typeof ENGINE_CONTRACT;
export type EngineClientContract = typeof ENGINE_CLIENT_CONTRACT;
