import { sentence } from '@pastiche/panel/core';
import type { HostAction, HostResult } from '@pastiche/panel/host';
import type { Uri } from 'vscode';
import type { Encoding, SavingOrder } from '../../shared/saving-order.js';
import { endingOf, type PaintingType, typeOfBytes, typeOfName } from '../pictures/picture-kinds.js';
import { folderOf, nameOf } from '../pictures/place-names.js';
import { ExtensionError } from '../ports/extension-error.js';
import type { Translate } from '../ports/translate.js';
import type { Ui } from '../ports/ui.js';
import type { OutputSettings } from './output-settings.js';
import { placeFor, type SavingServices, saveBeside } from './save-beside.js';
import { sourcePath } from './source-path.js';
import { withRecipe } from './with-recipe.js';
import { replaceByTrash, writeWhole } from './write-painting.js';

/** Saves the paintings of one panel. */
export interface PaintingSaver {
  /** Asks the person what has to be asked. @returns `null` when they changed their mind */
  plan(order: SavingOrder): Promise<Encoding | null>;
  /** Does what was planned; without a plan, plans first. @returns as `Host.writeResult` */
  save(result: HostResult, action: string): Promise<string | null>;
}

export interface PaintingSaverOptions extends SavingServices {
  readonly ui: Ui;
  /** Where the content of this name came from, and where the panel's picture is. */
  origin(contentName: string | null): { readonly known: Uri | null; readonly nearest: Uri | null };
}

interface Plan {
  readonly action: string;
  readonly encoding: Encoding;
  write(result: HostResult): Promise<string>;
}

/** What can be done with a painting in this host; the page itself does `copy`. */
export function savingActions(t: Translate): readonly HostAction[] {
  return [
    { id: 'save', label: t('Save beside the picture') },
    { id: 'save-as', label: t('Save as…') },
    { id: 'copy', label: t('Copy picture') },
    { id: 'replace', label: t('Replace the original…') },
  ];
}

export function createPaintingSaver(options: PaintingSaverOptions): PaintingSaver {
  let planned: Plan | null = null;
  const plan = async (order: SavingOrder) => {
    planned = null;
    planned = await planFor(order, options);
    return planned?.encoding ?? null;
  };
  return {
    plan,
    save: async (result, action) => {
      if (planned?.action !== action) {
        const order = { ...result, action, contentName: null };
        if ((await plan(order)) === null) return null;
      }
      const mine = planned;
      planned = null;
      return mine?.write(result) ?? null;
    },
  };
}

function planFor(order: SavingOrder, options: PaintingSaverOptions): Promise<Plan | null> {
  switch (order.action) {
    case 'save':
      return planBeside(order, options);
    case 'save-as':
      return planElsewhere(order, options);
    case 'replace':
      return planReplacing(order, options);
    default:
      throw new ExtensionError('failed', sentence`There is no action "${order.action}" here.`);
  }
}

async function planBeside(order: SavingOrder, options: PaintingSaverOptions): Promise<Plan | null> {
  const { known, nearest } = options.origin(order.contentName);
  const picture = known ?? nearest;
  // Nowhere to put it, or a place that takes nothing: the person says where.
  if (picture === null || options.files.isReadOnly(picture)) return planElsewhere(order, options);
  const settings = options.settingsFor(picture);
  return {
    action: order.action,
    encoding: encodingOf(picture, settings),
    write: async (result) => {
      const saved = await saveBeside(picture, result, options, { known: known !== null });
      await show(saved, settings, options);
      return options.t('Saved as {0}.', nameOf(saved));
    },
  };
}

async function planElsewhere(
  order: SavingOrder,
  options: PaintingSaverOptions,
): Promise<Plan | null> {
  const { ui, t, files } = options;
  const { known, nearest } = options.origin(order.contentName);
  const picture = known ?? nearest;
  if (picture === null) {
    const message = t('Open a picture from a folder first, so that there is a place to save to.');
    throw new ExtensionError('not-found', message);
  }
  const settings = options.settingsFor(picture);
  const { name } = placeFor(picture, order, options, known !== null);
  const encoding = encodingOf(picture, settings);
  const suggestion = files.at(folderOf(picture), `${name}.${endingOf(encoding.mediaType)}`);
  const filters = { PNG: ['png'], JPEG: ['jpg', 'jpeg'], WebP: ['webp'] };
  const chosen = await ui.pickPlace(t('Save the painting'), filters, suggestion);
  if (chosen === null) return null;
  const mediaType = typeOfName(nameOf(chosen));
  if (mediaType === null) throw cannotEncode(chosen, t);
  return {
    action: order.action,
    encoding: { ...encoding, mediaType },
    write: async (result) => {
      checkEncoded(result, mediaType, chosen, t);
      const root = known && options.rootOf(known);
      const source = known && sourcePath(known, folderOf(chosen), root);
      await writeWhole(files, chosen, withRecipe(result, source, settings), { overwrite: true });
      await show(chosen, settings, options);
      return t('Saved as {0}.', nameOf(chosen));
    },
  };
}

async function planReplacing(
  order: SavingOrder,
  options: PaintingSaverOptions,
): Promise<Plan | null> {
  const { ui, t, files } = options;
  const { known } = options.origin(order.contentName);
  if (known === null) {
    const message = t(
      'Only a picture that was opened from a file can be replaced; save the painting instead.',
    );
    throw new ExtensionError('not-found', message);
  }
  const mediaType = typeOfName(nameOf(known));
  if (mediaType === null) throw cannotEncode(known, t);
  const agreed = await ui.confirm(
    t('Replace {0} with the painting?', nameOf(known)),
    t('The original goes to the trash, from where it can be brought back.'),
    t('Replace'),
  );
  if (!agreed) return null;
  const settings = options.settingsFor(known);
  return {
    action: order.action,
    encoding: { mediaType, quality: settings.quality },
    write: async (result) => {
      checkEncoded(result, mediaType, known, t);
      // What it was painted from is gone from its place.
      await replaceByTrash(files, known, withRecipe(result, null, settings));
      await show(known, settings, options);
      return t('{0} is replaced; the original is in the trash.', nameOf(known));
    },
  };
}

function encodingOf(picture: Uri, { format, quality }: OutputSettings): Encoding {
  const mediaType = format === 'original' ? (typeOfName(nameOf(picture)) ?? 'image/png') : format;
  return { mediaType, quality };
}

function checkEncoded(result: HostResult, wanted: PaintingType, place: Uri, t: Translate): void {
  if (typeOfBytes(result.bytes) !== wanted) throw cannotEncode(place, t);
}

function cannotEncode(place: Uri, t: Translate): ExtensionError {
  return new ExtensionError(
    'cannot-encode',
    t(
      'Paintings are written as .png, .jpg or .webp, but not as {0}; choose another name.',
      nameOf(place),
    ),
  );
}

async function show(
  file: Uri,
  { reveal, open }: OutputSettings,
  { ui }: PaintingSaverOptions,
): Promise<void> {
  if (reveal) await ui.reveal(file);
  if (open) await ui.open(file);
}
