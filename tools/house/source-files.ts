import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A source file of the project. */
export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

const SOURCES = /\.(ts|tsx|mjs)$/;
const NO_SOURCES = /\.(test\.ts|test\.tsx|generated\.ts|d\.ts)$|\/test\//;

/** The sources that git knows: packages, tools, scripts and bench, without tests and what scripts wrote. */
export function listSources(root: string): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', 'packages', 'tools', 'scripts', 'bench'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((path) => SOURCES.test(path) && !NO_SOURCES.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
