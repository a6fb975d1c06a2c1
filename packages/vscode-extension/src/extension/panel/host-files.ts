import { type Say, sentence } from '@pastiche/panel/core';
import type { HostPicture } from '@pastiche/panel/host';
import type { Uri } from 'vscode';
import { PICTURE_ENDINGS } from '../pictures/picture-kinds.js';
import { nameOf } from '../pictures/place-names.js';
import { readPicture } from '../pictures/read-picture.js';
import type { Files } from '../ports/files.js';
import type { Ui } from '../ports/ui.js';

export interface PickServices {
  readonly files: Files;
  readonly ui: Ui;
  readonly say: Say;
}

/** Lets the person choose a picture's file. @returns `null` when they changed their mind */
export function pickPicture({ ui, say }: PickServices, near: Uri | null): Promise<Uri | null> {
  return ui.pickFile(
    say(sentence`Choose a picture`),
    { [say(sentence`Pictures`)]: PICTURE_ENDINGS },
    near,
  );
}

/** Lets the person choose a style: a picture, or a preset file. */
export async function pickStyle(
  services: PickServices,
  near: Uri | null,
): Promise<HostPicture | null> {
  const { ui, say, files } = services;
  const filters = { [say(sentence`Pictures and presets`)]: [...PICTURE_ENDINGS, 'json'] };
  const file = await ui.pickFile(say(sentence`Choose a style`), filters, near);
  if (file === null) return null;
  if (!file.path.endsWith('.json')) return readPicture(file, services);
  return { name: nameOf(file), bytes: await files.read(file) };
}
