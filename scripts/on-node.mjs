// Runs tests on another version of Node, which npm brings into .cache:
// npm run on-node -- 24 [tests …], without tests those of the kernels.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { captureCommand, isMainScript, lastLines, ROOT, runCommand } from './run-command.mjs';

/** Where WebAssembly and threads differ between versions of Node. */
const KERNEL_TESTS = [
  'packages/core/src/vgg19/arena',
  'packages/core/src/run/kernel',
  'packages/core/src/backend/select.test.ts',
];

/**
 * The program of a version of Node, brought where it is not there yet. Throws an Error when it cannot be
 * had.
 *
 * @param {string} version such as `24` or `22.12.0`
 * @returns {string}
 */
function bringNode(version) {
  const packageName = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = join(ROOT, '.cache', 'nodes', version);
  const program = join(folder, 'node_modules', packageName, 'bin', 'node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const wanted = `${packageName}@${version}`;
  const options = ['--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { code, output } = captureCommand('npm', ['install', ...options, wanted]);
  if (code === 0 && existsSync(program)) return program;
  throw new Error(`npm could not bring ${wanted}:\n${lastLines(output)}`);
}

function main() {
  const [version, ...tests] = process.argv.slice(2);
  if (version === undefined || !/^\d+(\.\d+){0,2}$/.test(version)) {
    throw new Error('Name a version of Node: npm run on-node -- 24 [tests …]');
  }
  const program = bringNode(version);
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const chosen = tests.length > 0 ? tests : KERNEL_TESTS;
  process.exitCode = runCommand(program, [vitest, 'run', '--project', 'unit', ...chosen]);
}

if (isMainScript(import.meta.url)) {
  try {
    main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
