import type { Language } from '@pastiche/panel/core';

/** What a page of the extension is made of. All of it is the extension's own, nothing a person's. */
export interface WebviewPageOptions {
  /** The script and its style sheet, without endings. */
  readonly page: 'panel-page' | 'batch-page';
  readonly title: string;
  /** Address of the folder of the extension's files, with a slash at the end. */
  readonly base: string;
  readonly cspSource: string;
  readonly nonce: string;
  /** The person's, in which the page speaks. */
  readonly language: Language;
}

/**
 * The HTML of a webview. Its policy allows the extension's own files, one script by its nonce,
 * workers made of blobs, and WebAssembly; nothing from anywhere else.
 */
export function webviewPage(options: WebviewPageOptions): string {
  const { page, title, base, cspSource, nonce, language } = options;
  const dictionary = JSON.stringify(language.dictionary);
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src ${cspSource}`,
    `img-src ${cspSource} blob: data:`,
    `connect-src ${cspSource}`,
    'worker-src blob:',
  ].join('; ');
  return `<!doctype html>
<html lang="${escapeHtml(language.tag)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)}</title>
    <link rel="stylesheet" href="${escapeHtml(base)}${page}.css" />
  </head>
  <body data-base="${escapeHtml(base)}" data-nonce="${escapeHtml(nonce)}" data-dictionary="${escapeHtml(dictionary)}">
    <div id="panel"></div>
    <script nonce="${escapeHtml(nonce)}" src="${escapeHtml(base)}${page}.js"></script>
  </body>
</html>
`;
}

/** 128 bits of chance, for one page. */
export function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Text as part of HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
