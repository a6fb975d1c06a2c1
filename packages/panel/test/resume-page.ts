// Runs inside the page of the resume test; its functions lie on the global object.
import { startEngine } from '../src/engine/start-engine.js';
import type { Assets } from '../src/host/assets.js';
import type { Host } from '../src/host/host.js';
import type { PanelModel } from '../src/model/model.js';
import { createPanelModel } from '../src/model/panel/create-panel-model.js';

const assets: Assets = {
  workerKinds: ['address'],
  engineAddress: 'engine.js',
  async read(name) {
    const response = await fetch(name);
    if (!response.ok) throw new Error(`${name} is not there.`);
    return new Uint8Array(await response.arrayBuffer());
  },
};

async function drawPicture(width: number, height: number): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  for (let y = 0; y < height; y += 8) {
    for (let x = 0; x < width; x += 8) {
      context.fillStyle = `rgb(${(x * 37 + y * 11) % 256} ${(x * 5 + y * 29) % 256} ${(x + y) % 256})`;
      context.fillRect(x, y, 8, 8);
    }
  }
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}

/** A host that keeps sessions in `kept`, which outlives a panel as a file does. */
function hostWith(content: Uint8Array, kept: { session: Uint8Array | null }): Host {
  const nothing = async () => null;
  return {
    capabilities: {
      actions: [],
      picksContent: false,
      styleLabel: null,
      contentNoun: null,
      keepsPresets: false,
      keepsSessions: true,
    },
    readContent: async () => ({ name: 'harbour.png', bytes: content }),
    readStyle: nothing,
    listPresets: async () => [],
    savePreset: async () => {},
    deletePreset: async () => {},
    weights: async () => ({ kind: 'address', baseUrl: null, cache: false }),
    readWeights: () => Promise.reject(new Error('No files here.')),
    writeResult: nothing,
    writeFile: nothing,
    readSettings: nothing,
    writeSettings: async () => {},
    readSession: async () => kept.session,
    writeSession: async (session) => {
      kept.session = session;
    },
    notify: () => {},
    listen: () => () => {},
  };
}

function open(host: Host): PanelModel {
  return createPanelModel({
    host,
    assets,
    startEngine: (start) => startEngine({ assets, ...start }),
    encode: async (png) => png,
  });
}

/** Resolves when `test` holds. */
async function until(test: () => boolean): Promise<void> {
  while (!test()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

const isOver = ({ job }: PanelModel) => ['done', 'failed'].includes(job.value.kind);

/** Paints to the end, and once more with a panel that is closed in the middle and opened anew. */
async function paintTwice() {
  const content = await drawPicture(64, 48);
  const style = await drawPicture(96, 96);
  const begin = async (model: PanelModel) => {
    await model.restored;
    await until(() => model.content.value.kind === 'ready');
    model.setSettings({ network: 'vgg19-lite', backend: 'auto' });
    model.setParameters({ size: 48, iterations: 300 });
    await model.addStyle('waves.png', style);
    await model.stylize();
  };
  const whole = open(hostWith(content, { session: null }));
  await begin(whole);
  await until(() => isOver(whole));
  const kept = { session: null as Uint8Array | null };
  const first = open(hostWith(content, kept));
  await begin(first);
  const holdsCheckpoint = () => {
    const text = new TextDecoder().decode(kept.session?.subarray(0, 8000));
    return /"checkpoint":\d/.test(text);
  };
  await until(() => holdsCheckpoint() || isOver(first));
  const interrupted = first.job.value.kind;
  first.close();
  const second = open(hostWith(content, kept));
  const steps: number[] = [];
  second.job.subscribe((job) => {
    if (job.kind === 'running') steps.push(job.progress.overall.index);
  });
  const restored = await second.restored;
  const styles = second.styles.value.map(({ item }) => item.name);
  await until(() => isOver(second));
  const pngOf = (model: PanelModel) => [...(model.history.value[0]?.png ?? [])];
  const painted = { whole: pngOf(whole), resumed: pngOf(second), interrupted, restored, styles };
  whole.close();
  second.close();
  return { ...painted, firstStep: steps[0] };
}

Object.assign(globalThis, { paintTwice });
