import { escapeHtml } from '../pages/webview-page.js';

/** What the page is made of. All of it is the extension's own, nothing a person's. */
export interface PresetPageOptions {
  /** Address of the folder of the extension's files, with a slash at the end. */
  readonly base: string;
  readonly cspSource: string;
  readonly nonce: string;
  /** BCP 47. */
  readonly language: string;
}

/**
 * The HTML of the page that shows a preset's file. Its policy allows one script by its nonce, one
 * style sheet, and pictures that the script makes of bytes; no connection at all.
 */
export function presetPageHtml({ base, cspSource, nonce, language }: PresetPageOptions): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    'img-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Pastiche</title>
    <link rel="stylesheet" href="${escapeHtml(base)}preset-page.css" />
  </head>
  <body>
    <main id="preset"></main>
    <script nonce="${escapeHtml(nonce)}" src="${escapeHtml(base)}preset-page.js"></script>
  </body>
</html>
`;
}
