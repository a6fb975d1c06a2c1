import type { SourceFile } from './source-files.js';

/** A run of lines that stands in two places. */
export interface RepeatedRun {
  readonly first: string;
  readonly second: string;
  readonly lines: number;
}

/** Shorter runs are the language's own phrases. */
const SHORTEST_RUN = 8;

const NO_LOGIC = /^(import\b|export \{|export \*|[)}\]>;,({[]*$|\*|\/\/|\/\*)/;

interface Line {
  readonly text: string;
  readonly path: string;
  readonly number: number;
}

/** Runs of eight lines and more, brackets, imports and comments left out, that are equal to the letter. */
export function repeatedRuns(files: readonly SourceFile[]): RepeatedRun[] {
  const seen = new Map<string, Line[]>();
  const runs: RepeatedRun[] = [];
  for (const file of files) {
    const lines = linesOf(file);
    for (let at = 0; at + SHORTEST_RUN <= lines.length; at++) {
      const window = lines.slice(at, at + SHORTEST_RUN);
      const key = window.map(({ text }) => text).join('\n');
      const earlier = seen.get(key);
      if (earlier === undefined) {
        seen.set(key, window);
        continue;
      }
      const length = sharedLength(lines, at, files, earlier[0] as Line);
      runs.push({ first: placeOf(earlier[0]), second: placeOf(lines[at]), lines: length });
      at += length - 1;
    }
  }
  return runs;
}

function linesOf({ path, text }: SourceFile): Line[] {
  return text.split('\n').flatMap((line, index) => {
    const trimmed = line.trim();
    return trimmed === '' || NO_LOGIC.test(trimmed)
      ? []
      : [{ text: trimmed, path, number: index + 1 }];
  });
}

function sharedLength(
  lines: readonly Line[],
  at: number,
  files: readonly SourceFile[],
  earlier: Line,
): number {
  const other = linesOf(files.find(({ path }) => path === earlier.path) as SourceFile);
  const start = other.findIndex(({ number }) => number === earlier.number);
  let length = 0;
  while (lines[at + length] && lines[at + length]?.text === other[start + length]?.text) length++;
  return length;
}

function placeOf(line: Line | undefined): string {
  return `${line?.path}:${line?.number}`;
}
