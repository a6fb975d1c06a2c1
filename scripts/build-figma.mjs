// Bundles the Figma plugin: its share in Figma's sandbox, and its window as one page with all that it
// needs. With --probe it builds the development plugin that tells what the real Figma allows.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { panelBundles } from './build-panel.mjs';
import { checkManifest } from './figma-manifest.mjs';
import { checkSandboxScript } from './figma-sandbox.mjs';
import { filesBelow, windowHtml } from './figma-window-html.mjs';
import { packagesIn } from './licences/components.mjs';
import { NOTICES, noticesOf } from './licences/notices.mjs';
import { isMainScript, ROOT } from './run-command.mjs';

export const PLUGIN = join(ROOT, 'packages', 'figma-plugin');
const SOURCE = join(PLUGIN, 'src');
const DIST = join(PLUGIN, 'dist');
const CORE_DATA = join(ROOT, 'packages', 'core', 'data');

/** Bytes; the window holds the engine, the built-in network and ten style pictures. */
export const BUDGETS = { 'main.js': 100_000, 'ui.html': 4_800_000 };

/** @type {import('esbuild').BuildOptions} */
const COMMON = {
  bundle: true,
  write: false,
  minify: true,
  format: 'iife',
  conditions: ['pastiche-source'],
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const SANDBOX = { ...COMMON, platform: 'neutral', target: 'es2020' };

/** @type {import('esbuild').BuildOptions} */
const WINDOW = {
  ...COMMON,
  target: 'es2022',
  // Under which the bundles' styles are told apart from their scripts; nothing is written.
  outdir: DIST,
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

/**
 * The engine without WASM. Figma itself does not start without WebGL, and its policy may forbid WASM:
 * TensorFlow.js would try it once while it is loaded, which is then reported as a violation.
 *
 * @type {import('esbuild').BuildOptions}
 */
const ENGINE = {
  ...COMMON,
  ...panelBundles().engine,
  write: false,
  legalComments: 'none',
  define: { WebAssembly: 'undefined' },
  plugins: [withoutWasm()],
};

function withoutWasm() {
  /** @type {import('esbuild').Plugin} */
  const plugin = {
    name: 'without-wasm',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^@tensorflow\/tfjs-backend-wasm$/ }, () => ({
        path: 'backend',
        namespace: 'without-wasm',
      }));
      onLoad({ filter: /.*/, namespace: 'without-wasm' }, () => ({
        contents: `export function setWasmPaths() { throw new Error('WASM is left out of this build'); }`,
      }));
    },
  };
  return plugin;
}

/** The esbuild options of each bundle, of which nothing is written. */
export function pluginBundles() {
  return {
    window: { ...WINDOW, entryPoints: [join(SOURCE, 'ui', 'plugin-window.ts')] },
    engine: ENGINE,
    sandbox: { ...SANDBOX, entryPoints: [join(SOURCE, 'main', 'main.ts')] },
  };
}

/**
 * Writes the plugin's files to packages/figma-plugin/dist. Throws an Error when one grows over its
 * budget, or holds what Figma would not allow.
 *
 * @param {(line: string) => void} [report] told of each file
 * @returns {Promise<import('./licences/components.mjs').Component[]>} what is bundled
 */
export async function buildFigma(report = () => {}) {
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  const manifest = readFileSync(join(SOURCE, 'manifest.json'), 'utf8');
  checkManifest(manifest);
  writeFileSync(join(DIST, 'manifest.json'), manifest);
  for (const file of ['LICENSE', 'NOTICE']) copyFileSync(join(ROOT, file), join(DIST, file));
  const bundles = pluginBundles();
  const window = await bundle(bundles.window);
  const engine = await bundle(bundles.engine);
  const styles = readdirSync(join(CORE_DATA, 'styles')).filter((name) => name.endsWith('.webp'));
  const names = ['vgg19-lite.safetensors', ...styles.map((name) => `styles/${name}`)];
  const html = windowHtml({
    ...window,
    body: readFileSync(join(SOURCE, 'ui', 'plugin-window.html'), 'utf8'),
    texts: { 'engine.js': engine.script, ...languages() },
    files: filesBelow(CORE_DATA, names),
  });
  write('ui.html', html, report);
  const sandbox = await bundle(bundles.sandbox);
  checkSandboxScript(sandbox.script, PLUGIN);
  write('main.js', sandbox.script, report);
  const components = packagesIn(
    [window, engine, sandbox].map(({ metafile }) => metafile),
    ROOT,
  );
  writeFileSync(join(DIST, NOTICES), noticesOf(components));
  return components;
}

/**
 * Writes the development plugin to packages/figma-plugin/dist/probe: it asks the real Figma what its
 * documentation leaves open, and shows the answers as text to copy.
 *
 * @param {(line: string) => void} [report] told of its manifest
 */
export async function buildProbe(report = () => {}) {
  const folder = join(DIST, 'probe');
  mkdirSync(folder, { recursive: true });
  const { networkAccess, api, main, ui, documentAccess } = JSON.parse(
    readFileSync(join(SOURCE, 'manifest.json'), 'utf8'),
  );
  const names = { name: 'Pastiche probe', id: 'pastiche-probe', editorType: ['figma'] };
  const manifest = { ...names, api, main, ui, documentAccess, networkAccess };
  const window = await bundle({
    ...WINDOW,
    entryPoints: [join(SOURCE, 'probe', 'probe-window.ts')],
  });
  const sandbox = await bundle({
    ...SANDBOX,
    entryPoints: [join(SOURCE, 'probe', 'probe-main.ts')],
  });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
  writeFileSync(join(folder, 'ui.html'), windowHtml(window));
  writeFileSync(join(folder, 'main.js'), sandbox.script);
  report(
    `${join(folder, 'manifest.json').slice(ROOT.length + 1)}: import it in Figma's desktop app`,
  );
}

/** The dictionaries, by the names under which the window looks for them. */
function languages() {
  const folder = join(CORE_DATA, 'l10n');
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return Object.fromEntries(
    readdirSync(folder).map((name) => [`l10n/${name}`, JSON.stringify(read(name))]),
  );
}

/** @param {import('esbuild').BuildOptions} options */
async function bundle(options) {
  const { build } = await import('esbuild');
  const { outputFiles = [], metafile } = await build({
    ...options,
    absWorkingDir: ROOT,
    metafile: true,
  });
  /** @param {string} ending */
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  const script = textOf('.js') || (outputFiles[0]?.text ?? '');
  return { script, style: textOf('.css'), metafile };
}

/** @param {keyof typeof BUDGETS} file @param {string} text @param {(line: string) => void} report */
function write(file, text, report) {
  const size = Buffer.byteLength(text);
  writeFileSync(join(DIST, file), text);
  report(`packages/figma-plugin/dist/${file}  ${(size / 1024).toFixed(0)} kB`);
  if (size <= BUDGETS[file]) return;
  throw new Error(
    `${file} should have at most ${BUDGETS[file] / 1000} kB, but it has ${(size / 1000).toFixed(0)} kB; look at what was added to it.`,
  );
}

if (isMainScript(import.meta.url)) {
  try {
    if (process.argv.includes('--probe')) await buildProbe(console.log);
    else await buildFigma(console.log);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
