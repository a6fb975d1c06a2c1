import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { circlesIn } from './circles.js';
import { functionsIn } from './functions.js';
import { folderGraph, importGraph } from './import-graph.js';
import { FOLDER_CAP, measureHouse } from './measure.js';
import { repeatedRuns } from './repeated-runs.js';
import { listSources } from './source-files.js';

const CORE = 'packages/core/src/';
const sources = listSources(fileURLToPath(new URL('../..', import.meta.url)));
const graph = importGraph(sources);

it('no file of the project imports itself by way of others, imports of types included', () => {
  expect(graph.size).toBeGreaterThan(500);
  expect(circlesIn(graph)).toEqual([]);
});

it('no folder of the project imports itself by way of others', () => {
  expect(circlesIn(folderGraph(graph))).toEqual([]);
});

it('no function has more than 60 lines, and no folder more than 24 source files', () => {
  const { longFunctions, folders } = measureHouse(sources);
  expect(sources.flatMap(functionsIn).length).toBeGreaterThan(3000);
  expect(longFunctions).toEqual([]);
  expect(folders.filter(([, files]) => files > FOLDER_CAP)).toEqual([]);
});

it('no two rooms of core import each other, and none its root', () => {
  const core = new Map([...graph].filter(([path]) => path.startsWith(CORE)));
  const rooms = folderGraph(core, (path) => path.slice(CORE.length).split('/')[0] ?? path);
  expect(rooms.get('run')).toContain('loss');
  expect(circlesIn(rooms)).toEqual([]);
});

it('a circle is found through types and through calls, however long', () => {
  const files = [
    { path: 'a/one.ts', text: "import type { Two } from '../b/two.js';\n" },
    { path: 'b/two.ts', text: "import {\n  three,\n} from './three.js';\n" },
    { path: 'b/three.ts', text: "const one = await import('../a/one.js');\n" },
    { path: 'b/four.ts', text: "export * from './three.js';\n" },
  ];
  const found = importGraph(files);
  expect(circlesIn(found)).toEqual([['a/one.ts', 'b/three.ts', 'b/two.ts']]);
  expect(circlesIn(folderGraph(found))).toEqual([['a', 'b']]);
});

it('functions are measured from their head to their closing bracket', () => {
  const text = [
    'export function first(',
    '  a: number,',
    '): number {',
    '  if (a > 0) {',
    '    return 1;',
    '  }',
    '  return 2;',
    '}',
    'const second = () => {',
    '  first(1);',
    '};',
  ].join('\n');
  expect(functionsIn({ path: 'x.ts', text })).toEqual([
    { path: 'x.ts', name: 'first', lines: 8 },
    { path: 'x.ts', name: 'second', lines: 3 },
  ]);
});

it('a run of lines that stands twice is told once, with its length', () => {
  const run = Array.from({ length: 10 }, (_, index) => `  call(${index});`).join('\n');
  const files = [
    { path: 'a.ts', text: `start();\n${run}\n` },
    { path: 'b.ts', text: `other();\nlines();\n${run}\nend();\n` },
  ];
  expect(repeatedRuns(files)).toEqual([{ first: 'a.ts:2', second: 'b.ts:3', lines: 10 }]);
});
