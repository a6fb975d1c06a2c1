import { describe, expect, it } from 'vitest';
import { createNonce, webviewPage } from './webview-page.js';

const html = webviewPage({
  page: 'panel-page',
  title: 'a<b>"c"',
  base: 'https://files.test/dist/panel/',
  cspSource: "'self' https://*.files.test",
  nonce: 'abc',
  language: { tag: 'de"><script>', dictionary: { '<script>': '"><script>' } },
});

describe('the page of a webview', () => {
  it('allows its own files and script, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
    expect(policy?.replaceAll('&#39;', "'").split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'nonce-abc' 'wasm-unsafe-eval'",
      "style-src 'self' https://*.files.test",
      "img-src 'self' https://*.files.test blob: data:",
      "connect-src 'self' https://*.files.test",
      'worker-src blob:',
    ]);
  });

  it('lets nothing out of its place', () => {
    expect(html).toContain('<title>a&#60;b&#62;&#34;c&#34;</title>');
    expect(html).toContain('lang="de&#34;&#62;&#60;script&#62;"');
    expect(html).toContain(
      'data-dictionary="{&#34;&#60;script&#62;&#34;:&#34;\\&#34;&#62;&#60;script&#62;&#34;}"',
    );
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it('has a nonce of its own each time', () => {
    const nonces = new Set(Array.from({ length: 50 }, createNonce));
    expect(nonces.size).toBe(50);
    for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{32}$/);
  });
});
