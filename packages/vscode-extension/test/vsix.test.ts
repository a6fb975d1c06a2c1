import { readFileSync, statSync } from 'node:fs';
import { BUILT_IN_PRESETS } from '@pastiche/core/presets';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildVscode, packageVscode, VSIX_BUDGET } from '../../../scripts/build-vscode.mjs';
import { unzip } from './unzip.js';

const STYLES = BUILT_IN_PRESETS.flatMap(({ id }) => [
  `dist/panel/styles/${id}.thumbnail.webp`,
  `dist/panel/styles/${id}.webp`,
]);

/** All that may be in it. */
const CONTENT = [
  'LICENSE.txt',
  'NOTICE',
  'THIRD-PARTY-NOTICES',
  'changelog.md',
  'dist/extension.js',
  'dist/l10n/bundle.l10n.de.json',
  'dist/panel/batch-page.css',
  'dist/panel/batch-page.js',
  'dist/panel/engine.js',
  'dist/panel/engine.js.LEGAL.txt',
  'dist/panel/panel-page.css',
  'dist/panel/panel-page.js',
  'dist/panel/preset-page.css',
  'dist/panel/preset-page.js',
  ...STYLES,
  'dist/panel/tfjs-backend-wasm-simd.wasm',
  'dist/panel/vgg19-lite.safetensors',
  'dist/ways-across.js',
  'dist/weights-source.js',
  'dist/web/extension.js',
  'media/icon.png',
  'media/icons/brush-dark.svg',
  'media/icons/brush-light.svg',
  'media/icons/palette-dark.svg',
  'media/icons/palette-light.svg',
  'media/readme/journey.gif',
  'media/readme/menu.webp',
  'media/readme/saved.webp',
  'media/walkthrough/batch.svg',
  'media/walkthrough/presets.svg',
  'media/walkthrough/stylize.svg',
  'media/walkthrough/weights.svg',
  'package.json',
  'package.nls.de.json',
  'package.nls.json',
  'readme.md',
  'schemas/preset.schema.json',
].map((name) => `extension/${name}`);

describe('the packed extension', () => {
  let path = '';
  let files: ReadonlyMap<string, Buffer> = new Map();

  beforeAll(async () => {
    await buildVscode();
    path = packageVscode();
    files = unzip(readFileSync(path));
  });

  it('holds what runs, and nothing else', () => {
    const names = [...files.keys()].filter((name) => name.startsWith('extension/'));
    expect(names.sort()).toEqual([...CONTENT].sort());
  });

  it('has a manifest with nothing in it that only its development needs', () => {
    const manifest = JSON.parse(file('extension/package.json'));
    expect(`${manifest.publisher}.${manifest.name}`).toBe('pastiche.pastiche');
    expect(Object.keys(manifest)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(private|scripts|.*[dD]ependencies)$/)]),
    );
    expect(new Set(manifest.keywords).size).toBe(manifest.keywords.length);
  });

  it('has at most 6 MB', () => {
    expect(statSync(path).size).toBeLessThanOrEqual(VSIX_BUDGET);
  });

  it.each([
    ['extension.js', ['./ways-across.js', './weights-source.js', 'vscode']],
    ['ways-across.js', ['vscode']],
    ['weights-source.js', []],
    ['web/extension.js', ['vscode']],
  ])('%s asks for %s only', (name, modules) => {
    const source = file(`extension/dist/${name}`);
    const asked = [...source.matchAll(/\brequire\(\s*(["'`])([^"'`]+)\1\s*\)/g)];
    expect([...new Set(asked.map(([, , module]) => module))].sort()).toEqual(modules);
    expect(source).not.toMatch(/node:|process\.env|__dirname/);
  });

  it('names no folder of the computer that built it, and has no maps', () => {
    for (const [name, bytes] of files) {
      if (!/\.(js|css|json|md)$/.test(name)) continue;
      expect(bytes.toString(), name).not.toMatch(
        /sourceMappingURL=|\/home\/\w|packages\/core\/src/,
      );
    }
  });

  function file(name: string): string {
    return (files.get(name) ?? Buffer.alloc(0)).toString();
  }
});
