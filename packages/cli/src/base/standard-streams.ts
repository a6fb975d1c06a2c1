import { basename } from 'node:path';

/** On a command line: standard input as an input, standard output as an output. */
export const STANDARD = '-';

/** Other names of the same streams; `/dev/stdin` cannot be opened where it is a socket. */
const INPUT_NAMES: ReadonlySet<string> = new Set([
  STANDARD,
  '/dev/stdin',
  '/dev/fd/0',
  '/proc/self/fd/0',
]);
const OUTPUT_NAMES: ReadonlySet<string> = new Set([
  STANDARD,
  '/dev/stdout',
  '/dev/fd/1',
  '/proc/self/fd/1',
]);

/** Whether an input's name means standard input. A file that is called `-` is `./-`. */
export function isStandardInput(path: string): boolean {
  return INPUT_NAMES.has(path);
}

/** Whether an output's name means standard output. */
export function isStandardOutput(path: string): boolean {
  return OUTPUT_NAMES.has(path);
}

/** An input as sentences name it. */
export function inputName(path: string): string {
  return isStandardInput(path) ? 'stdin' : path;
}

/** An input without its folders, as outputs, recipes and bars name it. */
export function inputBaseName(path: string): string {
  return basename(inputName(path));
}
