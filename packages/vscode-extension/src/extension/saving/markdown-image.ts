import type { Uri } from 'vscode';
import { nameOf, stemOf, stepsOf } from '../pictures/place-names.js';

/**
 * A picture in Markdown: by its way from the workspace folder on, which the preview of any file there finds,
 * or, outside of one, by its name.
 *
 * @example
 * markdownImage(at('/ws/out/a.ink-wash.png'), at('/ws')); // '![a.ink-wash](/out/a.ink-wash.png)'
 */
export function markdownImage(file: Uri, root: Uri | null): string {
  const steps = root ? ['', ...stepsOf(file).slice(stepsOf(root).length)] : [nameOf(file)];
  const address = steps.map(encodeURIComponent).join('/');
  // Brackets end a text, and round ones an address; those are left as they are by addresses.
  const safe = address.replace(/[()]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `![${stemOf(file).replace(/[[\]\\]/g, '\\$&')}](${safe})`;
}
