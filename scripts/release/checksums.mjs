import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * SHA-256 of files, as `sha256sum --check` reads them.
 *
 * @param {string} folder
 * @param {readonly string[]} names of files in it
 */
export function checksums(folder, names) {
  const lines = names.map((name) => {
    const digest = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
    return `${digest}  ${name}\n`;
  });
  return lines.join('');
}
