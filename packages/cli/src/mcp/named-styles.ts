import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type GivenParameters, type Said, sentence } from '@pastiche/core';
import {
  BUILT_IN_PRESETS,
  builtInFingerprint,
  type Preset,
  type RecipePreset,
} from '@pastiche/core/presets';
import { CommandError } from '../base/command-error.js';
import { presetEnding, readPresetFile } from '../input/preset-input.js';

/** A style that a client can ask for by name. */
export interface NamedStyle {
  /** What a client asks for: the id of a built-in style, the path of a preset. */
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** A picture or a preset. */
  readonly file: string;
  /** Those that a built-in style has; a preset's are in its file. */
  readonly parameters: GivenParameters;
  /** What recipes say of a built-in style; a preset's file says it itself. */
  readonly preset: RecipePreset | null;
}

/** Folders beneath an allowed one in which presets are looked for, and how many are listed. */
const DEEPEST = 3;
const MOST = 200;

const ENDING = '.pastiche.json';

/** The styles that come with this program. */
export function builtInStyles(): readonly NamedStyle[] {
  const { resolve } = createRequire(import.meta.url);
  return BUILT_IN_PRESETS.map(({ id, name, description, parameters }) => ({
    id,
    name,
    description,
    file: resolve(`@pastiche/core/styles/${id}.webp`),
    parameters,
    preset: { name, fingerprint: builtInFingerprint(id) },
  }));
}

/** The presets in folders, at most 200; files that are not presets are passed over. */
export async function presetsIn(folders: readonly string[]): Promise<readonly NamedStyle[]> {
  const found: NamedStyle[] = [];
  for (const folder of folders) {
    for await (const file of presetFiles(folder, DEEPEST)) {
      if (found.length === MOST) return found;
      const preset = await readPresetFile(file).catch(() => null);
      if (preset !== null) found.push(namedPreset(file, preset));
    }
  }
  return found;
}

async function* presetFiles(folder: string, depth: number): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    // A link may lead anywhere.
    if (entry.isFile() && entry.name.endsWith(ENDING)) yield path;
    const isHidden = entry.name.startsWith('.') || entry.name === 'node_modules';
    if (entry.isDirectory() && depth > 0 && !isHidden) yield* presetFiles(path, depth - 1);
  }
}

function namedPreset(file: string, { name }: Preset): NamedStyle {
  return { id: file, name, description: null, file, parameters: {}, preset: null };
}

/**
 * The style that a client means: a built-in one by its id or name, a preset by its name, or a file.
 *
 * @param open gives the real path of a file that the client may have read
 * @throws CommandError for a name that is no style's and no file's
 */
export async function findStyle(
  asked: string,
  folders: readonly string[],
  open: (path: string) => Promise<string>,
): Promise<NamedStyle> {
  const means = ({ id, name }: NamedStyle) =>
    id === asked || name.toLowerCase() === asked.toLowerCase();
  const builtIn = builtInStyles().find(means);
  if (builtIn !== undefined) return builtIn;
  const file = await open(asked).catch((error: unknown) => error as Error);
  if (typeof file === 'string') {
    const preset = presetEnding(file) === null ? null : await readPresetFile(file);
    if (preset !== null) return namedPreset(file, preset);
    return { id: file, name: asked, description: null, file, parameters: {}, preset: null };
  }
  const named = (await presetsIn(folders)).find(means);
  if (named !== undefined) return named;
  // Of what looks like a file, what is wrong with the file.
  if (/[/\\.]/.test(asked)) throw file;
  throw new CommandError('failed', noSuchStyle(asked));
}

function noSuchStyle(asked: string): Said {
  const known = BUILT_IN_PRESETS.map(({ id }) => id).join(', ');
  return sentence`There is no style “${asked}”; choose one of ${known}, a preset that pastiche_listStyles names, or the path of a picture.`;
}
