/** The parts of `manifest.json` that a host acts on. */
export interface Manifest {
  readonly name: string;
  readonly id: string;
  readonly api: string;
  readonly main: string;
  readonly ui?: string | Readonly<Record<string, string>>;
  readonly editorType: readonly string[];
  readonly documentAccess?: string;
  readonly networkAccess?: {
    readonly allowedDomains: readonly string[];
    readonly reasoning?: string;
    readonly devAllowedDomains?: readonly string[];
  };
  readonly menu?: readonly MenuItem[];
  readonly parameters?: readonly Parameter[];
  readonly parameterOnly?: boolean;
  readonly relaunchButtons?: readonly RelaunchButton[];
  readonly permissions?: readonly string[];
  readonly capabilities?: readonly string[];
}

export interface MenuItem {
  readonly name?: string;
  readonly command?: string;
  readonly separator?: boolean;
  readonly menu?: readonly MenuItem[];
  readonly parameters?: readonly Parameter[];
  readonly parameterOnly?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly key: string;
  readonly description?: string;
  readonly allowFreeform?: boolean;
  readonly optional?: boolean;
}

export interface RelaunchButton {
  readonly command: string;
  readonly name: string;
  readonly multipleSelection?: boolean;
}

const FIELDS = [
  'name',
  'id',
  'api',
  'main',
  'ui',
  'editorType',
  'documentAccess',
  'networkAccess',
  'menu',
  'parameters',
  'parameterOnly',
  'relaunchButtons',
  'permissions',
  'capabilities',
  'enableProposedApi',
  'enablePrivatePluginApi',
  'build',
];
const EDITORS = ['figma', 'figjam', 'dev', 'slides', 'buzz'];
const PERMISSIONS = ['currentuser', 'activeusers', 'fileusers', 'payments', 'teamlibrary'];

/**
 * Reads a manifest as Figma does for a new plugin.
 *
 * @throws Error with one sentence for the first thing that Figma would refuse.
 */
export function parseManifest(text: string): Manifest {
  const value = JSON.parse(text) as Record<string, unknown>;
  for (const key of Object.keys(value)) {
    expectThat(FIELDS.includes(key), `has the unknown field "${key}"`);
  }
  for (const key of ['name', 'id', 'main']) {
    const isText = typeof value[key] === 'string' && value[key] !== '';
    expectThat(isText, `needs a text as "${key}"`);
  }
  expectThat(value.api === '1.0.0', 'needs "api": "1.0.0"');
  const manifest = value as unknown as Manifest;
  checkEditors(manifest);
  expectThat(
    manifest.documentAccess === 'dynamic-page',
    'needs "documentAccess": "dynamic-page", which new plugins must have',
  );
  checkNetwork(manifest);
  checkMenu(manifest.menu ?? []);
  checkParameters(manifest.parameters ?? []);
  for (const { command, name } of manifest.relaunchButtons ?? []) {
    expectThat(Boolean(command && name), 'has a relaunch button without command or name');
  }
  for (const permission of manifest.permissions ?? []) {
    expectThat(PERMISSIONS.includes(permission), `has the unknown permission "${permission}"`);
  }
  return manifest;
}

function checkEditors({ editorType }: Manifest): void {
  const isList = Array.isArray(editorType) && editorType.length > 0;
  expectThat(
    isList && editorType.every((editor) => EDITORS.includes(editor)),
    'has a wrong "editorType"',
  );
  const both = editorType.includes('figjam') && editorType.includes('dev');
  expectThat(!both, 'names figjam and dev together, which Figma does not support');
}

function checkNetwork({ networkAccess }: Manifest): void {
  if (networkAccess === undefined) return;
  const { allowedDomains, reasoning } = networkAccess;
  expectThat(Array.isArray(allowedDomains), 'needs a list as "networkAccess.allowedDomains"');
  const isAlone = !allowedDomains.includes('none') || allowedDomains.length === 1;
  expectThat(isAlone, 'names "none" beside other domains');
  for (const domain of allowedDomains) {
    const isKnown = ['none', '*'].includes(domain) || isDomainPattern(domain);
    expectThat(isKnown, `has "${domain}" in "allowedDomains", which is no domain`);
    const isBroad = domain === '*' || domain.includes('localhost');
    expectThat(!isBroad || Boolean(reasoning), `needs "networkAccess.reasoning" for "${domain}"`);
  }
}

/** A domain, with a scheme, a wildcard for its sub-domains and a path where needed. */
export function isDomainPattern(domain: string): boolean {
  return /^(https?:\/\/|wss?:\/\/)?(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?(\/\S*)?$/i.test(domain);
}

function checkMenu(items: readonly MenuItem[]): void {
  for (const item of items) {
    if (item.separator === true) continue;
    expectThat(Boolean(item.name), 'has a menu item without a name');
    const isOne = (item.command === undefined) !== (item.menu === undefined);
    expectThat(isOne, `needs either a command or a menu for "${item.name}"`);
    checkMenu(item.menu ?? []);
    checkParameters(item.parameters ?? []);
  }
}

function checkParameters(parameters: readonly Parameter[]): void {
  let optional = false;
  for (const parameter of parameters) {
    expectThat(Boolean(parameter.name && parameter.key), 'has a parameter without name or key');
    expectThat(
      !optional || parameter.optional === true,
      'names an optional parameter before a required one',
    );
    optional = parameter.optional === true;
  }
}

function expectThat(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`Figma refuses this manifest: it ${what}.`);
}

/** The menu item, or the plugin itself, that has a command. */
export function commandItem(manifest: Manifest, command: string): MenuItem | undefined {
  const search = (items: readonly MenuItem[]): MenuItem | undefined =>
    items.map((item) => (item.command === command ? item : search(item.menu ?? []))).find(Boolean);
  if (manifest.menu !== undefined) return search(manifest.menu);
  if (command !== '') return undefined;
  const { name, parameters, parameterOnly } = manifest;
  return {
    name,
    command,
    ...(parameters === undefined ? {} : { parameters }),
    ...(parameterOnly === undefined ? {} : { parameterOnly }),
  };
}
