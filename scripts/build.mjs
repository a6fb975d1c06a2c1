// Builds what outsiders use: packages/*/dist. Inside the workspace nothing needs a build, because the
// condition "pastiche-source" resolves @pastiche/* to src/.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
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
 * What esbuild makes the command line of. What only `pastiche mcp` loads lies in chunks, the protocol's SDK in it: as
 * a dependency it would bring a web server and what that needs, of which nothing is used.
 *
 * @returns {import('esbuild').BuildOptions}
 */
export function cliBundle() {
  const { dependencies } = JSON.parse(readFileSync(join(CLI, 'package.json'), 'utf8'));
  const external = Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]);
  return {
    ...{ ...COMMON, packages: 'bundle', external, splitting: true, platform: 'node' },
    ...{ entryPoints: [join(CLI, 'src', 'pastiche.ts')], outdir: join(CLI, 'dist') },
    absWorkingDir: ROOT,
  };
}

async function bundleCli() {
  const { build: bundle } = await import('esbuild');
  const { metafile } = await bundle({ ...cliBundle(), metafile: true });
  const program = join(CLI, 'dist', 'pastiche.js');
  chmodSync(program, 0o755);
  const bundled = noticesOf(packagesIn([metafile], ROOT));
  writeFileSync(join(CLI, NOTICES), `${bundled}\n${installedNotices(dependenciesOf(CLI))}`);
  return program;
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
