import { fileURLToPath } from 'node:url';

/**
 * A small file of other people's kind, as it was reported.
 *
 * @param name folder and file below `cases/`; `''` is the folder of all of them
 * @example
 * casePath('07-png-colour-chunks/gama1.png');
 */
export function casePath(name: string): string {
  return fileURLToPath(new URL(`../cases/${name}`, import.meta.url));
}
