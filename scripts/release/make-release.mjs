// Makes everything that is published, in dist/release, and publishes nothing: npm run release:dry. The workflow
// release.yml does the same for a tag, and publishes what came of it.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { pnpmCommand } from '../bootstrap.mjs';
import { build } from '../build.mjs';
import { buildFigma, PLUGIN } from '../build-figma.mjs';
import { buildVscode, packageVscode } from '../build-vscode.mjs';
import { captureCommand, isMainScript, lastLines, ROOT } from '../run-command.mjs';
import { SBOM, writeSbom } from '../sbom.mjs';
import { releaseNotes, sectionOf, UNRELEASED } from './changelog.mjs';
import { checksums } from './checksums.mjs';
import { agreedVersion, checkRepository, readManifests } from './versions.mjs';
import { zip } from './zip.mjs';

export const RELEASE = join(ROOT, 'dist', 'release');
/** What is told with the release; no file of it. */
export const NOTES = 'notes.md';
export const CHECKSUMS = 'SHA256SUMS';

/**
 * Writes packages for npm, the packed extension, the Figma plugin, bills of materials, checksums and notes to
 * dist/release. Throws an Error with a sentence where versions and changelogs do not agree, before it builds anything.
 *
 * @param {{ tag?: string, repository?: string, report?: (line: string) => void }} [options] `tag`: what is released,
 *   such as v0.2.0; without it, the notes may be those of what is unreleased. `repository`: owner/name on GitHub, which
 *   the packages have to name
 */
export async function makeRelease({ tag, repository, report = () => {} } = {}) {
  const manifests = readManifests(ROOT);
  const version = agreedVersion(manifests, tag);
  if (repository !== undefined) checkRepository(manifests, repository);
  const notes = notesFor(version, tag !== undefined, report);

  rmSync(RELEASE, { recursive: true, force: true });
  mkdirSync(RELEASE, { recursive: true });
  await build(report);
  const extension = await buildVscode(report);
  const vsix = packageVscode(report);
  const plugin = await buildFigma(report);
  for (const name of ['core', 'cli']) packForNpm(name);
  copyFileSync(vsix, join(RELEASE, basename(vsix)));
  writeFileSync(join(RELEASE, `pastiche-figma-${version}.zip`), zippedPlugin(version));
  const bundled = { 'vscode-extension': extension, 'figma-plugin': plugin };
  for (const bill of await writeSbom({ bundled, report })) {
    copyFileSync(join(SBOM, bill), join(RELEASE, `pastiche-${version}-${bill}`));
  }
  const files = readdirSync(RELEASE).sort();
  writeFileSync(join(RELEASE, CHECKSUMS), checksums(RELEASE, files));
  writeFileSync(join(RELEASE, NOTES), notes);
  for (const file of [...files, CHECKSUMS, NOTES]) report(`dist/release/${file}`);
}

/** @param {string} version @param {boolean} isTagged @param {(line: string) => void} report */
function notesFor(version, isTagged, report) {
  const read = (/** @type {string} */ path) => readFileSync(join(ROOT, path), 'utf8');
  const extension = 'packages/vscode-extension/CHANGELOG.md';
  releaseNotes(read(extension), version, extension);
  const changelog = read('CHANGELOG.md');
  if (isTagged || sectionOf(changelog, version) !== undefined) {
    return releaseNotes(changelog, version);
  }
  report(`CHANGELOG.md has no section for ${version} yet: the notes are what is unreleased.`);
  return releaseNotes(changelog, UNRELEASED);
}

/** @param {string} name of a package */
function packForNpm(name) {
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const [[program = 'pnpm', ...args]] = pnpmCommand(packageManager);
  const folder = join(ROOT, 'packages', name);
  const options = ['--dir', folder, 'pack', '--pack-destination', RELEASE];
  const { code, output } = captureCommand(program, [...args, ...options]);
  if (code !== 0) throw new Error(`${lastLines(output)}\n\nThe package ${name} was not packed.`);
}

/** In one folder, from which Figma imports the manifest. @param {string} version */
function zippedPlugin(version) {
  const dist = join(PLUGIN, 'dist');
  const names = readdirSync(dist, { withFileTypes: true }).filter((entry) => entry.isFile());
  const files = names.map(({ name }) => [
    `pastiche-figma-${version}/${name}`,
    readFileSync(join(dist, name)),
  ]);
  return zip(Object.fromEntries(files.sort()));
}

if (isMainScript(import.meta.url)) {
  try {
    const { values } = parseArgs({
      options: { tag: { type: 'string' }, repository: { type: 'string' } },
    });
    await makeRelease({ ...values, report: console.log });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
