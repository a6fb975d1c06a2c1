import { posix } from 'node:path';
import { circlesIn } from './circles.js';
import { type FunctionLength, functionsIn } from './functions.js';
import { folderGraph, importGraph } from './import-graph.js';
import { type RepeatedRun, repeatedRuns } from './repeated-runs.js';
import type { SourceFile } from './source-files.js';

/** What the house looks like in numbers. */
export interface House {
  readonly files: number;
  readonly medianFileLines: number;
  /** Over the soft cap, longest first. */
  readonly longFiles: readonly string[];
  readonly functionLines90: number;
  readonly longestFunction: FunctionLength;
  /** Over the cap, longest first. */
  readonly longFunctions: readonly FunctionLength[];
  /** Source files of each folder, most first. */
  readonly folders: readonly (readonly [folder: string, files: number])[];
  readonly fileCircles: readonly (readonly string[])[];
  readonly folderCircles: readonly (readonly string[])[];
  readonly repeated: readonly RepeatedRun[];
}

/** Lines above which a file wants a hard look. */
export const SOFT_CAP = 250;
/** Lines that a function may have, its head included. */
export const FUNCTION_CAP = 60;
/** Source files that a folder may have before its idea is lost. */
export const FOLDER_CAP = 24;

/** Measures the sources; tests and generated files are not among them. */
export function measureHouse(files: readonly SourceFile[]): House {
  const lengths = files.map(({ path, text }) => [path, text.split('\n').length - 1] as const);
  const functions = files.flatMap(functionsIn).sort((a, b) => a.lines - b.lines);
  const graph = importGraph(files);
  return {
    files: files.length,
    medianFileLines: rank(
      lengths.map(([, lines]) => lines),
      0.5,
    ),
    longFiles: lengths
      .filter(([, lines]) => lines > SOFT_CAP)
      .sort(([, a], [, b]) => b - a)
      .map(([path, lines]) => `${path} (${lines})`),
    functionLines90: rank(
      functions.map(({ lines }) => lines),
      0.9,
    ),
    longestFunction: functions.at(-1) as FunctionLength,
    longFunctions: functions.filter(({ lines }) => lines > FUNCTION_CAP).reverse(),
    folders: filesByFolder(files),
    fileCircles: circlesIn(graph),
    folderCircles: circlesIn(folderGraph(graph)),
    repeated: repeatedRuns(files),
  };
}

function filesByFolder(files: readonly SourceFile[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    const folder = posix.dirname(path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** The value below which a share of the values lies. */
function rank(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}
