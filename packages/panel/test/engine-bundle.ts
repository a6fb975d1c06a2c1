import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';

/** How `engine.js` is built: one plain script that also runs from a `data:` URL or inline. */
export const ENGINE_BUILD = {
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: true,
  conditions: ['pastiche-source'],
  // The licences stand in the package's NOTICE.
  legalComments: 'none',
} as const satisfies BuildOptions;

/** Builds `engine.js` in memory. */
export async function bundleEngine(): Promise<{ source: string; metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    ...ENGINE_BUILD,
    entryPoints: [fileURLToPath(new URL('../src/engine/worker/engine-entry.ts', import.meta.url))],
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  return { source: outputFiles[0]!.text, metafile };
}
