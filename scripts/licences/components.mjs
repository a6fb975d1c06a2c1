// The packages of others that are bundled or installed along, with the licence that each names.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Those that ask for no more than their text and a notice. */
const AGREED = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD']);

/**
 * A package of others. `folder` holds its files.
 *
 * @typedef {{ name: string, version: string, licence: string, author: string, folder: string }} Component
 */

/**
 * The packages of which bundles hold a part, sorted by name. Throws an Error for one with a licence that is not
 * among those agreed to.
 *
 * @param {readonly (import('esbuild').Metafile | undefined)[]} metafiles esbuild's
 * @param {string} root the working folder of their builds
 * @returns {Component[]}
 */
export function packagesIn(metafiles, root) {
  const folders = new Set();
  for (const metafile of metafiles) {
    for (const { inputs } of Object.values(metafile?.outputs ?? {})) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        // What a package has disabled for browsers is empty, and begins otherwise.
        const [, folder] = /^([^()]*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
        if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  return sorted([...folders].map((folder) => componentIn(join(root, folder), 'bundled')));
}

/**
 * What a package manager installs along with a package, whatever the machine, sorted by name. Throws an Error for a
 * licence that is not among those agreed to.
 *
 * @param {string} folder a package's, whose dependencies are installed
 * @returns {Component[]}
 */
export function dependenciesOf(folder) {
  const folders = new Set();
  const left = [realpathSync(folder)];
  for (let from = left.pop(); from !== undefined; from = left.pop()) {
    for (const name of Object.keys(manifestIn(from).dependencies ?? {})) {
      const found = installedFolder(name, from);
      if (folders.has(found)) continue;
      folders.add(found);
      left.push(found);
    }
  }
  return sorted([...folders].map((found) => componentIn(found, 'installed along')));
}

/** @param {string} name @param {string} from the folder of the package that asks for it */
function installedFolder(name, from) {
  for (let at = from; at !== dirname(at); at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(folder)) return realpathSync(folder);
  }
  throw new Error(`${name} should be installed; run node scripts/bootstrap.mjs.`);
}

/** @param {string} folder @param {string} how it comes along @returns {Component} */
function componentIn(folder, how) {
  const { name, version, license, author } = manifestIn(folder);
  const licence = typeof license === 'string' ? license : (license?.type ?? 'none');
  if (!AGREED.has(licence)) {
    throw new Error(
      `${name}@${version} is ${how} under the licence ${licence}, to which nobody has agreed; see scripts/licences/components.mjs.`,
    );
  }
  const by = typeof author === 'string' ? author : (author?.name ?? '');
  return { name, version, licence, author: by, folder };
}

/** @param {string} folder */
function manifestIn(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** @param {readonly Component[]} components @returns {Component[]} */
function sorted(components) {
  const unique = new Map(components.map((one) => [`${one.name}@${one.version}`, one]));
  return [...unique.keys()].sort().flatMap((key) => unique.get(key) ?? []);
}
