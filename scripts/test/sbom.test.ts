import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { billOf, bundledPackages } from '../sbom.mjs';

describe('the bill of materials', () => {
  it('is CycloneDX, with an address for each package', () => {
    const component = { name: '@a/b', version: '1.0.0', licence: 'MIT', author: '' };
    const bill = billOf('pastiche', '0.1.0', [component]);
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    expect(bill.components.map(({ name }) => name)).toEqual(['@a/b', 'vgg19-lite']);
    expect(bill.components[0]).toMatchObject({ purl: 'pkg:npm/%40a/b@1.0.0' });
  });

  it('is not written where a package has a licence that nobody has agreed to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pastiche-odd-'));
    const odd = join(folder, 'node_modules', 'odd');
    mkdirSync(odd, { recursive: true });
    const manifest = { name: 'odd', version: '2.0.0', license: 'GPL-3.0', main: 'odd.js' };
    writeFileSync(join(odd, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(odd, 'odd.js'), 'console.log(1);');
    writeFileSync(join(folder, 'entry.js'), "require('odd');");
    try {
      const bundles = [{ bundle: true, entryPoints: [join(folder, 'entry.js')] }];
      await expect(bundledPackages(bundles)).rejects.toThrow(
        'odd@2.0.0 is bundled under the licence GPL-3.0, to which nobody has agreed; see scripts/licences/components.mjs.',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
