// npm run release:version -- 0.2.0: gives all packages a version, and what is unreleased in the changelogs its heading.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainScript, ROOT } from '../run-command.mjs';
import { headUnreleased, sectionOf } from './changelog.mjs';
import { readManifests } from './versions.mjs';

/** VS Code's Marketplace knows no other versions. */
const VERSION = /^\d+\.\d+\.\d+$/;
/** What the Marketplace shows has a changelog of its own. */
const EXTENSION = 'packages/vscode-extension/CHANGELOG.md';

/**
 * Writes package.json of all packages and both changelogs, or nothing at all: throws an Error with a sentence where
 * something does not fit.
 *
 * @param {string} version such as 0.2.0; the packages' own one if that was not released yet
 * @param {{ root?: string, date?: string }} [options] `date`: such as 2026-12-24
 * @returns {string[]} the files that it wrote
 */
export function raiseVersion(version, { root = ROOT, date = today() } = {}) {
  const manifests = readManifests(root);
  if (!VERSION.test(version)) {
    throw new Error(`A version should look like 0.2.0, but it is ${version}; choose another one.`);
  }
  const newer = manifests.find((manifest) => compare(manifest.version, version) > 0);
  if (newer !== undefined) {
    throw new Error(
      `${newer.path} has the version ${newer.version}, which is above ${version}; choose a newer version.`,
    );
  }
  const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');
  const texts = new Map(
    manifests.map(({ path }) => [
      path,
      read(path).replace(/("version": )"[^"]*"/, `$1"${version}"`),
    ]),
  );
  texts.set('CHANGELOG.md', headUnreleased(read('CHANGELOG.md'), version, date));
  const shown = read(EXTENSION);
  // Its first version was written down before it was released.
  if (sectionOf(shown, version) === undefined) {
    texts.set(EXTENSION, headUnreleased(shown, version, date, EXTENSION));
  }
  for (const [path, text] of texts) writeFileSync(join(root, path), text);
  return [...texts.keys()];
}

/** Above zero where `one` is newer. @param {string} one @param {string} other */
function compare(one, other) {
  const parts = other.split('.').map(Number);
  const differences = one.split('.').map((part, index) => Number(part) - (parts[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

if (isMainScript(import.meta.url)) {
  try {
    const [version = 'missing'] = process.argv.slice(2);
    for (const file of raiseVersion(version)) console.log(file);
    console.log(`Commit these, and tag the commit v${version}.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
