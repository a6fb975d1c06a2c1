import type { HostResult } from '@pastiche/panel/host';
import type { Uri } from 'vscode';
import { endingOf, typeOfBytes } from '../pictures/picture-kinds.js';
import { folderOf, stemOf } from '../pictures/place-names.js';
import type { Files } from '../ports/files.js';
import { outputFolder } from './output-folder.js';
import { numberedNames, outputName } from './output-name.js';
import type { OutputSettings } from './output-settings.js';
import { sourcePath } from './source-path.js';
import { withRecipe } from './with-recipe.js';
import { writeBeside } from './write-painting.js';

/** A painting as its file came from a webview. */
export interface EncodedResult
  extends Pick<HostResult, 'width' | 'height' | 'suggestedName' | 'recipe'> {
  readonly bytes: Uint8Array;
}

/** What saving needs of its surroundings. */
export interface SavingServices {
  readonly files: Files;
  /** `pastiche.output.*` as they hold for a picture. */
  settingsFor(picture: Uri): OutputSettings;
  /** The workspace folder that a picture lies in. */
  rootOf(picture: Uri): Uri | null;
  readonly now: () => Date;
}

export interface SaveBesideOptions {
  /** As of {@link placeFor}; else `true`. */
  readonly known?: boolean;
  /** Whether it remembers what made it whatever the settings say; else `false`. */
  readonly keepsRecipe?: boolean;
}

/**
 * The folder where `picture`'s painting would go.
 *
 * @throws ExtensionError `outside-folder`
 */
export function folderFor(picture: Uri, services: Omit<SavingServices, 'now'>): Uri {
  const { files } = services;
  const { folder: setting } = services.settingsFor(picture);
  return outputFolder({ picture, setting, root: services.rootOf(picture), files });
}

/**
 * The place where `picture`'s painting would go, and its name without an ending. `known` tells
 * whether `picture` is what was painted, or only what lies nearest to it.
 *
 * @throws ExtensionError `outside-folder`
 */
export function placeFor(
  picture: Uri,
  painting: Omit<EncodedResult, 'bytes' | 'recipe'>,
  services: SavingServices,
  known = true,
): { readonly folder: Uri; readonly name: string } {
  const { fileName } = services.settingsFor(picture);
  const [content, style = 'painting'] = painting.suggestedName.split('.');
  const name = outputName(fileName, {
    name: known ? stemOf(picture) : content,
    preset: style,
    width: painting.width,
    height: painting.height,
    date: services.now(),
  });
  return { folder: known ? folderFor(picture, services) : folderOf(picture), name };
}

/**
 * Saves a painting beside its picture, or where the settings say, under the next free name; its
 * ending is that of what the bytes are. The file remembers what made it, and of which picture,
 * unless the settings say otherwise, which `keepsRecipe` overrules.
 *
 * @returns where it is
 * @throws ExtensionError
 */
export async function saveBeside(
  picture: Uri,
  painting: EncodedResult,
  services: SavingServices,
  { known = true, keepsRecipe = false }: SaveBesideOptions = {},
): Promise<Uri> {
  const { folder, name } = placeFor(picture, painting, services, known);
  const names = numberedNames(name, endingOf(typeOfBytes(painting.bytes)));
  const source = known ? sourcePath(picture, folder, services.rootOf(picture)) : null;
  const recipe = keepsRecipe || services.settingsFor(picture).recipe;
  const file = withRecipe(painting, source, { recipe });
  return writeBeside(services.files, folder, names, file);
}
