import { describe, expect, it } from 'vitest';
import { ROOT } from '../run-command.mjs';
import { agreedVersion, checkRepository, readManifests } from './versions.mjs';

const ONE = { path: 'packages/one/package.json', version: '0.2.0' };
const TWO = { path: 'packages/two/package.json', version: '0.2.0' };

describe('the version of all packages', () => {
  it('is one, here too', () => {
    expect(agreedVersion([ONE, TWO])).toBe('0.2.0');
    expect(agreedVersion([ONE, TWO], 'v0.2.0')).toBe('0.2.0');
    const manifests = readManifests(ROOT);
    expect(manifests.map(({ path }) => path)).toContain('packages/core/package.json');
    expect(agreedVersion(manifests)).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('is refused in one sentence where packages differ', () => {
    expect(() => agreedVersion([ONE, { ...TWO, version: '0.1.0' }])).toThrow(
      'All packages should have one version, but packages/one/package.json has 0.2.0 and packages/two/package.json has 0.1.0; npm run release:version -- <version> sets them all.',
    );
  });

  it.each(['0.2.0', 'v0.2', 'v0.2.1', 'v0.2.0-beta'])(
    'is refused in one sentence where the tag is %s',
    (tag) => {
      expect(() => agreedVersion([ONE, TWO], tag)).toThrow(
        `The tag should be v0.2.0, as the packages have that version, but it is ${tag}; tag a commit that npm run release:version has prepared.`,
      );
    },
  );
});

describe('the repository of the packages for npm', () => {
  const url = 'git+https://github.com/ada/pastiche.git';

  it('may be named in both ways, and matters for what is published only', () => {
    const named = { ...ONE, repository: { url } };
    expect(() => checkRepository([named, { ...TWO, private: true }], 'ada/pastiche')).not.toThrow();
    expect(() => checkRepository([{ ...ONE, repository: url }], 'ada/pastiche')).not.toThrow();
  });

  it.each([
    [undefined, 'none'],
    [{ url: 'git+https://github.com/bob/pastiche.git' }, 'git+https://github.com/bob/pastiche.git'],
  ])('is asked for in one sentence where it is %j', (repository, had) => {
    expect(() => checkRepository([{ ...ONE, repository }], 'ada/pastiche')).toThrow(
      `packages/one/package.json should have the repository ${url}, which npm compares with where it is published from, but it has ${had}; set "repository": { "type": "git", "url": "${url}" }.`,
    );
  });
});
