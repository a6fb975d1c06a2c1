import { posix } from 'node:path';
import type { SourceFile } from './source-files.js';

/** `import … from '…'`, `export … from '…'`, `import '…'` and `import('…')`, as the formatter writes them. */
const IMPORT = /(?:^(?:import|export)\b[^'"`]*?|\bimport\()'(\.[^'\n]+)'/gm;

/** Which file imports which: by path, both of the project. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Imports among the files of one package, those of types included; another package is imported by its name. */
export function importGraph(files: readonly SourceFile[]): Graph {
  const known = new Set(files.map(({ path }) => path));
  return new Map(
    files.map(({ path, text }) => {
      const named = [...text.matchAll(IMPORT)].map(([, name]) => name as string);
      const targets = named.flatMap((name) => targetOf(path, name, known) ?? []);
      return [path, new Set(targets)];
    }),
  );
}

/** The same between folders, or whatever else a path belongs to: an arrow for each import that leaves one. */
export function folderGraph(
  graph: Graph,
  folderOf: (path: string) => string = posix.dirname,
): Graph {
  const folders = new Map<string, Set<string>>();
  for (const [from, targets] of graph) {
    const folder = folderOf(from);
    const arrows = folders.get(folder) ?? new Set<string>();
    folders.set(folder, arrows);
    for (const to of targets) if (folderOf(to) !== folder) arrows.add(folderOf(to));
  }
  return folders;
}

function targetOf(from: string, name: string, known: ReadonlySet<string>): string | undefined {
  const base = posix.join(posix.dirname(from), name);
  const candidates = [base, base.replace(/\.js$/, '.ts'), base.replace(/\.js$/, '.tsx')];
  return candidates.find((candidate) => known.has(candidate));
}
