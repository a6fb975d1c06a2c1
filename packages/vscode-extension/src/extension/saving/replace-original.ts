import { type Said, type Say, sentence, storedSize } from '@pastiche/panel/core';
import type { HostResult } from '@pastiche/panel/host';
import type { Uri } from 'vscode';
import { typeOfName } from '../pictures/picture-kinds.js';
import { folderToTell, nameOf } from '../pictures/place-names.js';
import type { Ui } from '../ports/ui.js';
import { cannotEncode, encodedFor } from './output-encoding.js';
import type { Replacements } from './replacements.js';
import { placeFor, type SavingServices } from './save-beside.js';
import { withRecipe } from './with-recipe.js';

export interface ReplaceOriginalOptions extends SavingServices {
  readonly ui: Ui;
  readonly say: Say;
  readonly replacements: Replacements;
}

/**
 * Puts a painting in the place of its picture, after asking. The question tells which file that is, what
 * becomes of it, and whether the painting is smaller.
 *
 * @returns what was done; `null`: the person changed their mind
 * @throws ExtensionError, or what encoding threw
 */
export async function replaceOriginal(
  picture: Uri,
  result: HostResult,
  options: ReplaceOriginalOptions,
): Promise<Said | null> {
  const { ui, say, replacements } = options;
  const name = nameOf(picture);
  if (typeOfName(name) === null) throw cannotEncode(picture);
  const backup = await replacements.backupOf(picture);
  const facts = [
    sentence`Folder: ${folderToTell(picture, options.rootOf(picture))}`,
    ...(await smallerThan(picture, result, options)),
    backup === null
      ? sentence`The original goes to the trash, from where it can be brought back.`
      : sentence`There is no trash here: the original is kept beside it as ${backup}.`,
  ];
  const question = say(sentence`Replace ${name} with the painting?`);
  if (!(await ui.confirm(question, facts.map(say).join('\n'), say(sentence`Replace`)))) return null;
  const settings = options.settingsFor(picture);
  const bytes = await encodedFor(picture, result, settings);
  // What it was painted from is gone from its place.
  const file = withRecipe({ ...result, bytes }, null, settings);
  const kept = await replacements.replace(picture, file, placeFor(picture, result, options).name);
  return kept === null
    ? sentence`${name} is replaced; the original is in the trash.`
    : sentence`${name} is replaced; the original is kept beside it as ${nameOf(kept)}.`;
}

/** What there is to say of a painting that has fewer pixels than the file that it replaces. */
async function smallerThan(
  picture: Uri,
  { width, height }: HostResult,
  { files }: SavingServices,
): Promise<Said[]> {
  const size = storedSize(await files.read(picture));
  if (size === null || width * height >= size.width * size.height) return [];
  // A photo may be stored on its side.
  const isTurned = size.width > size.height !== width > height;
  const [across, down] = isTurned ? [size.height, size.width] : [size.width, size.height];
  return [
    sentence`The painting is smaller: it has ${width} × ${height} px, the original ${across} × ${down} px.`,
  ];
}
