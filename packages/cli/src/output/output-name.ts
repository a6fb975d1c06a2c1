import { extname } from 'node:path';
import { LONGEST_NAME } from '../base/file-errors.js';
import { extensionFor, formatOf, type ResultFormat } from '../base/picture-formats.js';
import { inputBaseName } from '../base/standard-streams.js';
import { presetEnding } from '../input/preset-input.js';
import { cutToBytes } from './save-nearby.js';

/** What the names of the styles are left at least where the content's is long, in bytes. */
const LEAST_FOR_STYLES = 60;

/**
 * The name of a result in a folder, `<content>.<styles>.<extension>`, in the content's own format
 * where results can have it. What is too long for a file system is cut.
 *
 * @example
 * outputName('in/harbour.jpg', ['night.jpg', 'wave.png']); // 'harbour.night+wave.jpg'
 */
export function outputName(
  content: string,
  styles: readonly string[],
  format: ResultFormat | null = null,
): string {
  const extension = extensionFor(format ?? formatOf(content) ?? 'png', content);
  const name = inputBaseName(content);
  const stem = name.slice(0, name.length - extname(name).length);
  const style = styles.map(stemOf).join('+');
  const room = LONGEST_NAME - Buffer.byteLength(`.${extension}`);
  const forStyle = Math.max(LEAST_FOR_STYLES, room - Buffer.byteLength(stem));
  const cutStyle = cutToBytes(style, forStyle);
  return `${cutToBytes(stem, room - Buffer.byteLength(cutStyle))}.${cutStyle}${extension}`;
}

function stemOf(style: string): string {
  const name = inputBaseName(style);
  return name.slice(0, name.length - (presetEnding(style) ?? extname(name)).length);
}
