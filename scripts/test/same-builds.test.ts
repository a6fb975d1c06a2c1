import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../run-command.mjs';

/** What is handed out: the files of the plugin, and the packed extension. */
const BUILDS = [
  { what: 'the Figma plugin', command: ['build-figma.mjs'], folder: 'packages/figma-plugin/dist' },
  {
    what: 'the VS Code extension',
    command: ['build-vscode.mjs', '--package'],
    folder: 'packages/vscode-extension/dist',
  },
];

/** Built before, or beside what is built. */
const LEFT_OUT = new Set(['dist', '.cache', 'out']);

const copy = mkdtempSync(join(tmpdir(), 'pastiche-elsewhere-'));

beforeAll(() => {
  for (const name of [
    'package.json',
    'tsconfig.base.json',
    'LICENSE',
    'NOTICE',
    'scripts',
    'samples',
    'packages',
  ]) {
    cpSync(join(ROOT, name), join(copy, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (from) => !LEFT_OUT.has(from.split(/[\\/]/).at(-1) ?? ''),
    });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('built twice, in two folders and at two times, to the byte the same', () => {
  it.each(BUILDS)('is $what', ({ command, folder }) => {
    const [script = '', ...more] = command;
    const digests = [ROOT, copy].map((root) => {
      const args = [join(root, 'scripts', script), ...more];
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
      return digestsBelow(join(root, folder));
    });
    expect(Object.keys(digests[0] ?? {}).length).toBeGreaterThan(2);
    expect(digests[1]).toEqual(digests[0]);
  });
});

/** SHA-256 by path. */
function digestsBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [
      relative(folder, path),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  );
}
