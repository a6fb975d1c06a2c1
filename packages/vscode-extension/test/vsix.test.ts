import { readFileSync, statSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { BUILT_IN_PRESETS } from '@pastiche/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildVscode, packageVscode, VSIX_BUDGET } from '../../../scripts/build-vscode.mjs';

const STYLES = BUILT_IN_PRESETS.flatMap(({ id }) => [
  `dist/panel/styles/${id}.thumbnail.webp`,
  `dist/panel/styles/${id}.webp`,
]);

/** All that may be in it. */
const CONTENT = [
  'LICENSE.txt',
  'NOTICE',
  'changelog.md',
  'dist/extension.js',
  'dist/panel/batch-page.css',
  'dist/panel/batch-page.js',
  'dist/panel/engine.js',
  'dist/panel/engine.js.LEGAL.txt',
  'dist/panel/panel-page.css',
  'dist/panel/panel-page.js',
  ...STYLES,
  'dist/panel/tfjs-backend-wasm-simd.wasm',
  'dist/panel/vgg19-lite.safetensors',
  'dist/web/extension.js',
  'l10n/bundle.l10n.de.json',
  'l10n/bundle.l10n.json',
  'media/icon.png',
  'media/icons/brush-dark.svg',
  'media/icons/brush-light.svg',
  'media/icons/palette-dark.svg',
  'media/icons/palette-light.svg',
  'media/walkthrough/batch.svg',
  'media/walkthrough/presets.svg',
  'media/walkthrough/stylise.svg',
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

  it('has at most 6 MB', () => {
    expect(statSync(path).size).toBeLessThanOrEqual(VSIX_BUDGET);
  });

  it.each(['extension.js', 'web/extension.js'])('%s asks for the editor only', (name) => {
    const source = file(`extension/dist/${name}`);
    const asked = [...source.matchAll(/\brequire\(\s*(["'`])([^"'`]+)\1\s*\)/g)];
    expect([...new Set(asked.map(([, , module]) => module))]).toEqual(['vscode']);
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

/** The files of a zip archive, by its central directory. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      zip.readUInt16LE(at + field),
    );
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    files.set(name, zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}
