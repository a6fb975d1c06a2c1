import {
  encodeStyleStatistics,
  fitLongSide,
  type LiveChanges,
  parseParameters,
} from '@pastiche/core';
import type { PresetStatistics } from '@pastiche/core/presets';
import type {
  Engine,
  EngineError,
  EngineFacts,
  EnginePicture,
  ReducedPicture,
  Run,
  RunEvent,
  RunRequest,
  RunResult,
  Vgg19Facts,
} from '../src/engine/engine.js';
import { createEngineLoss } from '../src/engine/engine-loss.js';
import type { ProgressListener } from '../src/engine/shared-download.js';

export interface FakeEngineOptions {
  readonly facts?: Partial<EngineFacts>;
  /** Makes the bitmaps of previews; a page gives a painter, a test a counter. */
  readonly makeBitmap?: (width: number, height: number, label: string) => ImageBitmap;
  /** Size of each picture that is added, px. */
  readonly sizeOf?: (bytes: Uint8Array) => { readonly width: number; readonly height: number };
  /** What `reducePicture` answers. */
  readonly reduced?: ReducedPicture;
  /** Whether VGG19 is there from the start. */
  readonly vgg19?: Vgg19Facts;
  /** Cancelling a run is not answered, as by a worker that hangs. */
  readonly deaf?: boolean;
}

/** A run that the test, or the page, plays the engine's part in. */
export interface FakeRun extends Run {
  readonly request: RunRequest;
  /** What was asked of it, in order, such as `pause` and `stop`. */
  readonly asked: readonly ('pause' | 'resume' | 'stop' | 'cancel')[];
  /** What was given to `set`, in order. */
  readonly changes: readonly LiveChanges[];
  readonly ended: boolean;
  emit(event: RunEvent): void;
  /** Emits one iteration's step. */
  step(index: number, of: number, more?: Partial<Extract<RunEvent, { kind: 'step' }>>): void;
  /** Emits a preview. @returns its bitmap */
  preview(label?: string): ImageBitmap;
  finish(result?: Partial<RunResult>): RunResult;
  fail(code: string, message: string): void;
}

/** An engine without arithmetic: pictures are names, and runs do what the test says. */
export interface FakeEngine extends Engine {
  readonly runs: readonly FakeRun[];
  readonly lastRun: FakeRun;
  /** Ids of the pictures that are held. */
  readonly held: readonly string[];
  /** What was added, in order, removed or not. */
  readonly added: readonly Uint8Array[];
  /** What `reducePicture` was told, in order. */
  readonly limits: readonly { readonly longSide: number; readonly bytes: number }[];
  readonly closed: boolean;
  /** Ends it as a worker that dies does: what is pending fails, and the listeners of `onLost` are told. */
  lose(message: string): void;
  /** The next call of a method rejects so. */
  failNext(method: keyof Engine, code: string, message: string): void;
  /** The next calls of a method wait until what is returned is called. */
  hold(method: keyof Engine): () => void;
  readonly download: {
    progress: ProgressListener;
    finish(): void;
    fail(code: string, message: string): void;
    readonly cancelled: boolean;
  } | null;
}

const KEPT_VGG19: Vgg19Facts = { here: true, storedBytes: 40_000_000, kept: true };

/** A picture of 1 × 1 px. */
export const TINY_PNG = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  ),
  (character) => character.charCodeAt(0),
);

/** Statistics of one layer, for a network. */
export function tinyStatistics(network: string): PresetStatistics {
  const layer = { mean: Float32Array.of(1, 2), covariance: Float32Array.of(3, 1, 1, 4) };
  const scales = [{ longSide: 128, layers: new Map([['conv1_1', layer] as const]) }];
  const bytes = encodeStyleStatistics({ network, pooling: 'max', scales });
  return { network, pooling: 'max', bytes };
}

const FACTS: EngineFacts = {
  place: 'worker',
  backend: 'webgl',
  reason: 'WebGL 2 runs on the graphics card.',
  largestSide: { 'vgg19-lite': 2048, vgg19: 1024 },
};

/**
 * Makes a fake engine. Cancelling a run rejects its result at once; everything else waits for the
 * test.
 *
 * @example
 * const engine = createFakeEngine();
 * const run = engine.run(request, listener);
 * engine.lastRun.step(1, 250);
 * engine.lastRun.finish();
 */
export function createFakeEngine(options: FakeEngineOptions = {}): FakeEngine {
  const make = options.makeBitmap ?? plainBitmap;
  const state = {
    runs: [] as FakeRun[],
    held: new Map<string, { readonly width: number; readonly height: number }>(),
    added: [] as Uint8Array[],
    limits: [] as { readonly longSide: number; readonly bytes: number }[],
    closed: false,
    vgg19: options.vgg19 ?? { here: false, storedBytes: 0, kept: true },
    download: null as FakeDownload | null,
  };
  const gate = createGate();
  const loss = createEngineLoss();
  const end = (reason: string) => {
    if (state.closed) return;
    state.closed = true;
    for (const run of state.runs) {
      if (!run.ended) run.fail('channel-closed', reason);
    }
    state.download?.fail('channel-closed', reason);
  };
  return {
    facts: { ...FACTS, ...options.facts },
    get runs() {
      return state.runs;
    },
    get lastRun() {
      const run = state.runs.at(-1);
      if (run === undefined) throw new Error('No run has begun.');
      return run;
    },
    get held() {
      return [...state.held.keys()];
    },
    get added() {
      return state.added;
    },
    get limits() {
      return state.limits;
    },
    get closed() {
      return state.closed;
    },
    get download() {
      return state.download;
    },
    failNext: gate.failNext,
    hold: gate.hold,
    addPicture: async (bytes): Promise<EnginePicture> => {
      await gate.pass('addPicture');
      refuseClosed(state.closed);
      state.added.push(bytes);
      const id = `picture-${state.added.length}`;
      const size = options.sizeOf?.(bytes) ?? { width: 640, height: 480 };
      state.held.set(id, size);
      const { width, height } = fitLongSide(
        size.width,
        size.height,
        Math.min(1024, Math.max(size.width, size.height)),
      );
      return { id, ...size, preview: make(width, height, id) };
    },
    removePicture: (id) => {
      if (!state.held.delete(id)) throw new Error(`The engine does not hold ${id}.`);
    },
    addStatistics: async (files) => {
      await gate.pass('addStatistics');
      refuseClosed(state.closed);
      state.added.push(...files);
      const id = `statistics-${state.added.length}`;
      state.held.set(id, { width: 0, height: 0 });
      return id;
    },
    takeStatistics: async (id, { network }) => {
      await gate.pass('takeStatistics');
      if (!state.held.has(id)) throw engineError('failed', `The engine does not hold ${id}.`);
      const isHere = network === 'vgg19' && state.vgg19.here;
      return [tinyStatistics('vgg19-lite'), ...(isHere ? [tinyStatistics('vgg19')] : [])];
    },
    reducePicture: async (id, limit): Promise<ReducedPicture> => {
      state.limits.push(limit);
      await gate.pass('reducePicture');
      if (!state.held.has(id)) throw engineError('failed', `The engine does not hold ${id}.`);
      return options.reduced ?? { mediaType: 'image/png', bytes: TINY_PNG };
    },
    readMask: async (bytes, over, size) => {
      await gate.pass('readMask');
      if (!state.held.has(over)) throw engineError('failed', `The engine does not hold ${over}.`);
      return { ...size, data: new Uint8Array(size.width * size.height).fill(bytes[0]) };
    },
    run: (request, listener) => {
      refuseClosed(state.closed);
      if (state.runs.some(({ ended }) => !ended)) {
        throw engineError('failed', 'One painting at a time: another one is under way.');
      }
      const size = state.held.get(request.content);
      const missing = [request.content, ...request.styles.map(({ picture }) => picture)].find(
        (id) => !state.held.has(id),
      );
      if (size === undefined || missing !== undefined) {
        throw engineError('failed', `The engine does not hold ${missing}.`);
      }
      const run = createFakeRun(request, listener, size, make, options.deaf === true);
      run.result.then(
        ({ network }) => {
          if (network === 'vgg19') state.vgg19 = KEPT_VGG19;
        },
        () => {},
      );
      state.runs.push(run);
      return run;
    },
    timelapse: async () => {
      await gate.pass('timelapse');
      return new Uint8Array([71, 73, 70, 56]);
    },
    loadVgg19: (listener) => {
      const download = createFakeDownload(listener, () => {
        state.vgg19 = KEPT_VGG19;
      });
      state.download = download;
      return { done: download.done, cancel: download.cancel };
    },
    vgg19State: async () => {
      await gate.pass('vgg19State');
      return state.vgg19;
    },
    removeStoredWeights: async () => {
      await gate.pass('removeStoredWeights');
      state.vgg19 = { ...state.vgg19, here: false, storedBytes: 0 };
    },
    memory: async () => ({ tensors: 0, bytes: 0 }),
    onLost: loss.onLost,
    lose: (message) => {
      end(message);
      loss.lose(message);
    },
    close: () => {
      loss.forget();
      end('The engine has ended.');
    },
  };
}

/** An error as the engine's: a code and a sentence. */
export function engineError(code: string, message: string): EngineError {
  return Object.assign(new Error(message), { name: 'StyleTransferError', code });
}

/** Counts the bitmaps that are open; `makeBitmap` of {@link createFakeEngine}. */
export interface BitmapLedger {
  make(width: number, height: number, label: string): ImageBitmap;
  /** Labels of those that were not closed. */
  readonly open: readonly string[];
  readonly made: number;
}

/** Keeps book of bitmaps; closing one twice throws, because the second owner was wrong about it. */
export function createBitmapLedger(): BitmapLedger {
  const open = new Map<ImageBitmap, string>();
  let made = 0;
  return {
    make: (width, height, label) => {
      made += 1;
      const bitmap: ImageBitmap = {
        width,
        height,
        close: () => {
          if (!open.delete(bitmap)) throw new Error(`The bitmap ${label} was closed twice.`);
        },
      };
      open.set(bitmap, label);
      return bitmap;
    },
    get open() {
      return [...open.values()];
    },
    get made() {
      return made;
    },
  };
}

function plainBitmap(width: number, height: number): ImageBitmap {
  return { width, height, close: () => {} };
}

function createFakeRun(
  request: RunRequest,
  listener: (event: RunEvent) => void,
  size: { readonly width: number; readonly height: number },
  make: (width: number, height: number, label: string) => ImageBitmap,
  deaf: boolean,
): FakeRun {
  const { promise: result, resolve, reject } = deferred<RunResult>();
  const asked: FakeRun['asked'][number][] = [];
  const changes: LiveChanges[] = [];
  const given = parseParameters(request.parameters);
  const { width, height } = fitLongSide(size.width, size.height, given.size);
  let ended = false;
  const fail = (code: string, message: string) => {
    ended = true;
    reject(engineError(code, message));
  };
  const emit = (event: RunEvent) => listener(event);
  return {
    request,
    asked,
    changes,
    result,
    get ended() {
      return ended;
    },
    set: (change) => changes.push(change),
    pause: () => asked.push('pause'),
    resume: () => asked.push('resume'),
    stop: () => asked.push('stop'),
    cancel: () => {
      asked.push('cancel');
      if (!deaf) fail('aborted', 'The run was cancelled.');
    },
    emit,
    step: (index, of, more = {}) => emit({ ...stepOf(index, of, width, height), ...more }),
    preview: (label = 'preview') => {
      const bitmap = make(width, height, label);
      emit({ kind: 'preview', bitmap });
      return bitmap;
    },
    finish: (more = {}) => {
      if (ended) throw new Error('The run has ended already.');
      ended = true;
      const finished: RunResult = {
        width,
        height,
        png: TINY_PNG,
        preview: more.preview ?? make(width, height, 'result'),
        stoppedEarly: asked.includes('stop'),
        losses: lossesAt(1),
        network: request.network === 'auto' ? 'vgg19-lite+vgg19' : request.network,
        seconds: 12,
        parameters: parseParameters({ ...given, ...Object.assign({}, ...changes) }),
        ...more,
      };
      resolve(finished);
      return finished;
    },
    fail,
  };
}

function stepOf(
  index: number,
  of: number,
  width: number,
  height: number,
): Extract<RunEvent, { kind: 'step' }> {
  return {
    kind: 'step',
    scale: { index: 0, of: 1, width, height },
    iteration: { index, of },
    overall: { index, of },
    losses: lossesAt(index / of),
    msPerIteration: 100,
    secondsLeft: ((of - index) * 100) / 1000,
  };
}

/** Losses that fall as a run goes on, `part` 0..1. */
function lossesAt(part: number): RunResult['losses'] & object {
  const style = 1 / (1 + 20 * part);
  const content = 0.4 * (1 - Math.exp(-3 * part));
  return {
    total: style + 0.1 * content,
    content,
    style,
    totalVariation: 0,
    contentByLayer: { conv4_2: content },
    styleByLayer: { conv1_1: style, conv2_1: style },
  };
}

interface FakeDownload {
  readonly done: Promise<void>;
  cancel(): void;
  readonly cancelled: boolean;
  progress: ProgressListener;
  finish(): void;
  fail(code: string, message: string): void;
}

function createFakeDownload(listener: ProgressListener, onDone: () => void): FakeDownload {
  const { promise: done, resolve, reject } = deferred<void>();
  let cancelled = false;
  return {
    done,
    cancel: () => {
      cancelled = true;
      reject(engineError('aborted', 'The download was cancelled.'));
    },
    get cancelled() {
      return cancelled;
    },
    progress: listener,
    finish: () => {
      onDone();
      resolve();
    },
    fail: (code, message) => reject(engineError(code, message)),
  };
}

/** Lets calls of a method fail or wait. */
function createGate() {
  const failures = new Map<keyof Engine, EngineError>();
  const waits = new Map<keyof Engine, Promise<void>>();
  return {
    failNext: (method: keyof Engine, code: string, message: string) => {
      failures.set(method, engineError(code, message));
    },
    hold: (method: keyof Engine) => {
      const { promise, resolve } = deferred<void>();
      waits.set(method, promise);
      return () => {
        waits.delete(method);
        resolve();
      };
    },
    pass: async (method: keyof Engine) => {
      await waits.get(method);
      const failure = failures.get(method);
      failures.delete(method);
      if (failure) throw failure;
    },
  };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // Whoever waits for it hears of the failure; nobody has to.
  promise.catch(() => {});
  return { promise, resolve, reject };
}

function refuseClosed(closed: boolean): void {
  if (closed) throw engineError('channel-closed', 'The engine has ended.');
}
