// Plugins of esbuild for what a script imports only when it is needed.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Leaves what is loaded later out of the script that asks for it.
 *
 * @param {readonly string[]} scripts their names, with folders before them
 */
export function laterScripts(scripts) {
  const names = scripts.map((script) => basename(script));
  /** @type {import('esbuild').Plugin} */
  const plugin = {
    name: 'later-scripts',
    setup: ({ onResolve }) => {
      onResolve({ filter: new RegExp(`/(${names.join('|')})\\.js$`) }, ({ kind, path }) =>
        kind === 'dynamic-import' ? { path: `./${basename(path)}`, external: true } : undefined,
      );
    },
  };
  return plugin;
}

/**
 * Makes imports of what is loaded later ordinary ones. Where there is one script only they save nothing,
 * and esbuild would wrap every module that they reach, which is nearly all.
 */
export function nothingLater() {
  const later = /\bimport\('(\.[^']+)'\)/g;
  /** @type {import('esbuild').Plugin} */
  const plugin = {
    name: 'nothing-later',
    setup: ({ onLoad }) => {
      onLoad({ filter: /vscode-extension[\\/]src[\\/]extension[\\/].+\.ts$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        const paths = [...text.matchAll(later)].map(([, from]) => from);
        if (paths.length === 0) return undefined;
        const imports = paths.map((from, index) => `import * as later${index} from '${from}';\n`);
        let count = 0;
        const contents = text.replace(later, () => `Promise.resolve(later${count++})`);
        return { contents: imports.join('') + contents, loader: 'ts' };
      });
    },
  };
  return plugin;
}
