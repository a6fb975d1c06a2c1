import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unzip } from '../../packages/vscode-extension/test/unzip.js';
import { releaseNotes, sectionOf } from '../release/changelog.mjs';
import { CHECKSUMS, NOTES } from '../release/make-release.mjs';
import { agreedVersion, readManifests } from '../release/versions.mjs';
import { ROOT } from '../run-command.mjs';

const VERSION = agreedVersion(readManifests(ROOT));
const PLUGIN = 'packages/figma-plugin/dist';
const NEVER_BUNDLED = ['sharp', 'commander', 'esbuild', 'vitest', 'playwright-core', 'fast-check'];

const COPIED = [
  'package.json',
  'pnpm-workspace.yaml',
  'tsconfig.base.json',
  'CHANGELOG.md',
  'LICENSE',
  'NOTICE',
  'scripts',
  'samples',
  'packages',
];
/** Built before, or beside what is built. */
const LEFT_OUT = new Set(['dist', '.cache', 'out']);

/** The repository, twice: other tests read what is built in this one. */
const scratch = mkdtempSync(join(tmpdir(), 'pastiche-elsewhere-'));
const HERE = join(scratch, 'here');
const THERE = join(scratch, 'over', 'there');
const RELEASE = join(HERE, 'dist', 'release');

beforeAll(() => {
  for (const root of [HERE, THERE]) {
    copyRepository(root);
    expect(makeRelease(root)).toMatchObject({ code: 0, errors: '' });
  }
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('made twice, in two folders and at two times, to the byte the same', () => {
  it.each([
    { what: 'the Figma plugin', folder: PLUGIN },
    { what: 'the VS Code extension', folder: 'packages/vscode-extension/dist' },
    { what: 'all that is published', folder: 'dist/release' },
  ])('is $what', ({ folder }) => {
    const digests = digestsBelow(join(HERE, folder));
    expect(Object.keys(digests).length).toBeGreaterThan(2);
    expect(digestsBelow(join(THERE, folder))).toEqual(digests);
  });
});

describe('what is published', () => {
  it('is these files', () => {
    const bills = ['cli', 'core', 'figma-plugin', 'vscode-extension'];
    expect(readdirSync(RELEASE).sort()).toEqual(
      [
        ...bills.map((name) => `pastiche-${VERSION}-${name}.cdx.json`),
        `pastiche-${VERSION}-licences.md`,
        `pastiche-${VERSION}.vsix`,
        `pastiche-cli-${VERSION}.tgz`,
        `pastiche-core-${VERSION}.tgz`,
        `pastiche-figma-${VERSION}.zip`,
        CHECKSUMS,
        NOTES,
      ].sort(),
    );
  });

  it('has a checksum for every file but the notes', () => {
    const { [CHECKSUMS]: _, [NOTES]: __, ...digests } = digestsBelow(RELEASE);
    const lines = Object.entries(digests).map(([name, digest]) => `${digest}  ${name}\n`);
    expect(read(CHECKSUMS).toString()).toBe(lines.join(''));
  });

  it("has the changelog's section as its notes", () => {
    const changelog = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
    const isHeaded = sectionOf(changelog, VERSION) !== undefined;
    expect(read(NOTES).toString()).toBe(releaseNotes(changelog, isHeaded ? VERSION : 'Unreleased'));
  });

  it('has the plugin in a folder of its own, with all its files', () => {
    const files = [...unzip(read(`pastiche-figma-${VERSION}.zip`))];
    const names = ['LICENSE', 'NOTICE', 'THIRD-PARTY-NOTICES', 'main.js', 'manifest.json'];
    expect(files.map(([name]) => name)).toEqual(
      [...names, 'ui.html'].map((name) => `pastiche-figma-${VERSION}/${name}`),
    );
    for (const [name, bytes] of files) {
      const built = readFileSync(join(HERE, PLUGIN, name.split('/')[1] ?? ''));
      expect(bytes.equals(built), name).toBe(true);
    }
  });

  it('has the packages as they are for others, of one version', () => {
    const { version, dependencies } = JSON.parse(inPackage('cli', 'package.json'));
    expect([version, dependencies['@pastiche/core']]).toEqual([VERSION, VERSION]);
    expect(JSON.parse(inPackage('core', 'package.json')).version).toBe(VERSION);
    expect(inPackage('core', 'dist/index.js')).toContain('export {');
    expect(inPackage('cli', 'THIRD-PARTY-NOTICES')).toMatch(/^sharp \d.*\(Apache-2\.0\)/m);
  });

  it.each([
    ['vscode-extension', `pastiche-${VERSION}.vsix`, 'extension/THIRD-PARTY-NOTICES'],
    [
      'figma-plugin',
      `pastiche-figma-${VERSION}.zip`,
      `pastiche-figma-${VERSION}/THIRD-PARTY-NOTICES`,
    ],
  ])(
    'has a bill of what is bundled into the %s, whose licences are in it',
    (bill, archive, path) => {
      const { components } = JSON.parse(read(`pastiche-${VERSION}-${bill}.cdx.json`).toString());
      const notices = unzip(read(archive)).get(path)?.toString() ?? '';
      const libraries = (components as Library[]).filter(({ type }) => type === 'library');
      const names = libraries.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['@tensorflow/tfjs-core', 'preact']));
      expect(names.filter((name) => NEVER_BUNDLED.includes(name))).toEqual([]);
      for (const { name, version, licenses } of libraries) {
        expect(version).toMatch(/^\d+\.\d+\.\d+/);
        expect(['MIT', 'Apache-2.0']).toContain(licenses[0]?.license.id);
        expect(notices).toContain(`\n${name} ${version} (${licenses[0]?.license.id})`);
      }
      expect(notices).toContain('Permission is hereby granted, free of charge');
      expect(notices).toContain('END OF TERMS AND CONDITIONS');
    },
  );

  it.each([
    ['--tag', 'v99.0.0', `The tag should be v${VERSION}, as the packages have that version`],
    ['--repository', 'someone/else', 'should have the repository git+https://github.com/someone/'],
  ])(
    'is not made where %s %s does not fit, and that is said in one sentence',
    (...[option, value, sentence]) => {
      const { code, errors, output } = makeRelease(HERE, option, value);
      expect([code, output]).toEqual([1, '']);
      expect(errors).toContain(sentence);
      expect(errors.trimEnd().split('\n')).toHaveLength(1);
    },
  );
});

interface Library {
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
}

function copyRepository(root: string): void {
  for (const name of COPIED) {
    cpSync(join(ROOT, name), join(root, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (from) => !LEFT_OUT.has(from.split(/[\\/]/).at(-1) ?? ''),
    });
  }
  for (const name of ['node_modules', '.cache'].filter((one) => existsSync(join(ROOT, one)))) {
    symlinkSync(join(ROOT, name), join(root, name), 'junction');
  }
}

function makeRelease(root: string, ...options: string[]) {
  const args = [join(root, 'scripts', 'release', 'make-release.mjs'), ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
  });
  return { code: status, output: stdout, errors: stderr };
}

function read(name: string): Buffer {
  return readFileSync(join(RELEASE, name));
}

/** A file of a package for npm, as text. */
function inPackage(name: string, file: string): string {
  const tarball = `pastiche-${name}-${VERSION}.tgz`;
  const args = ['-xzOf', tarball, `package/${file}`];
  const options = { cwd: RELEASE, encoding: 'utf8', maxBuffer: 1e8 } as const;
  const { status, stdout, stderr } = spawnSync('tar', args, options);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

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
