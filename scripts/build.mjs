// Builds what outsiders use: packages/*/dist. Inside the workspace nothing needs a build, because the
// condition "pastiche-source" resolves @pastiche/* to src/.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buildKernels } from './build-kernels.mjs';
import { buildPanel } from './build-panel.mjs';
import { dependenciesOf, packagesIn } from './licences/components.mjs';
import { installedNotices, NOTICES, noticesOf } from './licences/notices.mjs';
import { captureCommand, isMainScript, lastLines, ROOT } from './run-command.mjs';

const CORE = join(ROOT, 'packages', 'core');
const CLI = join(ROOT, 'packages', 'cli');

/** The entry points of the core: one file each at the root of its sources, one sub-path of the package each. */
const ENTRIES = ['index', 'presets', 'weights', 'pictures', 'parts', 'limits'];

/** Every dependency stays an import, so that an outsider's package manager sees and shares it. */
const COMMON = /** @type {const} */ ({
  bundle: true,
  packages: 'external',
  format: 'esm',
  target: 'es2022',
  sourcemap: true,
  logLevel: 'warning',
});

/**
 * Bundles the core and the command line, and writes the core's types.
 *
 * @param {(line: string) => void} [report] told of each file that was written
 */
export async function build(report = () => {}) {
  await buildKernels(report);
  for (const folder of [CORE, CLI]) {
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    for (const file of ['LICENSE', 'NOTICE']) copyFileSync(join(ROOT, file), join(folder, file));
  }
  writeFileSync(join(CORE, NOTICES), installedNotices(dependenciesOf(CORE)));
  const core = await bundleCore();
  writeCoreTypes();
  const cli = await bundleCli();
  for (const file of [...core, cli]) {
    report(`${file.slice(ROOT.length + 1)}  ${(statSync(file).size / 1024).toFixed(0)} kB`);
  }
}

/** What several entry points use lies in chunks: there is one StyleTransferError, whatever is imported. */
async function bundleCore() {
  const { build: bundle } = await import('esbuild');
  const outdir = join(CORE, 'dist');
  const entryPoints = ENTRIES.map((entry) => join(CORE, 'src', `${entry}.ts`));
  await bundle({ ...COMMON, entryPoints, outdir, splitting: true, platform: 'neutral' });
  const written = readdirSync(outdir).filter((file) => file.endsWith('.js'));
  return written.map((file) => join(outdir, file));
}

/**
 * What esbuild makes the command line of. The protocol of `pastiche mcp` is bundled, into a file that nothing else
 * loads: as a dependency its SDK would bring a web server and what that needs, of which nothing is used.
 *
 * @returns {Readonly<Record<'program' | 'protocol', import('esbuild').BuildOptions>>}
 */
export function cliBundles() {
  /** @type {import('esbuild').BuildOptions} */
  const node = { ...COMMON, platform: 'node', outdir: join(CLI, 'dist'), absWorkingDir: ROOT };
  return {
    program: {
      ...node,
      entryPoints: [join(CLI, 'src', 'pastiche.ts')],
      splitting: true,
      plugins: [protocolApart()],
    },
    // Minified, since what is not names the folders of packages, which are others on each machine.
    protocol: {
      ...node,
      entryPoints: [join(CLI, 'src', 'mcp', 'protocol.ts')],
      packages: 'bundle',
      minify: true,
      sourcemap: false,
    },
  };
}

/** Leaves the protocol where it is imported: in a file beside those that import it. */
function protocolApart() {
  /** @type {import('esbuild').Plugin} */
  const plugin = {
    name: 'protocol-apart',
    setup: ({ onResolve }) => {
      const path = './protocol.js';
      onResolve({ filter: /^\.\/protocol\.js$/ }, () => ({ path, external: true }));
    },
  };
  return plugin;
}

async function bundleCli() {
  const { build: bundle } = await import('esbuild');
  const { program, protocol } = cliBundles();
  await bundle(program);
  const { metafile } = await bundle({ ...protocol, metafile: true });
  chmodSync(join(CLI, 'dist', 'pastiche.js'), 0o755);
  const bundled = noticesOf(packagesIn([metafile], ROOT));
  writeFileSync(join(CLI, NOTICES), `${bundled}\n${installedNotices(dependenciesOf(CLI))}`);
  return join(CLI, 'dist', 'pastiche.js');
}

function writeCoreTypes() {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(CORE, 'tsconfig.build.json');
  const { code, output } = captureCommand(process.execPath, [tsc, '-p', project]);
  const isWritten = ENTRIES.every((entry) => existsSync(join(CORE, 'dist', `${entry}.d.ts`)));
  if (code !== 0 || !isWritten) {
    throw new Error(`${lastLines(output)}\n\nThe types of packages/core could not be written.`);
  }
}

if (isMainScript(import.meta.url)) {
  try {
    await build(console.log);
    await buildPanel({ report: console.log });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
