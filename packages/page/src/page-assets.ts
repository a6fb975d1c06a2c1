import type { Assets } from '@pastiche/panel/host';
import { readFile } from './read-file.js';

/**
 * The panel's files beside the page. The worker is made of the engine's text, because only so it is bound by
 * this page's policy: a worker with an address of its own has the policy that its server sends, and a static
 * host sends none.
 */
export function pageAssets(): Assets {
  return { workerKinds: ['blob'], read: readFile };
}
