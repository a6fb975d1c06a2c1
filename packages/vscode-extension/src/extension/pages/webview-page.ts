import type { Language } from '@pastiche/panel/core';
import { pageHtml } from './page-html.js';

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
  const { page, base, cspSource, nonce, language } = options;
  const dictionary = JSON.stringify(language.dictionary);
  return pageHtml({
    ...options,
    language: language.tag,
    policy: [`img-src ${cspSource} blob: data:`, `connect-src ${cspSource}`, 'worker-src blob:'],
    files: base + page,
    scriptSource: " 'wasm-unsafe-eval'",
    data: { base, nonce, dictionary },
    root: '<div id="panel"></div>',
  });
}

/** 128 bits of chance, for one page. */
export function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
