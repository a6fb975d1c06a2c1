import { fileURLToPath } from 'node:url';

/**
 * The path of a file that once was read or painted wrongly, by its folder in `packages/test-fixtures/cases`.
 *
 * @example
 * const bytes = await readFile(casePath('07-png-colour-chunks/gama1.png'));
 */
export function casePath(name: string): string {
  return fileURLToPath(new URL(`../cases/${name}`, import.meta.url));
}
