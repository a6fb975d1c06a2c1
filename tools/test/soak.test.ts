import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mountObstacle } from '@pastiche/test-fixtures/vscode';
import { expect, it } from 'vitest';
import { buildProgram } from '../../packages/cli/test/built-program.js';

const ROOT = resolve(import.meta.dirname, '../..');
const TSX = ['--import', 'tsx', '--conditions=pastiche-source'];

it('three runs of the soak find the command line as it should be, on a full disk and killed', ({
  skip,
}) => {
  const obstacle = mountObstacle();
  skip(obstacle !== undefined, obstacle);
  buildProgram();
  const folder = mkdtempSync(join(tmpdir(), 'soak-report-'));
  try {
    const out = join(folder, 'report.json');
    const faults = ['disk-full', 'every-disk-full', 'killed-while-writing'];
    const chosen = ['--lane=command-line', ...faults.map((fault) => `--fault=${fault}`)];
    const soak = [...TSX, 'tools/soak/main.ts', ...chosen, '--seed=1', '--runs=3', `--out=${out}`];
    execFileSync(process.execPath, soak, { cwd: ROOT, stdio: 'pipe' });
    const { tallies, breaches } = JSON.parse(readFileSync(out, 'utf8'));
    expect(breaches).toEqual([]);
    const ends = tallies.map(({ fault, ends }: { fault: string; ends: object }) => [fault, ends]);
    expect(Object.fromEntries(ends)).toEqual({
      'disk-full': expect.anything(),
      'every-disk-full': { '1': 1 },
      'killed-while-writing': { SIGKILL: 1 },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
