// Bundles the VS Code extension: its share in the extension host (for Node and for web workers), its
// webviews' pages, and the panel's files that these read. With --package it packs a .vsix as well.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { copyPanelData, panelBundles } from './build-panel.mjs';
import { importOnce } from './import-once.mjs';
import { laterScripts, nothingLater } from './later-scripts.mjs';
import { packagesIn } from './licences/components.mjs';
import { NOTICES, noticesOf } from './licences/notices.mjs';
import { isMainScript, lastLines, ROOT } from './run-command.mjs';
import { webCryptoOnly } from './web-crypto.mjs';

export const EXTENSION = join(ROOT, 'packages', 'vscode-extension');
const DIST = join(EXTENSION, 'dist');
const LANGUAGES = join(ROOT, 'packages', 'core', 'data', 'l10n');

/** Of what is loaded when VS Code starts the extension: in Node, and in a web worker, which knows one script only. */
const HOST_BUDGETS = { 'extension.js': 100_000, 'web/extension.js': 140_000 };
/** Scripts in VS Code's host that are loaded when they are needed first. */
const LATER_SCRIPTS = ['editor/ways-across', 'weights/weights-source'];
/** What is packed, besides the manifest; .vscodeignore says which files of it. */
const PACKED = [
  '.vscodeignore',
  ...['package.nls.json', 'package.nls.de.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE'],
  ...[NOTICES, 'schemas', 'media', 'dist'],
];
/** Of the packed extension. */
export const VSIX_BUDGET = 6_000_000;

/** The first of January 2020, for all files in the package: the same files are the same package. */
const SAME_TIMES = { SOURCE_DATE_EPOCH: '1577836800', TZ: 'UTC' };

/** @type {import('esbuild').BuildOptions} */
const COMMON = {
  bundle: true,
  minify: true,
  conditions: ['pastiche-source'],
  charset: 'utf8',
  legalComments: 'linked',
  logLevel: 'warning',
  // What the linter asks to be written is longer than what it stands for, which the minifier knows only by this name.
  define: { 'Number.POSITIVE_INFINITY': 'Infinity' },
};

/** The esbuild options of each bundle, written below `dist`. */
export function extensionBundles(dist = DIST) {
  const source = join(EXTENSION, 'src');
  const extension = join(source, 'extension');
  /** @type {import('esbuild').BuildOptions} */
  const host = {
    ...COMMON,
    entryPoints: [join(extension, 'extension.ts')],
    format: 'cjs',
    external: ['vscode'],
  };
  /** @type {import('esbuild').BuildOptions} */
  const pages = {
    ...COMMON,
    entryPoints: ['panel-page', 'batch-page', 'preset-page'].map((page) =>
      join(source, 'webview', `${page}.ts`),
    ),
    outdir: join(dist, 'panel'),
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  };
  /** @type {import('esbuild').BuildOptions} */
  const node = { ...host, platform: 'node', target: 'node20' };
  return {
    node: {
      ...node,
      outfile: join(dist, 'extension.js'),
      plugins: [importOnce('vscode'), laterScripts(LATER_SCRIPTS)],
      // Scripts of an extension find "vscode" by `require`.
      supported: { 'dynamic-import': false },
    },
    later: {
      ...node,
      entryPoints: LATER_SCRIPTS.map((script) => join(extension, `${script}.ts`)),
      entryNames: '[name]',
      outdir: dist,
    },
    web: {
      ...host,
      outfile: join(dist, 'web', 'extension.js'),
      platform: 'browser',
      target: 'es2022',
      // Without Web Crypto VS Code shows no webviews there, so that nothing of this is used.
      plugins: [importOnce('vscode'), nothingLater(), webCryptoOnly()],
    },
    pages,
    engine: panelBundles(join(dist, 'panel')).engine,
  };
}

/**
 * Writes the extension's files to packages/vscode-extension/dist. Throws an Error when the extension
 * host's script grows over its budget.
 *
 * @param {(line: string) => void} [report] told of each file
 * @returns {Promise<import('./licences/components.mjs').Component[]>} what is bundled
 */
export async function buildVscode(report = () => {}) {
  const { build } = await import('esbuild');
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(join(DIST, 'panel'), { recursive: true });
  copyPanelData(join(DIST, 'panel'));
  copyLanguages(join(DIST, 'l10n'));
  const metafiles = [];
  for (const options of Object.values(extensionBundles())) {
    const bundle = /** @type {import('esbuild').BuildOptions} */ (options);
    const { metafile } = await build({ ...bundle, absWorkingDir: ROOT, metafile: true });
    metafiles.push(metafile);
  }
  for (const file of ['LICENSE', 'NOTICE']) copyFileSync(join(ROOT, file), join(EXTENSION, file));
  const components = packagesIn(metafiles, ROOT);
  writeFileSync(join(EXTENSION, NOTICES), noticesOf(components));
  for (const file of [
    'extension.js',
    'ways-across.js',
    'weights-source.js',
    'web/extension.js',
    'panel/panel-page.js',
    'panel/engine.js',
  ]) {
    report(`packages/vscode-extension/dist/${file}  ${kilobytes(join(DIST, file))} kB`);
  }
  for (const [file, budget] of Object.entries(HOST_BUDGETS)) checkHost(file, budget);
  return components;
}

/**
 * Packs the built extension. Throws an Error when that fails, or the file is larger than 6 MB.
 *
 * @param {(line: string) => void} [report] told of the file
 * @returns {string} its path
 */
export function packageVscode(report = () => {}) {
  const { version } = JSON.parse(readFileSync(join(EXTENSION, 'package.json'), 'utf8'));
  for (const file of readdirSync(DIST).filter((name) => name.endsWith('.vsix'))) {
    rmSync(join(DIST, file));
  }
  const vsix = join(DIST, `pastiche-${version}.vsix`);
  const stage = stagePackage();
  const vsce = join(EXTENSION, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
  ];
  const args = [vsce, 'package', ...options, '--out', vsix];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: stage,
    encoding: 'utf8',
    env: { ...process.env, ...SAME_TIMES },
  });
  rmSync(stage, { recursive: true });
  if (status !== 0) {
    throw new Error(`${lastLines(`${stdout}${stderr}`)}\n\nThe extension could not be packed.`);
  }
  const { size } = statSync(vsix);
  if (size > VSIX_BUDGET) {
    throw new Error(
      `The packed extension should have at most ${VSIX_BUDGET / 1e6} MB, but it has ${(size / 1e6).toFixed(2)} MB; look at what was added to it.`,
    );
  }
  report(`packages/vscode-extension/dist/pastiche-${version}.vsix  ${kilobytes(vsix)} kB`);
  return vsix;
}

/**
 * Copies what is packed, with the manifest as others see it, to a folder of its own.
 *
 * @returns {string} its path
 */
function stagePackage() {
  const stage = join(EXTENSION, 'node_modules', '.cache', 'package');
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  const isVsix = (/** @type {string} */ path) => path.endsWith('.vsix');
  for (const name of PACKED) {
    cpSync(join(EXTENSION, name), join(stage, name), {
      recursive: true,
      filter: (from) => !isVsix(from),
    });
  }
  const manifest = JSON.parse(readFileSync(join(EXTENSION, 'package.json'), 'utf8'));
  writeFileSync(join(stage, 'package.json'), JSON.stringify(packedManifest(manifest)));
  return stage;
}

/**
 * The manifest without what only the workspace needs, and under the extension's own name: its id is
 * `pastiche.pastiche`.
 *
 * @param {Record<string, unknown>} manifest
 */
function packedManifest(manifest) {
  const { private: _, scripts, devDependencies, ...others } = manifest;
  return { ...others, name: 'pastiche' };
}

/** Under the names by which VS Code finds them. */
function copyLanguages(/** @type {string} */ outdir) {
  mkdirSync(outdir);
  for (const file of readdirSync(LANGUAGES)) {
    copyFileSync(join(LANGUAGES, file), join(outdir, `bundle.l10n.${file}`));
  }
}

/** @param {string} file */
function kilobytes(file) {
  return (statSync(file).size / 1024).toFixed(0);
}

/**
 * @param {string} file below dist
 * @param {number} budget bytes
 */
function checkHost(file, budget) {
  const { size } = statSync(join(DIST, file));
  if (size <= budget) return;
  throw new Error(
    `dist/${file} should have at most ${budget / 1000} kB, but it has ${(size / 1000).toFixed(0)} kB; the extension host may be given the engine.`,
  );
}

if (isMainScript(import.meta.url)) {
  try {
    await buildVscode(console.log);
    if (process.argv.includes('--package')) packageVscode(console.log);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
