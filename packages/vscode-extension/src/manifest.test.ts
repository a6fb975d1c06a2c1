import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { BUILT_IN_PRESETS } from '@pastiche/panel/core';
import { describe, expect, it } from 'vitest';
import { PAINTING_ENDINGS, PICTURE_ENDINGS } from './extension/pictures/picture-kinds.js';
import { DEFAULT_PATTERN } from './extension/saving/output-name.js';
import { EXTENSION_CONTRACT } from './shared/extension-contract.js';

const ROOT = new URL('../', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
const json = (path: string) => JSON.parse(text(path));
const manifest = json('package.json');
const { contributes } = manifest;

/** Sources of the extension host. */
const sources = readdirSync(new URL('src/', ROOT), { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^test\/|^webview\//.test(name))
  .map((name) => text(`src/${name}`));

describe('the manifest', () => {
  it('promises the editor whose types it is checked with', () => {
    const types = json('node_modules/@types/vscode/package.json').version;
    expect(manifest.engines.vscode).toBe(`^${types}`);
  });

  it('declares the commands that are registered, and no others', () => {
    const registered = sources.flatMap((source) =>
      [...source.matchAll(/^ {4}'(pastiche\.[\w.]+)': /gm)].map(([, id]) => id),
    );
    const builtIn = BUILT_IN_PRESETS.map(({ id }) => `pastiche.applyBuiltIn.${id}`);
    const declared = contributes.commands.map(({ command }: { command: string }) => command);
    expect(declared.sort()).toEqual([...registered, ...builtIn].sort());
  });

  it('has menus for declared commands only, each with a category', () => {
    const declared = new Map(
      contributes.commands.map((one: { command: string; category: string }) => [
        one.command,
        one.category,
      ]),
    );
    const used = (Object.values(contributes.menus).flat() as { command?: string }[]).flatMap(
      ({ command }) => (command === undefined ? [] : [command]),
    );
    expect(used.filter((command) => !declared.has(command))).toEqual([]);
    expect(new Set(declared.values())).toEqual(new Set(['Pastiche']));
  });

  it('offers in a new window what was used last, before anybody has used a command there', () => {
    const enabled = contributes.commands.flatMap(({ enablement }: { enablement?: string }) =>
      enablement === undefined ? [] : [enablement],
    );
    // Whatever else they ask for is known once the extension is active.
    expect(new Set(enabled)).toEqual(new Set(['activeWebviewPanelId == pastiche.panel']));
    expect(JSON.stringify(contributes.menus)).toContain('"when":"pastiche.recent.');
    expect(manifest.activationEvents).toContain('onStartupFinished');
  });

  it('offers exactly the pictures that the code takes, in any case of letters', () => {
    const [{ when }] = contributes.menus['explorer/context'];
    const [, source = '', flags] = /=~ \/(.+)\/(\w*)$/.exec(when) ?? [];
    const pattern = new RegExp(source, flags);
    // Every menu has the same pattern, except that of what paintings are written as.
    const menus = Object.values<{ when?: string }[]>(contributes.menus).flat();
    const others = menus.flatMap(({ when: other = '' }) => /=~ \/(.+?)\/i/.exec(other)?.[1] ?? []);
    const paintings = '^\\.(a?png|jpe?g|jpe|jfif|jif|pjpeg|pjp|webp)$';
    expect(new Set(others)).toEqual(new Set([source, paintings]));
    const isPainting = (ending: string) => new RegExp(paintings).test(`.${ending}`);
    expect(PICTURE_ENDINGS.filter(isPainting)).toEqual(PAINTING_ENDINGS);
    for (const ending of PICTURE_ENDINGS) {
      expect(pattern.test(`.${ending}`)).toBe(true);
      expect(pattern.test(`.${ending.toUpperCase()}`)).toBe(true);
    }
    for (const other of ['.txt', '.svg', '.pngx', 'png', ''])
      expect(pattern.test(other)).toBe(false);
    expect(when).toContain('!explorerResourceIsFolder');
    expect(JSON.stringify(contributes.menus)).not.toContain('resourceScheme');
  });

  it('holds back settings that decide where files go to in Restricted Mode', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    expect(virtualWorkspaces).toBe(true);
    expect(untrustedWorkspaces.supported).toBe('limited');
    const settings = Object.keys(contributes.configuration.properties);
    expect(settings).toEqual(expect.arrayContaining(untrustedWorkspaces.restrictedConfigurations));
  });

  it('gives every setting a default, a range or choices, a scope and a description', () => {
    const settings = Object.entries<Record<string, unknown>>(contributes.configuration.properties);
    for (const [name, setting] of settings) {
      expect(setting, name).toHaveProperty('default');
      expect(setting, name).toHaveProperty('scope');
      expect(setting.markdownDescription, name).toMatch(/^%setting\..+%$/);
      const bounded = ['maximum', 'maxLength', 'enum'].some((bound) => bound in setting);
      expect(bounded || setting.type === 'boolean', name).toBe(true);
    }
    expect(contributes.configuration.properties['pastiche.output.fileName'].default).toBe(
      DEFAULT_PATTERN,
    );
  });

  it('names files that are there', () => {
    const named = text('package.json').match(/(?:\.\/)?(?:media|schemas)\/[\w./-]+/g) ?? [];
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
  });
});

describe('the languages', () => {
  const keys = (path: string) => Object.keys(json(path)).sort();

  it('have every string of the manifest', () => {
    const used = [...text('package.json').matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key);
    expect(keys('package.nls.json')).toEqual([...new Set(used)].sort());
    // As many languages as the sentences are said in.
    for (const file of readdirSync(new URL('../core/data/l10n/', ROOT))) {
      expect(keys(`package.nls.${file}`), file).toEqual(keys('package.nls.json'));
    }
  });
});

it('preset files have the schema of the core', () => {
  const [{ fileMatch, url }] = contributes.jsonValidation;
  expect(fileMatch).toBe('*.pastiche.json');
  expect(text(url)).toBe(text('../core/data/preset.schema.json'));
});

it('the contract names no request that the host port has, so that both share one pipe', () => {
  expect(Object.keys(EXTENSION_CONTRACT.requests)).not.toContain('readContent');
});
