import { fileURLToPath } from 'node:url';

/**
 * The path of a small file that once was read wrongly.
 *
 * @example
 * const bytes = readFileSync(casePath('22-jpeg-without-eoi/noeoi.jpg'));
 */
export function casePath(name: string): string {
  return fileURLToPath(new URL(`../cases/${name}`, import.meta.url));
}
