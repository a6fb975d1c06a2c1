import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { raiseVersion } from './raise-version.mjs';

const EXTENSION = 'packages/vscode-extension/CHANGELOG.md';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pastiche-version-'));
  write('packages/core/package.json', '{\n  "name": "core",\n  "version": "0.1.0"\n}\n');
  write('packages/vscode-extension/package.json', '{\n  "version": "0.1.0",\n  "a": 1\n}\n');
  write('CHANGELOG.md', '# Changelog\n\n## Unreleased\n\n- A dial.\n');
  write(EXTENSION, '# Changelog\n\n## Unreleased\n\n- A menu.\n\n## 0.1.0\n\n- All.\n');
});

afterEach(() => rmSync(root, { recursive: true }));

describe('raising the version', () => {
  it('gives it to all packages, and to what is unreleased in both changelogs', () => {
    const written = raiseVersion('0.2.0', { root, date: '2026-12-24' });
    expect(written).toHaveLength(4);
    expect(read('packages/core/package.json')).toBe(
      '{\n  "name": "core",\n  "version": "0.2.0"\n}\n',
    );
    expect(read('packages/vscode-extension/package.json')).toContain('"version": "0.2.0"');
    expect(read('CHANGELOG.md')).toContain('## Unreleased\n\n## 0.2.0 - 2026-12-24\n\n- A dial.');
    expect(read(EXTENSION)).toContain('## 0.2.0 - 2026-12-24\n\n- A menu.\n\n## 0.1.0\n');
  });

  it('takes the version that the packages have, as long as it was not released', () => {
    raiseVersion('0.1.0', { root, date: '2026-12-24' });
    expect(read('CHANGELOG.md')).toContain('## 0.1.0 - 2026-12-24');
    expect(read(EXTENSION)).toContain('## 0.1.0\n\n- All.');
    write('CHANGELOG.md', read('CHANGELOG.md').replace('Unreleased\n', 'Unreleased\n\n- More.\n'));
    expect(() => raiseVersion('0.1.0', { root })).toThrow(
      'CHANGELOG.md has a section for 0.1.0 already; choose a newer version.',
    );
  });

  it.each([
    ['1.0', 'A version should look like 0.2.0, but it is 1.0; choose another one.'],
    ['1.0.0-beta', 'A version should look like 0.2.0, but it is 1.0.0-beta; choose another one.'],
    [
      '0.0.9',
      'packages/core/package.json has the version 0.1.0, which is above 0.0.9; choose a newer version.',
    ],
  ])('to %s is refused in one sentence, and changes nothing', (version, sentence) => {
    const before = read('packages/core/package.json');
    expect(() => raiseVersion(version, { root })).toThrow(sentence);
    expect(read('packages/core/package.json')).toBe(before);
  });

  it('changes nothing where the Marketplace would be told nothing', () => {
    write(EXTENSION, '# Changelog\n\n## Unreleased\n');
    expect(() => raiseVersion('0.2.0', { root })).toThrow(
      `${EXTENSION} says nothing about Unreleased; write what changed.`,
    );
    expect(read('packages/core/package.json')).toContain('"0.1.0"');
    expect(read('CHANGELOG.md')).not.toContain('0.2.0');
  });

  it('counts 0.10.0 above 0.9.1', () => {
    raiseVersion('0.9.1', { root });
    write('CHANGELOG.md', '## Unreleased\n\n- More.\n');
    write(EXTENSION, '## Unreleased\n\n- More.\n');
    expect(() => raiseVersion('0.10.0', { root })).not.toThrow();
  });
});

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}
