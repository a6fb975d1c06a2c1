import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { captureCommand, ROOT } from '../run-command.mjs';

const { packageManager, scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const FOLDER = join(ROOT, '.cache', 'pnpm-newest');
const PROGRAMS = join(FOLDER, 'node_modules', '.bin');

/** As a person's own shell has it: nothing of the npm or pnpm that these tests run under, the newest pnpm first. */
const ENVIRONMENT = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm|pnpm)_(?!config_(registry|cache|userconfig|.*proxy|cafile)$)/i.test(name),
    ),
  ),
  PATH: `${PROGRAMS}${delimiter}${process.env.PATH}`,
};

describe('with the newest pnpm of one’s own', () => {
  // As of today; without a network the one of another day.
  beforeAll(() => {
    const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--prefix', FOLDER];
    const { code, output } = captureCommand('npm', ['install', ...options, 'pnpm@latest']);
    if (code !== 0 && !existsSync(join(PROGRAMS, 'pnpm'))) throw new Error(output);
  });

  it('is a newer one than the project names', () => {
    const { output } = captureCommand('pnpm', ['--version'], ENVIRONMENT);
    const major = Number(/^(\d+)\.\d+\.\d+/m.exec(output)?.[1]);
    expect(major).toBeGreaterThan(Number(/@(\d+)/.exec(packageManager)?.[1]));
  });

  it.each([
    ['npm', ['run', 'lint', '--', '--help']],
    ['pnpm', ['lint', '--help']],
  ])('%s runs a script', (program, args) => {
    const { code, output } = captureCommand(program, args, ENVIRONMENT);
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/^Usage: biome check/m),
    });
  });
});

it('tells a newcomer npm run, never pnpm, for a script', () => {
  const names = Object.keys(scripts).join('|');
  const wrong = new RegExp(`\\bpnpm (run |exec )?(${names}|tsx)\\b`);
  const files = writtenFiles(ROOT);
  expect(files).toContain(join(ROOT, 'README.md'));
  const found = files.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.flatMap((line, at) => (wrong.test(line) ? [`${file}:${at + 1}`] : []));
  });
  expect(found).toEqual([]);
});

/** What people wrote, below a folder. */
function writtenFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const isMade = ['node_modules', 'dist', 'out'].includes(entry.name);
      return isMade || entry.name.startsWith('.') ? [] : writtenFiles(path);
    }
    return entry.isFile() && /\.(md|tsx?|mjs|json|yaml)$/.test(entry.name) ? [path] : [];
  });
}
