import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles a suite for both kinds of extension host.
 *
 * @param suite `driven-suite` needs somebody who uses its window
 * @returns the script's path
 */
export async function buildSuite(
  folder: string,
  suite: 'suite' | 'driven-suite' = 'suite',
): Promise<string> {
  const outfile = join(folder, 'suite.js');
  await build({
    entryPoints: [fileURLToPath(new URL(`${suite}.ts`, import.meta.url))],
    bundle: true,
    format: 'cjs',
    platform: 'neutral',
    target: 'es2022',
    external: ['vscode'],
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}
