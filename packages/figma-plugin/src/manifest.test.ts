import { VGG19 } from '@pastiche/panel/core';
import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../../scripts/figma-manifest.mjs';
import manifest from './manifest.json' with { type: 'json' };

describe('the manifest', () => {
  it('has what it needs and nothing else', () => {
    expect(() => checkManifest(JSON.stringify(manifest))).not.toThrow();
    expect(() => checkManifest(JSON.stringify({ ...manifest, permissions: [] }))).toThrow(
      'The manifest has "permissions", which nothing here uses',
    );
  });

  it('allows the folder of VGG19, and no other address', () => {
    expect(manifest.networkAccess.allowedDomains).toEqual([VGG19.baseUrl]);
  });

  it('takes optional parameters last, as Figma asks', () => {
    const parameters = manifest.menu.flatMap((item) => item.parameters ?? []);
    expect(parameters.map(({ key }) => key)).toEqual(['preset', 'strength']);
    expect(parameters.map((parameter) => 'optional' in parameter)).toEqual([false, true]);
  });
});
