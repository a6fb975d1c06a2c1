import { pageHtml } from '../pages/page-html.js';

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
export function presetPageHtml(options: PresetPageOptions): string {
  return pageHtml({
    ...options,
    policy: ['img-src blob:', "base-uri 'none'", "form-action 'none'"],
    title: 'Pastiche',
    files: `${options.base}preset-page`,
    root: '<main id="preset"></main>',
  });
}
