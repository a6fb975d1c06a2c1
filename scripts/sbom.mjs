// Tells what is bundled into the VS Code extension and the Figma plugin, and what is installed along with the packages:
// out/sbom/<name>.cdx.json, a bill of materials (CycloneDX 1.6), and out/sbom/licences.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cliBundles } from './build.mjs';
import { pluginBundles } from './build-figma.mjs';
import { extensionBundles } from './build-vscode.mjs';
import { dependenciesOf, packagesIn } from './licences/components.mjs';
import { isMainScript, ROOT } from './run-command.mjs';

/** Where the bills are written. */
export const SBOM = join(ROOT, 'out', 'sbom');

/** @typedef {import('./licences/components.mjs').Component} Component */

/** Beside the code: what is copied or packed in as it is. */
const NETWORK = {
  type: 'machine-learning-model',
  name: 'vgg19-lite',
  version: '1',
  licenses: [{ license: { id: 'CC-BY-4.0' } }],
  description: 'Distilled from VGG19 by Karen Simonyan and Andrew Zisserman; see NOTICE.',
};

/**
 * The packages of which a bundle holds a part, sorted by name. Throws an Error for one with a licence that is
 * not among those agreed to.
 *
 * @param {readonly import('esbuild').BuildOptions[]} bundles
 */
export async function bundledPackages(bundles) {
  const { build } = await import('esbuild');
  const metafiles = [];
  for (const options of bundles) {
    const result = await build({ ...options, absWorkingDir: ROOT, write: false, metafile: true });
    metafiles.push(result.metafile);
  }
  return packagesIn(metafiles, ROOT);
}

/**
 * A bill of materials (https://cyclonedx.org/docs/1.6/json/), the same for the same packages.
 *
 * @param {string} name
 * @param {string} version
 * @param {readonly Pick<Component, 'name' | 'version' | 'licence'>[]} components
 */
export function billOf(name, version, components) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', name, version, licenses: [{ license: { id: 'MIT' } }] },
    },
    components: [
      ...components.map(({ name, version, licence }) => ({
        type: 'library',
        'bom-ref': addressOf(name, version),
        name,
        version,
        purl: addressOf(name, version),
        licenses: [{ license: { id: licence } }],
      })),
      NETWORK,
    ],
  };
}

/** @param {string} name @param {string} version */
function addressOf(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** @param {Readonly<Record<string, readonly Component[]>>} all by artifact */
function reportOf(all) {
  const lines = [
    '# What is bundled into the extension and the plugin, and installed along with the packages',
    '',
  ];
  for (const [name, components] of Object.entries(all)) {
    lines.push(
      `## ${name}`,
      '',
      '| package | version | licence | by |',
      '| --- | --- | --- | --- |',
    );
    for (const { name, version, licence, author } of components) {
      lines.push(`| ${name} | ${version} | ${licence} | ${author.replace(/ <.*/, '')} |`);
    }
    lines.push('| vgg19-lite (network) | 1 | CC-BY-4.0 | see NOTICE |', '');
  }
  return lines.join('\n');
}

/**
 * Writes the bills and the report of licences. Throws an Error for a licence that nobody has agreed to.
 *
 * @param {{ bundled?: Readonly<Record<string, readonly Component[]>>, report?: (line: string) => void }} [options]
 *   `bundled`: what the extension and the plugin are known to hold; `report` is told of each file
 * @returns {Promise<string[]>} the names of the files
 */
export async function writeSbom({ bundled, report = () => {} } = {}) {
  const { version } = JSON.parse(
    readFileSync(join(ROOT, 'packages', 'vscode-extension', 'package.json'), 'utf8'),
  );
  const all = {
    ...(bundled ?? (await allBundled())),
    core: dependenciesOf(join(ROOT, 'packages', 'core')),
    cli: [
      ...(await bundledPackages([cliBundles().protocol])),
      ...dependenciesOf(join(ROOT, 'packages', 'cli')),
    ],
  };
  mkdirSync(SBOM, { recursive: true });
  for (const [name, components] of Object.entries(all)) {
    const bill = billOf(`pastiche-${name}`, version, components);
    writeFileSync(join(SBOM, `${name}.cdx.json`), `${JSON.stringify(bill, null, 2)}\n`);
    report(`out/sbom/${name}.cdx.json  ${components.length} packages`);
  }
  writeFileSync(join(SBOM, 'licences.md'), reportOf(all));
  report('out/sbom/licences.md');
  return [...Object.keys(all).map((name) => `${name}.cdx.json`), 'licences.md'];
}

async function allBundled() {
  const bundles = { 'vscode-extension': extensionBundles(), 'figma-plugin': pluginBundles() };
  /** @type {Record<string, readonly Component[]>} */
  const found = {};
  for (const [name, options] of Object.entries(bundles)) {
    found[name] = await bundledPackages(
      /** @type {import('esbuild').BuildOptions[]} */ (Object.values(options)),
    );
  }
  return found;
}

if (isMainScript(import.meta.url)) {
  try {
    await writeSbom({ report: console.log });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
