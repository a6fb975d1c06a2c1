import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dependenciesOf } from './components.mjs';
import { installedNotices, noticesOf } from './notices.mjs';

const MIT = 'Permission is hereby granted, free of charge';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pastiche-licences-'));
});

afterEach(() => rmSync(root, { recursive: true }));

/** A package with these files besides its manifest. */
function component(name: string, licence: string, files: Readonly<Record<string, string>> = {}) {
  const folder = join(root, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  const manifest = { name, version: '1.2.3', license: licence, main: 'main.js' };
  for (const [file, text] of Object.entries({
    'package.json': JSON.stringify(manifest),
    ...files,
  })) {
    writeFileSync(join(folder, file), text);
  }
  return { name, version: '1.2.3', licence, author: 'Ada <ada@example.org>', folder };
}

describe('the notices of what is bundled', () => {
  it('have the name, the version and the licence of each package, with its own text and notice', () => {
    const notices = noticesOf([
      component('one', 'MIT', {
        'LICENSE.md': `© Ada\r\n\r\n${MIT}\r\n`,
        NOTICE: 'Thanks to Bob.',
      }),
    ]);
    expect(notices).toContain(`one 1.2.3 (MIT), by Ada\n\n© Ada\n\n${MIT}\n\nThanks to Bob.\n`);
  });

  it('take the text from a README, up to the next heading', () => {
    const readme = `# Two\n\nLICENSE (MIT)\n-----\n\n${MIT}.\n\n# After it\n`;
    const notices = noticesOf([component('two', 'MIT', { 'README.md': readme })]);
    expect(notices).toContain(`two 1.2.3 (MIT), by Ada\n\n${MIT}.\n`);
    expect(notices).not.toContain('After it');
  });

  it('have the common text of the Apache licence, below the line of copyright', () => {
    const main = '/**\n * @license\n * Copyright 2024 Example LLC. All Rights Reserved.\n */';
    const notices = noticesOf([component('three', 'Apache-2.0', { 'main.js': main })]);
    expect(notices).toMatch(
      /three 1\.2\.3 \(Apache-2\.0\), by Ada\n\nCopyright 2024 Example LLC\. All Rights Reserved\.\n\n +Apache License\n +Version 2\.0/,
    );
    expect(notices).toContain('END OF TERMS AND CONDITIONS');
  });

  it('have a text once for all whose licence it is', () => {
    const notices = noticesOf([
      component('one', 'MIT', { LICENSE: MIT }),
      component('two', 'MIT', { LICENCE: MIT }),
    ]);
    expect(notices).toContain(`one 1.2.3 (MIT), by Ada\ntwo 1.2.3 (MIT), by Ada\n\n${MIT}\n`);
    expect(notices.split(MIT)).toHaveLength(2);
  });

  it('are not made where a package brings no text, or only a link to one', () => {
    const bare = component('bare', 'MIT', { 'README.md': '## License\n\n[MIT](elsewhere)\n' });
    expect(() => noticesOf([bare])).toThrow(
      'bare@1.2.3 is bundled, but brings no text of its licence MIT; see scripts/licences/notices.mjs.',
    );
  });
});

describe('what is installed along with a package', () => {
  it('is found as far as it goes, named with its licence', () => {
    component('near', 'MIT', { 'package.json': manifest('near', 'MIT', { far: '1' }) });
    component('far', 'ISC', { 'package.json': manifest('far', 'ISC', { near: '1' }) });
    writeFileSync(join(root, 'package.json'), manifest('own', 'MIT', { near: '1' }));
    const found = dependenciesOf(root);
    expect(found.map(({ name, licence }) => [name, licence])).toEqual([
      ['far', 'ISC'],
      ['near', 'MIT'],
    ]);
    expect(installedNotices(found)).toContain('\nfar 1.2.3 (ISC)\nnear 1.2.3 (MIT)\n');
  });

  it('is refused under a licence that nobody has agreed to', () => {
    component('near', 'GPL-3.0');
    writeFileSync(join(root, 'package.json'), manifest('own', 'MIT', { near: '1' }));
    expect(() => dependenciesOf(root)).toThrow(
      'near@1.2.3 is installed along under the licence GPL-3.0, to which nobody has agreed; see scripts/licences/components.mjs.',
    );
  });

  it('has to be installed', () => {
    writeFileSync(join(root, 'package.json'), manifest('own', 'MIT', { 'pastiche-nowhere': '1' }));
    expect(() => dependenciesOf(root)).toThrow(
      'pastiche-nowhere should be installed; run node scripts/bootstrap.mjs.',
    );
  });

  function manifest(name: string, license: string, dependencies: Record<string, string>): string {
    return JSON.stringify({ name, version: '1.2.3', license, dependencies });
  }
});
