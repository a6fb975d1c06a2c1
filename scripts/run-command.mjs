import { spawn, spawnSync } from 'node:child_process';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Runs a program to its end in the repository's root and returns its exit code (127: not found).
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }} [options]
 * @returns {number}
 */
export function runCommand(program, args, { env = process.env, stdio = 'inherit' } = {}) {
  const { status, error } = spawnSync(program, args, { cwd: ROOT, env, stdio });
  if (error) return 127;
  return status ?? 1;
}

/**
 * Runs a dependency's program by its file, which needs no shell on any platform. Throws an Error when
 * it fails.
 *
 * @param {string} script below node_modules
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function runTool(script, args, env = process.env) {
  const path = join(ROOT, 'node_modules', ...script.split('/'));
  const code = runCommand(process.execPath, [path, ...args], { env });
  if (code !== 0) throw new Error(`${script} ${args.join(' ')} failed with exit code ${code}.`);
}

/**
 * Starts a dependency's program, as `runTool` does, beside what else runs. Rejects with an Error when
 * it fails.
 *
 * @param {string} script below node_modules
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, isPrintedAtEnd?: boolean }} [options]
 * @returns {Promise<void>}
 */
export async function startTool(script, args, { env = process.env, isPrintedAtEnd = false } = {}) {
  const path = join(ROOT, 'node_modules', ...script.split('/'));
  const stdio = isPrintedAtEnd ? 'pipe' : 'inherit';
  const child = spawn(process.execPath, [path, ...args], { cwd: ROOT, env, stdio });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  process.stdout.write(output);
  if (code !== 0) throw new Error(`${script} ${args.join(' ')} failed with exit code ${code}.`);
}

/**
 * Runs a program and keeps what it printed.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ code: number, output: string }}
 */
export function captureCommand(program, args, env = process.env) {
  // On Windows npm and pnpm are batch files, which only a shell runs.
  const shell = process.platform === 'win32' && !isAbsolute(program);
  const result = spawnSync(program, args, { cwd: ROOT, env, shell, encoding: 'utf8' });
  if (result.error) return { code: 127, output: result.error.message };
  return { code: result.status ?? 1, output: `${result.stdout}${result.stderr}` };
}

/**
 * The end of a program's output, for a failure report. Addresses are left out: a registry's address
 * may carry credentials.
 *
 * @param {string} output
 * @param {number} [lines]
 * @returns {string}
 */
export function lastLines(output, lines = 30) {
  const text = output.trim().replace(/\bhttps?:\/\/\S+/g, '<address>');
  return text.split('\n').slice(-lines).join('\n');
}

/**
 * Whether the module at `moduleUrl` is the script that `node` was started with.
 *
 * @param {string} moduleUrl
 * @returns {boolean}
 */
export function isMainScript(moduleUrl) {
  return process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(moduleUrl);
}
