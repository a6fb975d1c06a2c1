// The window's half of the development probe: what its frame allows, as a table that can be copied.

type Row = readonly [question: string, answer: string];
type Ask = () => string | boolean | Promise<string | boolean>;

const rows: Row[] = [];
const output = document.createElement('textarea');
output.readOnly = true;
output.setAttribute('aria-label', 'What was found');
output.style.cssText = 'box-sizing: border-box; width: 100%; height: 100vh; font: 11px monospace';
document.body.style.margin = '0';
document.body.append(output);

document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  show([`policy: ${effectiveDirective}`, `${blockedURI} was blocked`]);
});

addEventListener('message', ({ data }: MessageEvent) => {
  const message: unknown = data?.pluginMessage;
  if (typeof message !== 'object' || message === null) return;
  if ('bytes' in message) tell('got bytes');
  if ('rows' in message) for (const row of message.rows as Row[]) show(row);
});

async function begin(): Promise<void> {
  for (const [question, ask] of ASKS) {
    let answer: string;
    try {
      answer = String(await ask());
    } catch (error) {
      answer = `refused: ${error instanceof Error ? error.message : String(error)}`;
    }
    show([question, answer]);
  }
  tell('ask');
}

function show(row: Row): void {
  rows.push(row);
  output.value = rows.map(([question, answer]) => `${question}: ${answer}`).join('\n');
}

function tell(pluginMessage: string): void {
  parent.postMessage({ pluginMessage }, '*');
}

const ECHO = 'postMessage("yes")';

const ASKS: readonly (readonly [string, Ask])[] = [
  ['browser', () => navigator.userAgent],
  [
    'embedding',
    () => `${location.protocol} origin ${origin}, ${isSecureContext ? '' : 'no '}secure context`,
  ],
  ['parent is top', () => parent === top],
  ['crypto.subtle', () => crypto.subtle !== undefined],
  ['localStorage', () => localStorage !== null],
  ['IndexedDB', opensDatabase],
  ['WebGL2', () => webgl()],
  ['WebGPU', () => 'gpu' in navigator],
  ['createImageBitmap of a Blob', async () => (await bitmap()) > 0],
  ['data: worker', () => workerAnswers(`data:text/javascript,${encodeURIComponent(ECHO)}`)],
  ['blob: worker', () => workerAnswers(blobAddress(ECHO))],
  [
    'WebGL2 in a data: worker',
    () =>
      workerAnswers(
        `data:text/javascript,${encodeURIComponent(
          'const gl = new OffscreenCanvas(1, 1).getContext("webgl2"); postMessage(gl ? String(gl.getExtension("EXT_color_buffer_float") !== null) : "no")',
        )}`,
      ),
  ],
  ['fetch of data:', async () => (await fetch('data:,x')).ok],
  ['fetch of blob:', async () => (await fetch(blobAddress('x'))).ok],
  ['WebAssembly', async () => (await WebAssembly.compile(EMPTY_MODULE)) !== null],
  ['code from text', () => new Function('return true')() === true],
  ['device memory, GB', () => String((navigator as { deviceMemory?: number }).deviceMemory)],
];

/** Four letters and a version: WASM that does nothing. */
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

function webgl(): string {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (gl === null) return 'no';
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const floats = gl.getExtension('EXT_color_buffer_float') !== null;
  return `${gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)}, floats ${floats}`;
}

async function bitmap(): Promise<number> {
  const canvas = new OffscreenCanvas(2, 2);
  canvas.getContext('2d')?.fillRect(0, 0, 1, 1);
  return (await createImageBitmap(await canvas.convertToBlob())).width;
}

function blobAddress(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}

function workerAnswers(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(address);
    setTimeout(() => reject(new Error('no answer in 3 s')), 3000);
    worker.onerror = () => reject(new Error('the worker failed'));
    worker.onmessage = ({ data }) => {
      resolve(String(data));
      worker.terminate();
    };
  });
}

function opensDatabase(): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('probe');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve('yes');
  });
}

// Last: the table above is read at once.
void begin();
