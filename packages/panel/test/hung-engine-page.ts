// Runs inside the page of the test of a hung engine; its functions lie on the global object.
import { startEngine } from '../src/engine/start-engine.js';
import type { Assets } from '../src/host/assets.js';
import { createPanelModel } from '../src/model/panel/create-panel-model.js';
import { createFakeHost } from './fake-host.js';

const workers: Worker[] = [];
globalThis.Worker = class extends Worker {
  constructor(address: string | URL) {
    super(address);
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

/** Cancels a run whose worker is gone without a word, and paints again. */
async function cancelHungRun() {
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
  // As a worker that the browser ended for want of memory: no error event comes.
  workers[0]!.terminate();
  model.cancel();
  const asked = model.job.value.kind;
  await until(() => model.job.value.kind !== 'ending');
  const ended = model.job.value.kind;
  const told = model.notice.value?.message;
  await until(() => model.obstacle.value === null);
  model.setParameters({ iterations: 4 });
  await model.stylize();
  await until(() => ['done', 'failed'].includes(model.job.value.kind));
  const again = model.job.value.kind;
  const styles = model.styles.value.map(({ item }) => item.name);
  model.close();
  return { asked, ended, told, again, styles, workers: workers.length };
}

Object.assign(globalThis, { cancelHungRun });
