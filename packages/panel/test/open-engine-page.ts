import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BrowserPage, openPage } from '@pastiche/test-fixtures/browser-page';
import { bundlePage } from '@pastiche/test-fixtures/bundle-page';
import { bundleEngine } from './engine-bundle.js';

/** In the worker, before the engine: lets the test take its graphics context away by a message. */
const LOSING = `{
  const { getContext } = OffscreenCanvas.prototype;
  let latest = null;
  OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
    const context = getContext.call(this, kind, ...rest);
    if (kind === 'webgl2') latest = context;
    return context;
  };
  self.addEventListener('message', ({ data }) => {
    if (data === 'lose the context') latest.getExtension('WEBGL_lose_context')?.loseContext();
  });
}
`;

const core = createRequire(new URL('../../core/package.json', import.meta.url));

/** The files that the panel brings, and a page that can start the engine from them. */
export async function engineFiles(): Promise<Record<string, Uint8Array | string>> {
  const { source } = await bundleEngine();
  return {
    'engine.js': LOSING + source,
    'vgg19-lite.safetensors': readFileSync(
      new URL('../../core/data/vgg19-lite.safetensors', import.meta.url),
    ),
    'tfjs-backend-wasm-simd.wasm': readFileSync(
      core.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'),
    ),
  };
}

/** `engine-page.ts` or its like as one script. */
export async function bundleScript(file: string, format: 'esm' | 'iife'): Promise<string> {
  const { script } = await bundlePage(new URL(file, import.meta.url), { format });
  return script;
}

/** A page with the functions of `engine-page.ts` on its global object. */
export async function openEnginePage(
  chromePath: string,
  files: Readonly<Record<string, Uint8Array | string>> = {},
): Promise<BrowserPage> {
  const bundle = await bundleScript('engine-page.ts', 'esm');
  return openPage({ chromePath, bundle, files: { ...(await engineFiles()), ...files } });
}
