import { describe, expect, it } from 'vitest';
import { parseManifest } from '../state/manifest.js';
import { contentSecurityPolicy, isAllowed } from './network-access.js';

const withDomains = (...allowedDomains: readonly string[]) =>
  parseManifest(
    JSON.stringify({
      name: 'Tiny',
      id: '1',
      api: '1.0.0',
      main: 'main.js',
      editorType: ['figma'],
      documentAccess: 'dynamic-page',
      networkAccess: { allowedDomains, reasoning: 'Because.' },
    }),
  );

describe('network access', () => {
  it.each([
    ['none', 'https://a.com/', false],
    ['*', 'https://a.com/', true],
    ['https://a.com', 'https://a.com/x/y', true],
    ['https://a.com', 'http://a.com/x', false],
    ['https://a.com', 'https://b.a.com/', false],
    ['*.a.com', 'https://b.a.com/', true],
    ['*.a.com', 'https://nota.com/', false],
    ['https://a.com/weights/', 'https://a.com/weights/one.bin', true],
    ['https://a.com/weights/', 'https://a.com/other', false],
    ['https://a.com/weights', 'https://a.com/weights/one.bin', false],
    ['https://a.com/weights', 'https://a.com/weights', true],
  ])('by "%s" %s: %s', (domain, address, allowed) => {
    expect(isAllowed(withDomains(domain), address)).toBe(allowed);
  });

  it('becomes a policy, strict or lenient', () => {
    expect(contentSecurityPolicy(withDomains('none'), 'strict')).toBe(
      "default-src data:; script-src 'unsafe-inline' data:; style-src 'unsafe-inline' data:",
    );
    const lenient = contentSecurityPolicy(withDomains('https://a.com'), 'lenient');
    expect(lenient).toContain('default-src data: blob: https://a.com;');
    expect(lenient).toContain("'unsafe-eval'");
  });
});
