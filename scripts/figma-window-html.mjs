// Puts the window of the Figma plugin into one page that needs nothing else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {{ script: string, style: string, body?: string, texts?: Record<string, string>, files?: Record<string, string> }} parts
 *   `body` is the markup, which shows before the rest of the page has arrived; `texts` are kept as they
 *   are, `files` (paths by name) as base64; both as elements that do nothing, from which the page's
 *   script reads them
 */
export function windowHtml({ script, style, body = '', texts = {}, files = {} }) {
  const assets = [
    ...Object.entries(texts).map(([name, text]) => inert(name, 'text', escaped(text, name))),
    ...Object.entries(files).map(([name, path]) =>
      inert(name, 'base64', readFileSync(path).toString('base64')),
    ),
  ];
  const html = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<title>Pastiche</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    body.trim(),
    ...assets,
    `<script>${escaped(script, 'The script')}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
  checkSelfContained(html, style);
  return html;
}

/** The files below a folder that a page carries, by the names under which it asks for them. */
export function filesBelow(/** @type {string} */ folder, /** @type {readonly string[]} */ names) {
  return Object.fromEntries(names.map((name) => [name, join(folder, name)]));
}

/** @param {string} name @param {string} kind @param {string} content */
function inert(name, kind, content) {
  return `<script type="text/plain" data-asset="${name}" data-kind="${kind}">${content}</script>`;
}

/** A script's text ends at the first `</script`, even inside a string. */
function escaped(/** @type {string} */ text, /** @type {string} */ name) {
  if (text.includes('<!--')) {
    throw new Error(`${name} holds "<!--", which begins a comment in a page; write it otherwise.`);
  }
  return text.replaceAll(/<\/(script)/gi, '<\\/$1');
}

/** @param {string} html @param {string} style */
function checkSelfContained(html, style) {
  const element = /<(?:script|link|img|iframe|object)\b[^>]*\b(?:src|href)\s*=/i.exec(
    html.replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/gi, ''),
  );
  const url = /@import|url\((?!["']?data:)/i.exec(style);
  if (element === null && url === null) return;
  throw new Error(
    `ui.html should need nothing else, but it asks for more: ${(element ?? url)?.[0]}.`,
  );
}
