// npm run page: the panel as a page for any static host, in dist/page. Every address in it is relative; a service
// worker keeps its files, so that it works without a network after the first visit.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { copyPanelData, PANEL_BUNDLE, panelBundles } from './build-panel.mjs';
import { packagesIn } from './licences/components.mjs';
import { noticesOf } from './licences/notices.mjs';
import { isMainScript, ROOT } from './run-command.mjs';

const SOURCE = join(ROOT, 'packages', 'page', 'src');
const LANGUAGES = join(ROOT, 'packages', 'core', 'data', 'l10n');
export const PAGE_DIST = join(ROOT, 'dist', 'page');

/** All that a visitor's browser fetches and keeps, bytes. */
const BUDGET = 7e6;

/**
 * The esbuild options of the page's scripts, but for the service worker's.
 *
 * @param {string} outdir
 * @param {{ worksOffline?: boolean }} [options] whether there will be a service worker
 */
export function pageBundles(outdir, { worksOffline = true } = {}) {
  /** @type {import('esbuild').BuildOptions} */
  const page = {
    ...PANEL_BUNDLE,
    entryPoints: { page: join(SOURCE, 'page.ts') },
    outdir,
    define: { DICTIONARIES: dictionaries(), WORKS_OFFLINE: String(worksOffline) },
  };
  return { engine: panelBundles(outdir).engine, page };
}

/** Copies what is read as it is: what the panel reads, the page itself, and the samples that it names. */
export function copyPageData(/** @type {string} */ outdir) {
  copyPanelData(outdir);
  copyFileSync(join(SOURCE, 'index.html'), join(outdir, 'index.html'));
  mkdirSync(join(outdir, 'samples'), { recursive: true });
  const names = readFileSync(join(SOURCE, 'samples.ts'), 'utf8').match(/samples\/\w+\.png/g) ?? [];
  for (const name of names) copyFileSync(join(ROOT, name), join(outdir, name));
  writeLicences(outdir);
}

/**
 * Writes the page to dist/page, or elsewhere. Throws an Error when it grows over its budget.
 *
 * @param {{ report?: (line: string) => void, outdir?: string }} [options]
 */
export async function buildPage({ report = () => {}, outdir = PAGE_DIST } = {}) {
  const { build } = await import('esbuild');
  rmSync(outdir, { recursive: true, force: true });
  copyPageData(outdir);
  const metafiles = [];
  for (const options of Object.values(pageBundles(outdir))) {
    const { metafile } = await build({ ...options, absWorkingDir: ROOT, metafile: true });
    metafiles.push(metafile);
  }
  writeLicences(outdir, noticesOf(packagesIn(metafiles, ROOT)));
  const files = filesBelow(outdir);
  await build(serviceWorker(outdir, files));
  const bytes = files.reduce((sum, file) => sum + statSync(join(outdir, file)).size, 0);
  report(`${outdir}  ${files.length + 1} files, ${(bytes / 1e6).toFixed(1)} MB`);
  if (bytes <= BUDGET) return;
  throw new Error(
    `The page should have at most ${BUDGET / 1e6} MB, but it has ${(bytes / 1e6).toFixed(2)} MB; look at what was added to it.`,
  );
}

/**
 * What the page's link "Licences" leads to.
 *
 * @param {string} outdir
 * @param {string} [notices] of what is bundled
 */
function writeLicences(outdir, notices = '') {
  const own = ['LICENSE', 'NOTICE'].map((file) => readFileSync(join(ROOT, file), 'utf8'));
  writeFileSync(join(outdir, 'licences.txt'), [...own, notices].join('\n'));
}

/**
 * @param {string} outdir
 * @param {readonly string[]} files @returns {import('esbuild').BuildOptions}
 */
function serviceWorker(outdir, files) {
  const digest = createHash('sha256');
  for (const file of files) digest.update(file).update(readFileSync(join(outdir, file)));
  // The page itself is asked for by its folder: some hosts redirect from index.html.
  const asked = files.map((file) => file.replace(/^index\.html$/, ''));
  return {
    ...PANEL_BUNDLE,
    entryPoints: { 'service-worker': join(SOURCE, 'offline', 'service-worker.ts') },
    outdir,
    define: {
      PAGE_FILES: JSON.stringify(asked),
      PAGE_DIGEST: JSON.stringify(digest.digest('hex').slice(0, 16)),
    },
  };
}

/** @param {string} folder @returns {string[]} sorted, with slashes */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** Every dictionary by its language, as JSON. */
function dictionaries() {
  const read = (/** @type {string} */ file) =>
    JSON.parse(readFileSync(join(LANGUAGES, file), 'utf8'));
  return JSON.stringify(
    Object.fromEntries(
      readdirSync(LANGUAGES).map((file) => [file.replace(/\.json$/, ''), read(file)]),
    ),
  );
}

if (isMainScript(import.meta.url)) {
  try {
    bootstrap(console.log);
    await buildPage({ report: console.log });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
