// What the plugin's manifest must be, beyond what Figma itself refuses: nothing in it that is not used.

const FIELDS = new Set([
  'name',
  'id',
  'api',
  'main',
  'ui',
  'editorType',
  'documentAccess',
  'networkAccess',
  'menu',
  'relaunchButtons',
]);
const EDITORS = new Set(['figma', 'dev', 'slides', 'buzz']);
const COMMANDS = ['open', 'image', 'preset', 'update', 'edit', 'again'];

/**
 * Checks the text of a manifest. Throws an Error with one sentence for the first thing that is wrong.
 *
 * @param {string} text of manifest.json
 */
export function checkManifest(text) {
  const manifest = JSON.parse(text);
  const unused = Object.keys(manifest).find((name) => !FIELDS.has(name));
  expectThat(unused === undefined, `has "${unused}", which nothing here uses`);
  expectThat(manifest.api === '1.0.0', 'needs "api": "1.0.0"');
  expectThat(manifest.main === 'main.js' && manifest.ui === 'ui.html', 'names other files');
  expectThat(manifest.documentAccess === 'dynamic-page', 'needs "documentAccess": "dynamic-page"');
  for (const editor of manifest.editorType) {
    expectThat(EDITORS.has(editor), `names the editor "${editor}", where the plugin cannot work`);
  }
  checkNetwork(manifest.networkAccess);
  const buttons = manifest.relaunchButtons.map(commandOf);
  const commands = [...manifest.menu.map(commandOf), ...buttons];
  expectThat(
    commands.join() === COMMANDS.join(),
    `needs the commands ${COMMANDS.join(', ')}, but has ${commands.join(', ')}`,
  );
}

/** @param {{ allowedDomains: string[], reasoning?: string }} networkAccess */
function checkNetwork({ allowedDomains, reasoning }) {
  for (const domain of allowedDomains) {
    // With the slash the whole folder is meant, and nothing beside it.
    const isFolder = /^https:\/\/[a-z0-9.-]+\/\S+\/$/.test(domain);
    expectThat(isFolder, `allows "${domain}", which is not one folder behind https`);
  }
  expectThat(Boolean(reasoning), 'needs a reasoning for its network access');
}

/** @param {{ command: string }} item */
function commandOf({ command }) {
  return command;
}

/** @param {boolean} holds @param {string} what */
function expectThat(holds, what) {
  if (!holds)
    throw new Error(`The manifest ${what}; mend packages/figma-plugin/src/manifest.json.`);
}
