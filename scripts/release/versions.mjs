// All packages have one version.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A package as its package.json says. `path` goes from the root, with slashes.
 *
 * @typedef {{ path: string, version: string, private?: boolean, repository?: { url?: string } | string | undefined }} Manifest
 */

/** @param {string} root the repository's folder @returns {Manifest[]} */
export function readManifests(root) {
  const folders = readdirSync(join(root, 'packages')).sort();
  return folders.map((name) => {
    const path = `packages/${name}/package.json`;
    return { ...JSON.parse(readFileSync(join(root, path), 'utf8')), path };
  });
}

/**
 * The version of all packages. Throws an Error where they differ, or where a tag names another one.
 *
 * @param {readonly Manifest[]} manifests
 * @param {string} [tag] such as v0.2.0
 */
export function agreedVersion(manifests, tag) {
  const [first, ...others] = manifests;
  if (first === undefined) throw new Error('There should be packages, but there are none.');
  const other = others.find(({ version }) => version !== first.version);
  if (other !== undefined) {
    throw new Error(
      `All packages should have one version, but ${first.path} has ${first.version} and ${other.path} has ${other.version}; npm run release:version -- <version> sets them all.`,
    );
  }
  if (tag !== undefined && tag !== `v${first.version}`) {
    throw new Error(
      `The tag should be v${first.version}, as the packages have that version, but it is ${tag}; tag a commit that npm run release:version has prepared.`,
    );
  }
  return first.version;
}

/**
 * Throws an Error where a package for npm does not name the repository that it comes from: npm compares it with the
 * proof of origin (provenance).
 *
 * @param {readonly Manifest[]} manifests
 * @param {string} repository owner/name on GitHub
 */
export function checkRepository(manifests, repository) {
  const wanted = `git+https://github.com/${repository}.git`;
  for (const { path, private: isPrivate, repository: named } of manifests) {
    const url = typeof named === 'string' ? named : named?.url;
    if (isPrivate || url === wanted) continue;
    throw new Error(
      `${path} should have the repository ${wanted}, which npm compares with where it is published from, but it has ${url ?? 'none'}; set "repository": { "type": "git", "url": "${wanted}" }.`,
    );
  }
}
