// Bundles the panel: the engine that runs in a worker, the interface, and the files that both read. A host
// copies what it needs from packages/panel/dist.
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './run-command.mjs';

export const PANEL = join(ROOT, 'packages', 'panel');
const CORE_DATA = join(ROOT, 'packages', 'core', 'data');

/** Engine and interface together, minified, without weights and style pictures. */
const CODE_BUDGET = 1.6e6;
/** The same with the built-in network. */
const WHOLE_BUDGET = 4e6;

/** What every bundle for a browser has in common. @type {import('esbuild').BuildOptions} */
export const PANEL_BUNDLE = {
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: true,
  conditions: ['pastiche-source'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'linked',
  logLevel: 'warning',
};

/** The esbuild options of each bundle of the panel, written below `outdir`. */
export function panelBundles(outdir = join(PANEL, 'dist')) {
  /** @param {string} name @param {string} source */
  const bundle = (name, source) => ({
    ...PANEL_BUNDLE,
    entryPoints: { [name]: join(PANEL, ...source.split('/')) },
    outdir,
  });
  return {
    engine: bundle('engine', 'src/engine/worker/engine-entry.ts'),
    panel: bundle('panel', 'src/page.ts'),
  };
}

/**
 * Writes the panel's files to packages/panel/dist, or elsewhere. Throws an Error when the bundles
 * grow over their budgets.
 *
 * @param {{ report?: (line: string) => void, outdir?: string }} [options] `report` is told of each file
 */
export async function buildPanel({ report = () => {}, outdir = join(PANEL, 'dist') } = {}) {
  const { build } = await import('esbuild');
  rmSync(outdir, { recursive: true, force: true });
  copyPanelData(outdir);
  for (const options of Object.values(panelBundles(outdir))) await build(options);
  const size = (/** @type {string} */ name) => statSync(join(outdir, name)).size;
  for (const file of ['engine.js', 'panel.js', 'panel.css', 'vgg19-lite.safetensors']) {
    report(`packages/panel/dist/${file}  ${(size(file) / 1024).toFixed(0)} kB`);
  }
  const code = size('engine.js') + size('panel.js') + size('panel.css');
  checkBudget('The engine and the interface', code, CODE_BUDGET);
  checkBudget('The panel with vgg19-lite', code + size('vgg19-lite.safetensors'), WHOLE_BUDGET);
}

/** Copies what is read as it is: the network, WASM, the built-in styles. */
export function copyPanelData(/** @type {string} */ outdir) {
  const styles = join(CORE_DATA, 'styles');
  mkdirSync(join(outdir, 'styles'), { recursive: true });
  copyFileSync(join(CORE_DATA, 'vgg19-lite.safetensors'), join(outdir, 'vgg19-lite.safetensors'));
  for (const file of readdirSync(styles).filter((name) => name.endsWith('.webp'))) {
    copyFileSync(join(styles, file), join(outdir, 'styles', file));
  }
  const wasm = 'tfjs-backend-wasm-simd.wasm';
  const { resolve } = createRequire(join(ROOT, 'packages', 'core', 'package.json'));
  copyFileSync(resolve(`@tensorflow/tfjs-backend-wasm/wasm-out/${wasm}`), join(outdir, wasm));
}

/** @param {string} what @param {number} bytes @param {number} budget */
function checkBudget(what, bytes, budget) {
  if (bytes <= budget) return;
  throw new Error(
    `${what} should have at most ${budget / 1e6} MB, but they have ${(bytes / 1e6).toFixed(2)} MB; look at what was added to the bundle.`,
  );
}
