// Runs inside the page of the test of a hung engine; its functions lie on the global object.
import { startEngine } from '../src/engine/start-engine.js';
import type { Assets } from '../src/host/assets.js';
import type { PanelModel } from '../src/model/model.js';
import { createPanelModel } from '../src/model/panel/create-panel-model.js';
import { createFakeHost } from './fake-host.js';

const workers: Worker[] = [];
/** Without a name a worker holds no lock, so that nobody hears of its end, as where there are no locks. */
let haveNames = false;
globalThis.Worker = class extends Worker {
  constructor(address: string | URL, options?: WorkerOptions) {
    super(address, haveNames ? options : undefined);
    workers.push(this);
  }
};

const assets: Assets = {
  workerKinds: ['address'],
  engineAddress: 'engine.js',
  async read(name) {
    const response = await fetch(name);
    if (!response.ok) throw new Error(`${name} is not there.`);
    return new Uint8Array(await response.arrayBuffer());
  },
};

async function drawPicture(size: number): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d')!;
  for (let at = 0; at < size; at += 8) {
    context.fillStyle = `rgb(${(at * 37) % 256} ${(at * 11) % 256} ${at})`;
    context.fillRect(at, 0, 8, size);
  }
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}

/** Resolves when `test` holds. */
async function until(test: () => boolean): Promise<void> {
  while (!test()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

/** A panel that paints for long, and the worker of its engine. */
async function startLongRun() {
  const content = { name: 'harbour.png', bytes: await drawPicture(64) };
  const model = createPanelModel({
    host: createFakeHost({ content }),
    assets,
    startEngine: (start) => startEngine({ assets, ...start }),
    encode: async (png) => png,
    // Twenty times as fast, so that nobody waits for five seconds.
    timers: {
      set: (callback, ms) => setTimeout(callback, ms / 20),
      clear: (handle) => clearTimeout(handle as number),
    },
  });
  await until(() => model.content.value.kind === 'ready');
  model.setSettings({ network: 'vgg19-lite' });
  model.setParameters({ size: 48, iterations: 400 });
  await model.addStyle('waves.png', await drawPicture(96));
  await model.stylize();
  await until(() => model.job.value.kind === 'running');
  return { model, worker: workers.at(-1)! };
}

/** Cancels a run whose worker is gone without a word, and paints again. */
async function cancelHungRun() {
  haveNames = false;
  workers.length = 0;
  const { model, worker } = await startLongRun();
  // As a worker that the browser ended for want of memory: no error event comes.
  worker.terminate();
  model.cancel();
  const asked = model.job.value.kind;
  await until(() => model.job.value.kind !== 'ending');
  const ended = model.job.value.kind;
  const told = model.notice.value?.message;
  const again = await paintShort(model);
  const styles = model.styles.value.map(({ item }) => item.name);
  model.close();
  return { asked, ended, told, again, styles, workers: workers.length };
}

/** A run whose worker is gone without a word, and nobody cancels; then another engine paints. */
async function loseWorker() {
  haveNames = true;
  const { model, worker } = await startLongRun();
  worker.terminate();
  await until(() => model.engine.value.kind === 'failed');
  const engine = model.engine.value;
  const told = engine.kind === 'failed' ? engine.problem.message : null;
  await model.restartEngine();
  const again = await paintShort(model);
  model.close();
  return { told, again };
}

async function paintShort(model: PanelModel) {
  await until(() => model.obstacle.value === null);
  model.setParameters({ iterations: 4 });
  await model.stylize();
  await until(() => ['done', 'failed'].includes(model.job.value.kind));
  return model.job.value.kind;
}

Object.assign(globalThis, { cancelHungRun, loseWorker });
