// THIRD-PARTY-NOTICES: what is handed out along with Pastiche and is the work of others, with the texts of licences.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./components.mjs').Component} Component */

export const NOTICES = 'THIRD-PARTY-NOTICES';

const RULE = '-'.repeat(80);
/** The one licence that is the same to the letter for everybody. */
const APACHE = join(dirname(fileURLToPath(import.meta.url)), 'Apache-2.0.txt');

/**
 * For what is handed out with packages bundled into it. Throws an Error for a package that brings no text of its
 * licence.
 *
 * @param {readonly Component[]} components what is bundled
 * @returns {string}
 */
export function noticesOf(components) {
  /** @type {Map<string, Component[]>} */
  const byText = new Map();
  for (const component of components) {
    const text = licenceText(component);
    byText.set(text, [...(byText.get(text) ?? []), component]);
  }
  const parts = [...byText].map(([text, those]) => [...those.map(titleOf), '', text].join('\n'));
  return [
    'These packages are bundled into Pastiche, each under the licence that stands below its name. NOTICE names the',
    'networks, and the work that they were made from.',
    ...parts.map((part) => `\n${RULE}\n${part}`),
    '',
  ].join('\n');
}

/**
 * What is installed beside a package.
 *
 * @param {readonly Component[]} components what is installed along
 * @returns {string}
 */
export function installedNotices(components) {
  return [
    'These packages are installed along with this one and are no part of it, under the licences that they name. One',
    'with parts for each system, such as sharp, also installs these, under licences of their own (libvips, by way of',
    'sharp: LGPL-3.0-or-later).',
    '',
    ...components.map(titleOf),
    '',
  ].join('\n');
}

/** @param {Component} component */
function titleOf({ name, version, licence, author }) {
  const by = author.replace(/ *[<(].*/, '');
  return `${name} ${version} (${licence})${by === '' ? '' : `, by ${by}`}`;
}

/**
 * A package's own file, else the section of its README, else the common text with the package's own line of
 * copyright; after it what its NOTICE says.
 *
 * @param {Component} component
 */
function licenceText({ name, version, licence, folder }) {
  const files = readdirSync(folder).sort();
  const read = (/** @type {RegExp} */ pattern) => {
    const file = files.find((one) => pattern.test(one));
    return file === undefined ? '' : tidy(readFileSync(join(folder, file), 'utf8'));
  };
  const section = licenceSection(read(/^readme\.md$/i));
  const own = read(/^(licen[cs]e|copying)(\.|$)/i) || (isWhole(section) ? tidy(section) : '');
  const common = licence === 'Apache-2.0' ? tidy(readFileSync(APACHE, 'utf8')) : '';
  const text = own || [copyrightIn(folder), common].filter((part) => part !== '').join('\n\n');
  if (own === '' && common === '') {
    throw new Error(
      `${name}@${version} is bundled, but brings no text of its licence ${licence}; see scripts/licences/notices.mjs.`,
    );
  }
  return [text, read(/^notice(\.|$)/i)].filter((part) => part !== '').join('\n\n');
}

/** What stands below the heading "Licence" of a README. @param {string} readme */
function licenceSection(readme) {
  const heading = /^#* *licen[cs]e\b.*\n(?:[-=]+\n)?/im.exec(readme);
  if (heading === null) return '';
  return readme.slice(heading.index + heading[0].length).split(/^#/m)[0] ?? '';
}

/** Not only a name or a link. */
function isWhole(/** @type {string} */ section) {
  return /permission|redistribution/i.test(section);
}

/** The first line of copyright in a package's main file. @param {string} folder */
function copyrightIn(folder) {
  const { main = 'index.js' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const path = join(folder, main);
  if (!existsSync(path)) return '';
  return /Copyright (?:\(c\) )?\d{4}[^\n*]*/i.exec(readFileSync(path, 'utf8'))?.[0].trim() ?? '';
}

/** @param {string} text */
function tidy(text) {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');
}
