import { sentence } from '@pastiche/panel/core';
import type { Uri } from 'vscode';
import { folderOf, nameOf } from '../pictures/place-names.js';
import { codeOf, ExtensionError } from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';

/**
 * Writes a file whole or not at all: under another name first, which is gone afterwards, whatever
 * happens.
 *
 * @param overwrite whether what is there may be replaced; otherwise `ExtensionError` `exists`
 */
export async function writeWhole(
  files: Files,
  target: Uri,
  bytes: Uint8Array,
  { overwrite }: { readonly overwrite: boolean },
): Promise<void> {
  const part = await writePart(files, target, bytes);
  await settle(files, part, target, overwrite);
}

/**
 * Writes a file under the first of the names that is free; never over another one, not even one
 * that appears meanwhile.
 *
 * @returns where it is
 * @throws ExtensionError
 */
export async function writeBeside(
  files: Files,
  folder: Uri,
  names: Iterable<string>,
  bytes: Uint8Array,
): Promise<Uri> {
  await files.makeFolder(folder);
  for (const name of names) {
    const target = files.at(folder, name);
    if ((await files.sizeOf(target)) !== null) continue;
    try {
      await writeWhole(files, target, bytes, { overwrite: false });
      return target;
    } catch (error) {
      if (codeOf(error) !== 'exists') throw error;
    }
  }
  throw noNameFree();
}

/**
 * Finds out whether a file can be written, where there is no other way than to write one.
 *
 * @throws ExtensionError as {@link writeBeside}
 */
export async function tryPlace(files: Files, folder: Uri, name: string): Promise<void> {
  await files.makeFolder(folder);
  await discard(files, await writePart(files, files.at(folder, name), new Uint8Array()));
}

/**
 * Puts a painting in the place of a file, which goes to the trash. Where there is none, or it does not take
 * the file, that is kept under the first of `names` that is free.
 *
 * @returns where it is kept; `null`: in the trash
 * @throws ExtensionError, and nothing is lost
 */
export async function replaceFile(
  files: Files,
  target: Uri,
  bytes: Uint8Array,
  names: Iterable<string>,
): Promise<Uri | null> {
  const part = await writePart(files, target, bytes);
  let kept: Uri | null = null;
  try {
    if (!(await wentToTrash(files, target))) kept = await setAside(files, target, names);
  } catch (error) {
    await discard(files, part);
    throw error;
  }
  try {
    await settle(files, part, target, false);
  } catch (error) {
    if (kept !== null) await files.rename(kept, target, { overwrite: false });
    throw error;
  }
  return kept;
}

async function wentToTrash(files: Files, target: Uri): Promise<boolean> {
  if (!files.hasTrash(target)) return false;
  try {
    await files.remove(target, { trash: true });
    return true;
  } catch (error) {
    if (codeOf(error) === 'not-found') throw error;
    return false;
  }
}

/** Gives a file another name in its folder. @throws ExtensionError */
async function setAside(files: Files, file: Uri, names: Iterable<string>): Promise<Uri> {
  for (const name of names) {
    const place = files.at(folderOf(file), name);
    try {
      await files.rename(file, place, { overwrite: false });
      return place;
    } catch (error) {
      if (codeOf(error) !== 'exists') throw error;
    }
  }
  throw noNameFree();
}

async function writePart(files: Files, target: Uri, bytes: Uint8Array): Promise<Uri> {
  const chance = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
  const part = files.at(folderOf(target), `.${nameOf(target)}.${chance}.part`);
  try {
    await files.write(part, bytes);
  } catch (error) {
    await discard(files, part);
    throw error;
  }
  return part;
}

async function settle(files: Files, part: Uri, target: Uri, overwrite: boolean): Promise<void> {
  try {
    await files.rename(part, target, { overwrite });
  } catch (error) {
    await discard(files, part);
    throw error;
  }
}

/** A part that was never written is as good as one that is gone. */
async function discard(files: Files, part: Uri): Promise<void> {
  await files.remove(part, { trash: false }).catch(() => {});
}

function noNameFree(): ExtensionError {
  return new ExtensionError('exists', sentence`No name is free in this folder; tidy it up.`);
}
