import { describe, expect, it } from 'vitest';
import { windowDocument } from './window-document.js';

const CSP = 'default-src data:';

describe('windowDocument', () => {
  it('puts the policy before everything of the plugin', () => {
    const html = windowDocument(
      '<!doctype html><html><head lang="en"><script>1</script></head></html>',
      CSP,
      null,
    );
    expect(html).toMatch(
      /<head lang="en"><script>[\s\S]*<\/script><meta http-equiv="Content-Security-Policy"[^>]*><script>1</,
    );
    expect(html).not.toContain('<style');
  });

  it('adds the theme to a document with a class, without one, and without a root', () => {
    expect(windowDocument('<html class="mine"><head></head></html>', CSP, 'dark')).toContain(
      '<html class="figma-dark mine">',
    );
    expect(windowDocument('<html lang="en"></html>', CSP, 'light')).toContain(
      '<html lang="en" class="figma-light">',
    );
    const bare = windowDocument('<p>hi</p>', CSP, 'light');
    expect(bare).toMatch(/^<html class="figma-light"><head>/);
    expect(bare).toContain('--figma-color-bg: #ffffff;');
  });
});
