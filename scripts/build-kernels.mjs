// Compiles packages/core/kernels into the two WebAssembly modules that core carries as text. The result
// is committed, because tests and tools run from the sources without a build; a test compares it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainScript, ROOT } from './run-command.mjs';

const SOURCES = join(ROOT, 'packages', 'core', 'kernels');
const TARGET = join(ROOT, 'packages', 'core', 'src', 'kernels', 'wasm', 'modules.generated.ts');

/** -O3 is right for loops that are not unrolled; memory comes from outside and reaches 4 GiB. */
const OPTIONS = [
  '-O3',
  '--noAssert',
  '--runtime=stub',
  '--importMemory',
  '--sharedMemory',
  '--initialMemory=1',
  '--maximumMemory=65536',
  '--enable=simd',
  '--enable=threads',
  '--disableWarning=112',
];
const VARIANTS = /** @type {const} */ ({
  SIMD: [],
  RELAXED_SIMD: ['--enable=relaxed-simd'],
});
/**
 * @typedef {{ default: { main(options: string[], io: { writeFile(name: string, contents: string | Uint8Array): void }):
 *   Promise<{ error: Error | null, stderr: { toString(): string } }> } }} Compiler the part of asc that is used
 */

/** Bytes, each: what every page has to load. */
const LARGEST = 30_000;

/**
 * Writes the modules anew when their sources have changed.
 *
 * @param {(line: string) => void} [report]
 */
export async function buildKernels(report = () => {}) {
  const sources = fingerprint();
  if (existsSync(TARGET) && readFileSync(TARGET, 'utf8').includes(sources)) return;
  const modules = Object.entries(await compileKernels());
  for (const [name, bytes] of modules) {
    report(`${name}  ${(bytes.length / 1000).toFixed(1)} kB`);
    if (bytes.length > LARGEST) throw new Error(`The kernels ${name} exceed ${LARGEST} bytes.`);
  }
  const lines = modules.map(
    ([name, bytes]) => `export const ${name} =\n  '${Buffer.from(bytes).toString('base64')}';\n`,
  );
  const head = `// Written by scripts/build-kernels.mjs from packages/core/kernels; sources ${sources}.\n\n`;
  writeFileSync(TARGET, head + lines.join('\n'));
}

/** The modules by name. Throws an Error with the compiler's words. */
export async function compileKernels() {
  /** @type {Record<string, Uint8Array>} */
  const modules = {};
  for (const [name, options] of Object.entries(VARIANTS)) modules[name] = await compile(options);
  return modules;
}

/** @param {readonly string[]} options */
async function compile(options) {
  // Named at run time only: the compiler's own types would change what `console` is everywhere.
  const compiler = 'assemblyscript/asc';
  /** @type {Compiler} */
  const { default: asc } = await import(compiler);
  /** @type {Uint8Array | null} */
  let bytes = null;
  const { error, stderr } = await asc.main(
    ['entry.ts', '--outFile=kernels.wasm', `--baseDir=${SOURCES}`, ...OPTIONS, ...options],
    {
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') bytes = contents;
      },
    },
  );
  if (error !== null || bytes === null) throw new Error(`The kernels do not compile:\n${stderr}`);
  return /** @type {Uint8Array} */ (bytes);
}

/** Changes whenever the modules might. */
function fingerprint() {
  const hash = createHash('sha256').update(JSON.stringify([OPTIONS, VARIANTS]));
  const manifest = readFileSync(join(ROOT, 'pnpm-workspace.yaml'), 'utf8');
  hash.update(/^ *assemblyscript: .*$/m.exec(manifest)?.[0] ?? '');
  for (const file of readdirSync(SOURCES).sort()) hash.update(readFileSync(join(SOURCES, file)));
  return hash.digest('hex').slice(0, 16);
}

if (isMainScript(import.meta.url)) await buildKernels(console.log);
