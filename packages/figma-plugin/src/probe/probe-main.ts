// The sandbox's half of the development probe: asks the real Figma what its documentation leaves open.

type Row = readonly [question: string, answer: string];

/** Where the plugin's own network lies; small enough to be fetched twice. */
const FILE =
  'https://raw.githubusercontent.com/azertat/tfjs_models/3c14b35a1b5037c331fe01da1b00d2d3bb09bba9/models/little_shards/model.json';

/** What a sandbox might have beyond what Figma documents. */
const NAMES: readonly string[] = [
  'WebAssembly',
  'crypto',
  'performance',
  'TextEncoder',
  'TextDecoder',
  'atob',
  'URL',
  'Blob',
  'AbortController',
  'structuredClone',
  'queueMicrotask',
  'WeakRef',
];

figma.showUI(__html__, { width: 420, height: 560, themeColors: true, title: 'Pastiche probe' });

figma.ui.on('message', (message: unknown) => {
  if (message === 'ask') void answer();
});

async function answer(): Promise<void> {
  const rows: Row[] = [
    ['editor', `${figma.editorType}, api ${figma.apiVersion}, mode ${String(figma.mode)}`],
    ['globals of the sandbox', namesThere()],
  ];
  const asks: readonly (readonly [string, () => string | Promise<string>])[] = [
    ['sandbox loop of 1e6 steps', loopTime],
    ['fetch by the sandbox, first and again', fetchTwice],
    ['window gets 16 MB', sendMegabytes],
    ['5 MB in clientStorage', fillStorage],
    ['export of a rotated layer', exportRotated],
    ['export of a part that its frame cuts off', exportCut],
    ['createImage 4096 px and 4097 px', createLargeImages],
  ];
  for (const [question, ask] of asks) rows.push([question, await answerOf(ask)]);
  figma.ui.postMessage({ rows });
}

async function answerOf(ask: () => string | Promise<string>): Promise<string> {
  try {
    return await ask();
  } catch (error) {
    return `refused: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function namesThere(): string {
  const there = globalThis as unknown as Readonly<Record<string, unknown>>;
  return NAMES.filter((name) => there[name] !== undefined).join(', ') || 'none of those asked for';
}

function loopTime(): string {
  const start = Date.now();
  let sum = 0;
  for (let step = 0; step < 1e6; step++) sum += step & 3;
  return `${Date.now() - start} ms (${sum})`;
}

async function fetchTwice(): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < 2; round++) {
    const start = Date.now();
    const bytes = await (await fetch(FILE)).arrayBuffer();
    times.push(Date.now() - start);
    if (bytes.byteLength === 0) return 'nothing came';
  }
  return `${times.join(' ms, ')} ms: much faster the second time means an HTTP cache`;
}

/** The window tells when it has them. */
function sendMegabytes(): Promise<string> {
  return new Promise((resolve) => {
    const start = Date.now();
    const heard = (message: unknown) => {
      if (message !== 'got bytes') return;
      figma.ui.off('message', heard);
      resolve(`${Date.now() - start} ms there and back`);
    };
    figma.ui.on('message', heard);
    figma.ui.postMessage({ bytes: new Uint8Array(16_000_000) });
  });
}

async function fillStorage(): Promise<string> {
  try {
    await figma.clientStorage.setAsync('probe', new Uint8Array(5_000_000));
    return 'taken';
  } finally {
    await figma.clientStorage.deleteAsync('probe');
  }
}

/** A 100 × 50 rectangle, turned by 30°, which is removed again. */
async function exportRotated(): Promise<string> {
  const layer = figma.createRectangle();
  try {
    layer.resize(100, 50);
    layer.rotation = 30;
    const bytes = await layer.exportAsync({ format: 'PNG', useAbsoluteBounds: true });
    return `${sizeOf(bytes)}: 112x93 is the turned box, 100x50 the layer itself`;
  } finally {
    layer.remove();
  }
}

/** A 100 × 50 rectangle with a shadow of 10 px, half of it beyond the edge of a frame, which is removed again. */
async function exportCut(): Promise<string> {
  const frame = figma.createFrame();
  try {
    const part = figma.createRectangle();
    frame.appendChild(part);
    part.resize(100, 50);
    part.x = 50;
    part.effects = [
      {
        type: 'DROP_SHADOW',
        color: { r: 0, g: 0, b: 0, a: 1 },
        offset: { x: 0, y: 0 },
        radius: 10,
        visible: true,
        blendMode: 'NORMAL',
      },
    ];
    const bytes = await part.exportAsync({ format: 'PNG' });
    const { width = 0, height = 0 } = part.absoluteRenderBounds ?? {};
    return `${sizeOf(bytes)}, absoluteRenderBounds ${width}x${height}: the same is what keeping parts counts on`;
  } finally {
    frame.remove();
  }
}

async function createLargeImages(): Promise<string> {
  const answers: string[] = [];
  for (const side of [4096, 4097]) {
    const layer = figma.createRectangle();
    try {
      layer.resize(64, 1);
      const bytes = await layer.exportAsync({
        format: 'PNG',
        constraint: { type: 'WIDTH', value: side },
      });
      figma.createImage(bytes);
      answers.push(`${sizeOf(bytes)} taken`);
    } catch (error) {
      answers.push(`${side}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      layer.remove();
    }
  }
  return answers.join('; ');
}

/** From a PNG's header. */
function sizeOf(bytes: Uint8Array): string {
  const at = (offset: number) =>
    ((bytes[offset] * 256 + bytes[offset + 1]) * 256 + bytes[offset + 2]) * 256 + bytes[offset + 3];
  return `${at(16)}x${at(20)}`;
}
