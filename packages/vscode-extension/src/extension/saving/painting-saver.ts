import { type Said, type Say, sentence } from '@pastiche/panel/core';
import type { Host, HostAction, HostResult } from '@pastiche/panel/host';
import type { Uri } from 'vscode';
import { endingOf } from '../pictures/picture-kinds.js';
import { folderOf, nameOf } from '../pictures/place-names.js';
import { ExtensionError } from '../ports/extension-error.js';
import type { Ui } from '../ports/ui.js';
import { markdownImage } from './markdown-image.js';
import { encodedFor, encodingFor } from './output-encoding.js';
import type { OutputSettings } from './output-settings.js';
import { replaceOriginal } from './replace-original.js';
import type { Replacements } from './replacements.js';
import { placeFor, type SavingServices, saveBeside } from './save-beside.js';
import { sourcePath } from './source-path.js';
import { withRecipe } from './with-recipe.js';
import { writeWhole } from './write-painting.js';

export interface PaintingSaverOptions extends SavingServices {
  readonly ui: Ui;
  readonly say: Say;
  readonly replacements: Replacements;
  /** Where the content with this `HostPicture.id` came from, and where the panel's picture is. */
  origin(contentId: string | null): { readonly known: Uri | null; readonly nearest: Uri | null };
}

/** What can be done with a painting in this host; the page knows more. */
export const SAVING_ACTIONS: readonly HostAction[] = [
  { id: 'save', label: sentence`Save beside the picture` },
  { id: 'save-as', label: sentence`Save as…` },
  { id: 'markdown', label: sentence`Copy as Markdown image` },
  { id: 'replace', label: sentence`Replace the original…` },
];

/**
 * Saves the paintings of one panel: asks the person what has to be asked, then the page for the file.
 *
 * @throws ExtensionError (rejects), or what encoding threw
 */
export function createPaintingSaver(options: PaintingSaverOptions): Host['writeResult'] {
  return async (result, action) => {
    switch (action) {
      case 'save':
        return told(await saveNearby(result, options));
      case 'save-as':
        return told(await saveElsewhere(result, options));
      case 'markdown':
        return copyMarkdown(await saveNearby(result, options), options);
      case 'replace':
        return replaceKnown(result, options);
      default:
        throw new ExtensionError('failed', sentence`There is no action "${action}" here.`);
    }
  };
}

function told(saved: Uri | null): Said | null {
  return saved && sentence`Saved as ${nameOf(saved)}.`;
}

async function copyMarkdown(
  saved: Uri | null,
  options: PaintingSaverOptions,
): Promise<Said | null> {
  if (saved === null) return null;
  await options.ui.copy(markdownImage(saved, options.rootOf(saved)));
  return sentence`Saved as ${nameOf(saved)}; its Markdown is on the clipboard.`;
}

async function saveNearby(result: HostResult, options: PaintingSaverOptions): Promise<Uri | null> {
  const { known, nearest } = options.origin(result.contentId ?? null);
  const picture = known ?? nearest;
  // Nowhere to put it, or a place that takes nothing: the person says where.
  if (picture === null || options.files.isReadOnly(picture)) return saveElsewhere(result, options);
  const settings = options.settingsFor(picture);
  const bytes = await result.encode(encodingFor(picture, settings));
  const painting = { ...result, bytes };
  const saved = await saveBeside(picture, painting, options, { known: known !== null });
  await show(saved, settings, options);
  return saved;
}

async function saveElsewhere(
  result: HostResult,
  options: PaintingSaverOptions,
): Promise<Uri | null> {
  const { ui, say, files } = options;
  const { known, nearest } = options.origin(result.contentId ?? null);
  const picture = knownPlace(known ?? nearest);
  const settings = options.settingsFor(picture);
  const { name } = placeFor(picture, result, options, known !== null);
  const { mediaType: usual } = encodingFor(picture, settings);
  const suggestion = files.at(folderOf(picture), `${name}.${endingOf(usual)}`);
  const filters = { PNG: ['png'], JPEG: ['jpg', 'jpeg'], WebP: ['webp'] };
  const chosen = await ui.pickPlace(say(sentence`Save the painting`), filters, suggestion);
  if (chosen === null) return null;
  const bytes = await encodedFor(chosen, result, settings);
  const source = known && sourcePath(known, folderOf(chosen), options.rootOf(known));
  const file = withRecipe({ ...result, bytes }, source, settings);
  await writeWhole(files, chosen, file, { overwrite: true });
  await show(chosen, settings, options);
  return chosen;
}

/** @throws ExtensionError where no picture tells a folder to save to */
export function knownPlace(picture: Uri | null): Uri {
  if (picture !== null) return picture;
  throw new ExtensionError(
    'not-found',
    sentence`Open a picture from a folder first, so that there is a place to save to.`,
  );
}

async function replaceKnown(
  result: HostResult,
  options: PaintingSaverOptions,
): Promise<Said | null> {
  const { known } = options.origin(result.contentId ?? null);
  if (known === null) {
    throw new ExtensionError(
      'not-found',
      sentence`Only a picture that was opened from a file can be replaced; save the painting instead.`,
    );
  }
  const done = await replaceOriginal(known, result, options);
  if (done !== null) await show(known, options.settingsFor(known), options);
  return done;
}

async function show(
  file: Uri,
  { reveal, open }: OutputSettings,
  { ui }: PaintingSaverOptions,
): Promise<void> {
  if (reveal) await ui.reveal(file);
  if (open) await ui.open(file);
}
