// What a changelog says of a version. Its sections begin as "## 0.2.0 - 2026-12-24", the newest of them as "## Unreleased".

export const UNRELEASED = 'Unreleased';

/**
 * The text of a section, without its heading.
 *
 * @param {string} changelog
 * @param {string} name a version, or UNRELEASED
 * @returns {string | undefined} undefined where there is no such section
 */
export function sectionOf(changelog, name) {
  const sections = changelog.replaceAll('\r\n', '\n').split(/^## /m).slice(1);
  const section = sections.find((one) => one.split(/\s/, 1)[0] === name);
  return section?.slice(section.indexOf('\n')).trim();
}

/**
 * What is told with a release. Throws an Error where the changelog says nothing of the version.
 *
 * @param {string} changelog
 * @param {string} name a version, or UNRELEASED
 * @param {string} [path] the changelog's
 */
export function releaseNotes(changelog, name, path = 'CHANGELOG.md') {
  const section = sectionOf(changelog, name);
  if (section === undefined) {
    throw new Error(
      `${path} should have a section for ${name}, but it has none; npm run release:version -- ${name} makes one of what is unreleased.`,
    );
  }
  if (section === '') throw new Error(`${path} says nothing about ${name}; write what changed.`);
  return `${section}\n`;
}

/**
 * The changelog with a heading for a version above what was unreleased. Throws an Error where nothing is, or where
 * the version has a section already.
 *
 * @param {string} changelog
 * @param {string} version
 * @param {string} date such as 2026-12-24
 * @param {string} [path] the changelog's
 */
export function headUnreleased(changelog, version, date, path = 'CHANGELOG.md') {
  if (sectionOf(changelog, version) !== undefined) {
    throw new Error(`${path} has a section for ${version} already; choose a newer version.`);
  }
  releaseNotes(changelog, UNRELEASED, path);
  const heading = `## ${UNRELEASED}`;
  return changelog.replace(heading, `${heading}\n\n## ${version} - ${date}`);
}
