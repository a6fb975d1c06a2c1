import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

/** What a page is made of, as text. */
export interface PageBundle {
  readonly script: string;
  /** Empty where the script imports none. */
  readonly style: string;
}

/**
 * Makes one script of a file and all that it imports, from the workspace's sources, in memory.
 *
 * @param options what is to be other than a module of ES2022
 *
 * @example
 * const { script } = await bundlePage(new URL('page.ts', import.meta.url));
 * await openPage({ chromePath, bundle: script });
 */
export async function bundlePage(entry: URL, options: BuildOptions = {}): Promise<PageBundle> {
  const { outputFiles = [] } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    conditions: ['pastiche-source'],
    // A style sheet comes out beside the script; nothing is written.
    outdir: '/',
    logLevel: 'silent',
    ...options,
    write: false,
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text;
  const script = textOf('.js');
  if (script === undefined) throw new Error(`esbuild made no script of ${entry.pathname}.`);
  return { script, style: textOf('.css') ?? '' };
}
