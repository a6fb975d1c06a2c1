/** A page of the extension. */
export interface PageHtmlOptions {
  /** BCP 47. */
  readonly language: string;
  /** Of the Content Security Policy, besides what holds for every page. */
  readonly policy: readonly string[];
  readonly title: string;
  /** Address of its script and its style sheet, without endings. */
  readonly files: string;
  readonly cspSource: string;
  readonly nonce: string;
  /** What else its script may do, such as `'wasm-unsafe-eval'`. */
  readonly scriptSource?: string;
  /** `data-…` of its body, by name. */
  readonly data?: Readonly<Record<string, string>>;
  /** The element that its script fills, as HTML. */
  readonly root: string;
}

/**
 * The HTML of a page. Its policy allows one script by its nonce and one style sheet, and whatever else
 * the page names; nothing from anywhere else.
 */
export function pageHtml(options: PageHtmlOptions): string {
  const { language, policy, title, files, cspSource, nonce, scriptSource = '', root } = options;
  const rules = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'${scriptSource}`,
    `style-src ${cspSource}`,
    ...policy,
  ].join('; ');
  const data = Object.entries(options.data ?? {}).map(
    ([name, value]) => ` data-${name}="${escapeHtml(value)}"`,
  );
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(rules)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)}</title>
    <link rel="stylesheet" href="${escapeHtml(files)}.css" />
  </head>
  <body${data.join('')}>
    ${root}
    <script nonce="${escapeHtml(nonce)}" src="${escapeHtml(files)}.js"></script>
  </body>
</html>
`;
}

/** Text as part of HTML, in attributes too. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
