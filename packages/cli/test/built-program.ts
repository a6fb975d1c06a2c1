import {
  type ChildProcess,
  type ChildProcessWithoutNullStreams,
  execFileSync,
  spawn,
} from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');
export const PROGRAM = join(ROOT, 'packages', 'cli', 'dist', 'pastiche.js');
const SOURCES = ['packages/core/src', 'packages/cli/src'].map((folder) => join(ROOT, folder));

export interface RunOptions {
  readonly cwd: string;
  /** Added to an environment without any of the program's own variables. */
  readonly env?: NodeJS.ProcessEnv;
  /** Largest file that the program may write, in kilobytes. */
  readonly kilobytes?: number;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running program and what it has said so far. */
export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Resolves once stdout has matched; rejects when the program ends before. */
  hasPrinted(pattern: RegExp): Promise<void>;
}

/** Builds the program unless that has been done since the sources were last changed. */
export function buildProgram(): void {
  const built = statSync(PROGRAM, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (SOURCES.some((folder) => newestIn(folder) > built)) {
    execFileSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs')], { cwd: ROOT });
  }
}

/** Runs the built program to its end. */
export function runProgram(args: readonly string[], options: RunOptions): Promise<Finished> {
  return startProgram(args, options).finished;
}

/**
 * Runs a line of Bash in which `pastiche` is the built program, for pipes and streams.
 *
 * @param prefix a command that runs Bash in other surroundings, such as `['unshare', '-rm']`
 */
export function runShell(
  line: string,
  { cwd, env }: Pick<RunOptions, 'cwd' | 'env'>,
  prefix: readonly string[] = [],
): Promise<Finished> {
  const program = `pastiche() { ${JSON.stringify(process.execPath)} ${JSON.stringify(PROGRAM)} "$@"; }`;
  const [file = '', ...rest] = [...prefix, 'bash', '-c', `set -o pipefail; ${program}; ${line}`];
  return watch(spawn(file, rest, { cwd, env: { ...cleanEnv(), ...env } })).finished;
}

/** Starts the built program. */
export function startProgram(
  args: readonly string[],
  { cwd, env, kilobytes }: RunOptions,
): Running {
  const command = [process.execPath, PROGRAM, ...args];
  const limited = ['bash', '-c', `ulimit -f ${kilobytes}; exec "$0" "$@"`, ...command];
  const [file = '', ...rest] = kilobytes === undefined ? command : limited;
  return watch(spawn(file, rest, { cwd, env: { ...cleanEnv(), ...env } }));
}

function watch(child: ChildProcessWithoutNullStreams): Running {
  let stdout = '';
  let stderr = '';
  const waiting: (() => void)[] = [];
  child.stdout.on('data', (bytes: Buffer) => {
    stdout += bytes.toString();
    for (const check of [...waiting]) check();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  const finished = new Promise<Finished>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
  return {
    child,
    finished,
    hasPrinted: (pattern) =>
      new Promise((done, fail) => {
        const check = () => pattern.test(stdout) && done();
        waiting.push(check);
        check();
        void finished.then(() => fail(new Error(`It ended before ${pattern} came: ${stderr}`)));
      }),
  };
}

function cleanEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith('PASTICHE_') && name !== 'NODE_OPTIONS' && name !== 'VITEST',
    ),
  );
}

function newestIn(folder: string): number {
  const times = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
    (name) => statSync(join(folder, name)).mtimeMs,
  );
  return Math.max(...times);
}
