import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The gallery of the panel's states as files of a folder, by name. */
export type StatesPage = Readonly<Record<'states.html' | 'states.js' | 'states.css', string>>;

/** Builds the gallery: one script, one style sheet, and its page. */
export async function buildStatesPage(): Promise<StatesPage> {
  const playground = fileURLToPath(new URL('../playground/', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [`${playground}states.tsx`],
    outdir: playground,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    conditions: ['pastiche-source'],
    logLevel: 'error',
  });
  const text = (ending: string) =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return {
    'states.html': await readFile(`${playground}states.html`, 'utf8'),
    'states.js': text('.js'),
    'states.css': text('.css'),
  };
}
