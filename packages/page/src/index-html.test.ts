import { readFileSync } from 'node:fs';
import { VGG19 } from '@pastiche/panel/core';
import { describe, expect, it } from 'vitest';

const html = readFileSync(new URL('index.html', import.meta.url), 'utf8');
const [, policy = ''] = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html) ?? [];
const directives = new Map(
  policy.split('; ').map((directive) => {
    const [name = '', ...sources] = directive.split(' ');
    return [name, sources];
  }),
);

describe('the page', () => {
  it('forbids what its policy does not name', () => {
    expect(Object.fromEntries(directives)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'", "'wasm-unsafe-eval'"],
      'worker-src': ["'self'", 'blob:'],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'connect-src': ["'self'", VGG19.baseUrl],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
    });
  });

  it('names the policy before anything is fetched', () => {
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/href=|src=/));
  });

  it('has relative addresses only', () => {
    const addresses = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address);
    expect(addresses).toEqual(['data:,', 'licences.txt', 'page.css', 'licences.txt', 'page.js']);
  });
});
