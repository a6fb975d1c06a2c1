// Runs inside the pages of the engine's tests; its functions lie on the global object.
import type { Engine, EnginePicture, Run, RunEvent, RunRequest } from '../src/engine/engine.js';
import { startEngine } from '../src/engine/start-engine.js';
import type { Assets, WorkerKind } from '../src/host/assets.js';
import type { HostWeights } from '../src/host/host.js';

interface Setting {
  readonly kinds: readonly WorkerKind[];
  readonly backend?: 'auto' | 'webgl' | 'wasm' | 'cpu';
  readonly weights?: HostWeights;
  /** Instead of the files of the test's server: what a page without a network brings along. */
  readonly files?: Readonly<Record<string, string>>;
  readonly readWeights?: (file: string) => Promise<Uint8Array>;
}

const workers: Worker[] = [];
globalThis.Worker = class extends Worker {
  constructor(address: string | URL) {
    super(address);
    workers.push(this);
  }
};

function assetsOf({ kinds, files }: Setting): Assets {
  return {
    workerKinds: kinds,
    engineAddress: 'engine.js',
    async read(name) {
      if (files !== undefined) return fromBase64(files[name]!);
      const response = await fetch(name);
      if (!response.ok) throw new Error(`${name} is not there.`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function start(setting: Setting): Promise<Engine> {
  return startEngine({
    assets: assetsOf(setting),
    readWeights: setting.readWeights ?? (() => Promise.reject(new Error('No files here.'))),
    weights: setting.weights ?? { kind: 'address', baseUrl: null, cache: true },
    backend: setting.backend ?? 'webgl',
  });
}

/** A picture with a transparent right half and a half-transparent lower half. */
async function drawPicture(width: number, height: number): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  for (let y = 0; y < height; y += 8) {
    for (let x = 0; x < width / 2; x += 8) {
      context.fillStyle = `rgb(${(x * 37 + y * 11) % 256} ${(x * 5 + y * 29) % 256} ${(x + y) % 256} / ${y < height / 2 ? 1 : 0.5})`;
      context.fillRect(x, y, 8, 8);
    }
  }
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}

async function addPair(engine: Engine): Promise<{ content: EnginePicture; style: EnginePicture }> {
  const content = await engine.addPicture(await drawPicture(64, 48));
  const style = await engine.addPicture(await drawPicture(96, 96));
  return { content, style };
}

function requestOf(
  { content, style }: { content: EnginePicture; style: EnginePicture },
  change: Partial<RunRequest> = {},
): RunRequest {
  return {
    content: content.id,
    styles: [{ picture: style.id, weight: 1 }],
    parameters: { size: 48, iterations: 6 },
    network: 'vgg19-lite',
    frames: false,
    ...change,
  };
}

/** A run with everything that it told, in words. */
async function paint(
  engine: Engine,
  request: RunRequest,
  act: (event: RunEvent, run: Run) => void = () => {},
) {
  const told: string[] = [];
  const previews: string[] = [];
  const run: Run = engine.run(request, (event) => {
    told.push(event.kind === 'step' ? `step ${event.overall.index}` : event.kind);
    if (event.kind === 'preview') {
      previews.push(`${event.bitmap.width} × ${event.bitmap.height}`);
      event.bitmap.close();
    }
    act(event, run);
  });
  const outcome = await run.result.then(
    ({ preview, png, ...rest }) => {
      const shown = `${preview.width} × ${preview.height}`;
      preview.close();
      return { ...rest, png, preview: shown };
    },
    (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
  );
  return { told, previews, outcome, memory: await engine.memory() };
}

/** The alpha of a PNG at four places: upper left, upper right, lower left, lower right. */
async function alphaOf(png: Uint8Array) {
  const bitmap = await createImageBitmap(new Blob([png as Uint8Array<ArrayBuffer>]));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const at = (x: number, y: number) => {
    const { data } = context.getImageData(x * bitmap.width, y * bitmap.height, 1, 1);
    return data[3];
  };
  const alpha = [at(0.2, 0.2), at(0.8, 0.2), at(0.2, 0.8), at(0.8, 0.8)];
  return { size: `${bitmap.width} × ${bitmap.height}`, alpha };
}

/** The code and the sentence of what a promise rejects with. */
function refusal(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'it was not refused',
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  );
}

Object.assign(globalThis, {
  start,
  workers,
  addPair,
  requestOf,
  paint,
  alphaOf,
  drawPicture,
  refusal,
});
