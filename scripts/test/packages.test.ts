import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pnpmCommand } from '../bootstrap.mjs';
import { build } from '../build.mjs';
import { ROOT } from '../run-command.mjs';

/** What a package may hold besides package.json, LICENSE, NOTICE, THIRD-PARTY-NOTICES and README.md. */
const PACKAGES = [
  {
    name: 'core',
    must: [
      ...['index', 'presets', 'weights', 'pictures', 'parts', 'limits'].flatMap((entry) =>
        ['js', 'js.map', 'd.ts'].map((ending) => `dist/${entry}.${ending}`),
      ),
      'data/vgg19-lite.safetensors',
      'data/LICENCE.md',
      'data/preset.schema.json',
      'data/l10n/de.json',
      'data/styles/watercolour.webp',
      'data/styles/watercolour.thumbnail.webp',
    ],
    may: /^(dist\/.+\.d\.ts|dist\/chunk-\w+\.js(\.map)?|data\/styles\/.+\.webp|data\/styles\/README\.md)$/,
  },
  {
    name: 'cli',
    must: ['dist/pastiche.js', 'dist/pastiche.js.map', 'dist/protocol.js'],
    may: /^dist\/(chunk|mcp-command)-\w+\.js(\.map)?$/,
  },
];

/** An outsider's project: the packed packages unpacked into its node_modules, nothing from the network. */
const outside = mkdtempSync(join(tmpdir(), 'pastiche-outside-'));
const installed = (name: string) => join(outside, 'node_modules', '@pastiche', name);

beforeAll(async () => {
  await build();
  for (const { name } of PACKAGES) {
    unpack(pack(name), installed(name));
    linkDependencies(name);
  }
  writeFileSync(join(outside, 'package.json'), '{ "type": "module" }');
});

afterAll(() => rmSync(outside, { recursive: true, force: true }));

describe.each(PACKAGES)('the packed @pastiche/$name', ({ name, must, may }) => {
  const manifest = () => JSON.parse(readFileSync(join(installed(name), 'package.json'), 'utf8'));

  it('holds what it must and nothing else', () => {
    const files = filesBelow(installed(name));
    const common = ['LICENSE', 'NOTICE', 'THIRD-PARTY-NOTICES', 'package.json'];

    expect(files).toEqual(expect.arrayContaining([...common, ...must]));
    const others = files.filter((file) => ![...common, ...must, 'README.md'].includes(file));
    expect(others.filter((file) => !may.test(file) || file.includes('.test.'))).toEqual([]);
  });

  it('names real versions, and nothing of the workspace', () => {
    const { dependencies, exports } = manifest();

    expect(JSON.stringify(manifest())).not.toMatch(/workspace:|catalog:|pastiche-source/);
    expect(Object.values(dependencies).join(' ')).toMatch(/^\d+\.\d+\.\d+( \d+\.\d+\.\d+)*$/);
    expect(JSON.stringify(exports ?? {})).not.toContain('src');
  });

  it('has source maps that name its own sources, none by an absolute path', () => {
    const maps = filesBelow(installed(name)).filter((file) => file.endsWith('.map'));
    const sources = maps.flatMap(
      (file) => JSON.parse(readFileSync(join(installed(name), file), 'utf8')).sources as string[],
    );

    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((source) => !/^\.\.\/(src\/|package\.json$)/.test(source))).toEqual([]);
    expect(sources.filter((source) => source.includes('.test.'))).toEqual([]);
  });
});

describe('the built-in network', () => {
  it('is packed with no more than 2 MB', () => {
    const { size } = statSync(join(installed('core'), 'data', 'vgg19-lite.safetensors'));
    expect(size).toBeGreaterThan(1e5);
    expect(size).toBeLessThanOrEqual(2e6);
  });

  it('says whose work it is, and under which licence', () => {
    const licence = readFileSync(join(installed('core'), 'data', 'LICENCE.md'), 'utf8');
    for (const part of ['Karen Simonyan and Andrew Zisserman', 'CC BY 4.0', 'Pastiche authors']) {
      expect(licence).toContain(part);
    }
  });

  it('is found by an outsider under its public name', () => {
    const script = `import { readFileSync } from 'node:fs';
      import { readLiteWeights } from '@pastiche/core/weights';
      const file = new URL(import.meta.resolve('@pastiche/core/vgg19-lite.safetensors'));
      console.log(readLiteWeights(readFileSync(file)).id);`;
    expect(node(['--input-type=module', '--eval', script])).toEqual({
      code: 0,
      output: 'vgg19-lite\n',
    });
  });
});

describe('an outsider', () => {
  it('imports @pastiche/core', () => {
    const script = "console.log(Object.keys(await import('@pastiche/core')).join(' '));";
    const { output } = node(['--input-type=module', '--eval', script]);

    expect(output.trim().split(' ')).toEqual(
      expect.arrayContaining(['StyleTransferError', 'stylize']),
    );
  });

  it('gets one StyleTransferError, whatever entry point of @pastiche/core throws it', () => {
    const script = `import { StyleTransferError } from '@pastiche/core';
      import { createNetwork } from '@pastiche/core/parts';
      import { decodeBmp } from '@pastiche/core/pictures';
      import { parsePreset } from '@pastiche/core/presets';
      import { readLiteWeights } from '@pastiche/core/weights';
      for (const call of [
        () => parsePreset('no preset'),
        () => readLiteWeights(new Uint8Array(4)),
        () => decodeBmp(new Uint8Array(4)),
        () => createNetwork({ weights: { layers: new Map() }, deepest: 'conv1_1' }),
      ]) {
        try { call(); } catch (error) { console.log(error instanceof StyleTransferError, error.code); }
      }`;
    const codes = ['invalid-preset', 'invalid-weights', 'invalid-image', 'invalid-weights'];
    expect(node(['--input-type=module', '--eval', script])).toEqual({
      code: 0,
      output: codes.map((code) => `true ${code}\n`).join(''),
    });
  });

  it.each([
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ])('has the types, with module %s and moduleResolution %s', (module, moduleResolution) => {
    const source = `import { DEFAULT_PARAMETERS, stylize } from '@pastiche/core';
      import { parsePreset, type Preset } from '@pastiche/core/presets';
      import { type NetworkWeights, readLiteWeights } from '@pastiche/core/weights';
      import { type PictureFormat, pictureFormat } from '@pastiche/core/pictures';
      import { LAYER_NAMES, type LayerName } from '@pastiche/core/parts';
      export const size: number = DEFAULT_PARAMETERS.size;
      export const preset: Preset = parsePreset('');
      export const weights: NetworkWeights = readLiteWeights(new Uint8Array());
      export const format: PictureFormat | null = pictureFormat(new Uint8Array());
      export const layers: readonly LayerName[] = LAYER_NAMES;
      export const run: (...request: Parameters<typeof stylize>) => AsyncIterator<object> = stylize;
      // @ts-expect-error: the types are there and are no any.
      export const wrong: string = DEFAULT_PARAMETERS.size;`;
    writeFileSync(join(outside, 'consumer.ts'), source);
    const options = { module, moduleResolution, strict: true, noEmit: true, skipLibCheck: true };
    const compilerOptions = { ...options, target: 'ES2022', types: [] };
    const config = { compilerOptions, files: ['consumer.ts'] };
    writeFileSync(join(outside, 'tsconfig.json'), JSON.stringify(config));

    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    expect(node([tsc, '-p', outside])).toEqual({ code: 0, output: '' });
  });

  it('runs pastiche', () => {
    const program = join(installed('cli'), 'dist', 'pastiche.js');
    const { version } = JSON.parse(readFileSync(join(installed('cli'), 'package.json'), 'utf8'));

    expect(node([program, '--version'])).toEqual({ code: 0, output: `${version}\n` });
    expect(readFileSync(program, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    if (process.platform !== 'win32') expect(statSync(program).mode & 0o111).toBe(0o111);
  });
});

/** Packs as `pnpm publish` would; returns the tarball's path. */
function pack(name: string): string {
  const root = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const [[program = 'pnpm', ...args]] = pnpmCommand(root.packageManager);
  const folder = join(outside, 'tarballs', name);
  mkdirSync(folder, { recursive: true });
  const options = { cwd: join(ROOT, 'packages', name), encoding: 'utf8' } as const;
  const result = spawnSync(program, [...args, 'pack', '--pack-destination', folder], options);
  if (result.status !== 0) throw new Error(`pnpm pack failed:\n${result.stdout}${result.stderr}`);
  return join(folder, readdirSync(folder)[0]!);
}

function unpack(tarball: string, folder: string): void {
  const scratch = join(outside, 'unpacked');
  mkdirSync(scratch);
  const { status, stderr } = spawnSync('tar', ['-xzf', tarball, '-C', scratch]);
  if (status !== 0) throw new Error(`tar failed: ${stderr}`);
  cpSync(join(scratch, 'package'), folder, { recursive: true });
  rmSync(scratch, { recursive: true });
}

/** Gives the outsider's project the third-party packages that the workspace has installed. */
function linkDependencies(name: string): void {
  const { dependencies } = JSON.parse(readFileSync(join(installed(name), 'package.json'), 'utf8'));
  const thirdParty = Object.keys(dependencies).filter((key) => !key.startsWith('@pastiche/'));
  for (const dependency of thirdParty) {
    const link = join(outside, 'node_modules', dependency);
    mkdirSync(resolve(link, '..'), { recursive: true });
    symlinkSync(join(ROOT, 'packages', name, 'node_modules', dependency), link, 'junction');
  }
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function node(args: string[]) {
  const options = { cwd: outside, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  return { code: status, output: stdout + stderr };
}
