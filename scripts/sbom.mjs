// Tells what is bundled into the VS Code extension and the Figma plugin: out/sbom/<name>.cdx.json, a bill of materials
// (CycloneDX 1.6), and out/sbom/licences.md. Throws an Error for a licence that nobody has agreed to.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pluginBundles } from './build-figma.mjs';
import { extensionBundles } from './build-vscode.mjs';
import { isMainScript, ROOT } from './run-command.mjs';

const OUT = join(ROOT, 'out', 'sbom');

/** Those that ask for no more than their text and a notice. */
const AGREED = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD']);

/** A package that is bundled. @typedef {{ name: string, version: string, licence: string, author: string }} Component */

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
 * @returns {Promise<Component[]>}
 */
export async function bundledPackages(bundles) {
  const { build } = await import('esbuild');
  const folders = new Set();
  for (const options of bundles) {
    const { metafile } = await build({
      ...options,
      absWorkingDir: ROOT,
      write: false,
      metafile: true,
    });
    for (const { inputs } of Object.values(metafile?.outputs ?? {})) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        // What a package has disabled for browsers is empty, and begins otherwise.
        const [, folder] = /^([^()]*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
        if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  const found = [...folders].map((folder) => componentIn(join(ROOT, folder)));
  const unique = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...unique.keys()].sort().flatMap((key) => unique.get(key) ?? []);
}

/** @param {string} folder @returns {Component} */
function componentIn(folder) {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const licence = typeof license === 'string' ? license : (license?.type ?? 'none');
  if (!AGREED.has(licence)) {
    throw new Error(
      `${name}@${version} is bundled under the licence ${licence}, to which nobody has agreed; see scripts/sbom.mjs.`,
    );
  }
  const by = typeof author === 'string' ? author : (author?.name ?? '');
  return { name, version, licence, author: by };
}

/**
 * A bill of materials (https://cyclonedx.org/docs/1.6/json/), the same for the same packages.
 *
 * @param {string} name
 * @param {string} version
 * @param {readonly Component[]} components
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
  const lines = ['# What is bundled', ''];
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

/** @param {(line: string) => void} [report] told of each file */
export async function writeSbom(report = () => {}) {
  const { version } = JSON.parse(
    readFileSync(join(ROOT, 'packages', 'vscode-extension', 'package.json'), 'utf8'),
  );
  const all = {
    'vscode-extension': await bundledPackages(
      /** @type {import('esbuild').BuildOptions[]} */ (Object.values(extensionBundles())),
    ),
    'figma-plugin': await bundledPackages(
      /** @type {import('esbuild').BuildOptions[]} */ (Object.values(pluginBundles())),
    ),
  };
  mkdirSync(OUT, { recursive: true });
  for (const [name, components] of Object.entries(all)) {
    const bill = billOf(`pastiche-${name}`, version, components);
    writeFileSync(join(OUT, `${name}.cdx.json`), `${JSON.stringify(bill, null, 2)}\n`);
    report(`out/sbom/${name}.cdx.json  ${components.length} packages`);
  }
  writeFileSync(join(OUT, 'licences.md'), reportOf(all));
  report('out/sbom/licences.md');
}

if (isMainScript(import.meta.url)) {
  try {
    await writeSbom(console.log);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
