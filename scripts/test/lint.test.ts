import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../run-command.mjs';

const BIOME = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

describe('the dependency arrows', () => {
  it.each([
    ['packages/core/src/x.ts', '@pastiche/cli', 'core imports TensorFlow.js'],
    ['packages/core/src/x.ts', '@pastiche/test-fixtures', 'core imports TensorFlow.js'],
    ['packages/core/src/loss/x.ts', '../../../cli/src/shard.js', 'core imports TensorFlow.js'],
    ['packages/core/src/x.ts', 'node:fs', 'core imports TensorFlow.js'],
    ['packages/core/src/x.ts', 'fs', 'core imports TensorFlow.js'],
    ['packages/core/src/x.ts', 'sharp', 'core imports TensorFlow.js'],
    ['packages/core/src/x.ts', 'left-pad/index.js', 'core imports TensorFlow.js'],
    ['packages/cli/src/x.ts', '@tensorflow/tfjs-core', 'cli imports core only'],
    ['packages/cli/src/x.ts', '../../core/src/stylize.js', 'cli imports core only'],
    ['packages/cli/src/x.ts', '@pastiche/panel', 'cli imports core only'],
    ['packages/cli/src/x.ts', '@pastiche/panel/core', 'cli imports core only'],
    ['packages/panel/src/x.ts', '@pastiche/cli', 'panel imports core only'],
    ['packages/panel/src/x.ts', '@pastiche/figma-plugin', 'panel imports core only'],
    ['packages/panel/src/channel/x.ts', '../host/index.js', 'A pipe imports'],
    ['packages/panel/src/channel/x.ts', '@pastiche/core', 'A pipe imports'],
    ['packages/panel/src/host/x.ts', '../engine/engine.js', 'The host port imports'],
    ['packages/panel/src/host/x.ts', '@pastiche/core', 'The host port imports'],
    ['packages/figma-plugin/src/x.ts', '@pastiche/core', 'A host imports panel only'],
    ['packages/vscode-extension/src/x.ts', '@pastiche/core', 'A host imports panel only'],
    ['packages/page/src/x.ts', '@pastiche/core', 'A host imports panel only'],
    ['packages/figma-plugin/src/x.ts', '@pastiche/core/parts', 'A host imports panel only'],
    ['packages/vscode-extension/src/x.ts', '@pastiche/core/presets', 'A host imports panel only'],
    ['packages/test-fixtures/src/x.ts', '@pastiche/core', 'test-fixtures imports nothing'],
    ['packages/test-fixtures/src/x.ts', '@pastiche/core/parts', 'test-fixtures imports nothing'],
    [
      'packages/test-fixtures/src/x.ts',
      '../../core/src/errors.js',
      'test-fixtures imports nothing',
    ],
  ])('%s may not import %s', (file, specifier, message) => {
    const { code, output } = lint(file, `export { x } from '${specifier}';\n`);

    expect(output).toContain('lint/style/noRestrictedImports');
    expect(output).toContain(message);
    expect(code).toBe(1);
  });

  it.each([
    ['packages/core/src/x.ts', '@tensorflow/tfjs-core'],
    ['packages/core/src/loss/x.ts', '../errors.js'],
    ['packages/cli/src/x.ts', '@pastiche/core'],
    ['packages/cli/src/x.ts', '@pastiche/core/weights'],
    ['packages/panel/src/x.ts', '@pastiche/core'],
    ['packages/panel/src/channel/x.ts', './channel.js'],
    ['packages/panel/src/channel/x.ts', '@pastiche/core/sentence'],
    ['packages/panel/src/host/x.ts', '../channel/channel.js'],
    ['packages/panel/src/host/x.ts', '@pastiche/core/sentence'],
    ['packages/panel/src/x.ts', '@pastiche/core/pictures'],
    ['packages/figma-plugin/src/x.ts', '@pastiche/panel'],
    ['packages/figma-plugin/src/x.ts', '@pastiche/panel/core'],
    ['packages/vscode-extension/src/x.ts', '@pastiche/panel'],
    ['packages/page/src/x.ts', '@pastiche/panel/host'],
  ])('%s may import %s', (file, specifier) => {
    expect(lint(file, `export { x } from '${specifier}';\n`)).toMatchObject({ code: 0 });
  });
});

describe('the house numbers', () => {
  const FILE = 'packages/core/src/x.ts';

  it('refuses a function of 61 lines and takes one of 60', () => {
    expect(lint(FILE, functionOfLines(60))).toMatchObject({ code: 0 });

    const { code, output } = lint(FILE, functionOfLines(61));
    expect(output).toContain('lint/complexity/noExcessiveLinesPerFunction');
    expect(code).toBe(1);
  });

  it.each([
    ['lint/style/noDefaultExport', FILE, 'export default 1;\n'],
    ['lint/suspicious/noExplicitAny', FILE, 'export const x: any = 1;\n'],
    ['lint/style/noNonNullAssertion', FILE, 'export const x = (y?: number) => y!;\n'],
    ['lint/suspicious/noConsole', FILE, 'console.log(1);\n'],
    [
      'lint/style/useFilenamingConvention',
      'packages/core/src/NotKebab.ts',
      'export const x = 1;\n',
    ],
  ])('refuses by %s', (rule, file, source) => {
    const { code, output } = lint(file, source);

    expect(output).toContain(rule);
    expect(code).toBe(1);
  });

  it('refuses enums by type', () => {
    const { code, output } = checkTypes('core', 'export enum Kind { A }');

    expect(output).toContain('erasableSyntaxOnly');
    expect(code).not.toBe(0);
  });
});

describe('the realms', () => {
  it.each([
    ['core', 'export const x = document;', "Cannot find name 'document'"],
    ['core', 'export const x = process;', "Cannot find name 'process'"],
    ['cli', 'export const x = document;', "Cannot find name 'document'"],
  ])('%s does not know "%s"', (packageName, source, message) => {
    const { code, output } = checkTypes(packageName, source);

    expect(output).toContain(message);
    expect(code).not.toBe(0);
  });

  it('core knows what a worker has', () => {
    const source = 'export const x = () => new OffscreenCanvas(1, 1);';

    expect(checkTypes('core', source)).toEqual({ code: 0, output: '' });
  });
});

/** Lints one file as if it lay at `file` in the repository. */
function lint(file: string, source: string) {
  const folder = mkdtempSync(join(tmpdir(), 'pastiche-lint-'));
  try {
    copyFileSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), source);
    // The folder is no clone: there is no .gitignore for Biome to read.
    return run(BIOME, ['lint', '--error-on-warnings', '--vcs-enabled=false', file], folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * A function of `lines` lines, its first and its last one included. Biome counts what lies between
 * these two, so biome.json says 58 where the house says 60.
 */
function functionOfLines(lines: number): string {
  const statements = Array.from({ length: lines - 2 }, (_, index) => `  values.push(${index});`);
  return `export function fill(values: number[]): void {\n${statements.join('\n')}\n}\n`;
}

/** Checks one file under a package's own tsconfig, from a folder inside that package. */
function checkTypes(packageName: string, source: string) {
  const folder = mkdtempSync(join(ROOT, 'packages', packageName, 'node_modules', '.realm-'));
  try {
    writeFileSync(join(folder, 'probe.ts'), source);
    const extended = join(ROOT, 'packages', packageName, 'tsconfig.json');
    const config = { extends: extended, include: ['probe.ts'], exclude: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    return run(TSC, ['-p', folder], ROOT);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(script: string, args: string[], cwd: string) {
  const options = { cwd, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], options);
  return { code: status, output: stdout + stderr };
}
