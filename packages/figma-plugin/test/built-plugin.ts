import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BUDGETS, buildFigma, PLUGIN } from '../../../scripts/build-figma.mjs';

const DIST = join(PLUGIN, 'dist');
const SOURCES = ['figma-plugin/src', 'panel/src', 'core/src', 'core/data/l10n'].map((folder) =>
  join(PLUGIN, '..', folder),
);

export interface BuiltPlugin {
  readonly manifest: string;
  readonly main: string;
  readonly ui: string;
}

/** The plugin as it is published; built where it is missing, or older than what it is made of. */
export async function builtPlugin(): Promise<BuiltPlugin> {
  const built = Math.min(...Object.keys(BUDGETS).map((name) => timeOf(join(DIST, name))));
  if (SOURCES.some((folder) => newestIn(folder) > built)) await buildFigma();
  const text = (name: string) => readFileSync(join(DIST, name), 'utf8');
  return { manifest: text('manifest.json'), main: text('main.js'), ui: text('ui.html') };
}

function newestIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const shipped = files.filter(
    (name) => /\.(tsx?|css|html|json)$/.test(name) && !/\.test\./.test(name),
  );
  return Math.max(...shipped.map((name) => timeOf(join(folder, name))));
}

function timeOf(path: string): number {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}
