import { sentence } from '@pastiche/panel/core';
import type { Uri } from 'vscode';
import { folderOf, meantName, nameOf } from '../pictures/place-names.js';
import { codeOf, ExtensionError } from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';

/** Nobody writes a part for so long, ms. */
const LEFT_MS = 3_600_000;

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
  return underFreeName(files, folder, names, async (target) => {
    if ((await files.sizeOf(target)) !== null) throw new ExtensionError('exists', '');
    await writeWhole(files, target, bytes, { overwrite: false });
  });
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
  const keep = async () => {
    if (await wentToTrash(files, target)) return null;
    return underFreeName(files, folderOf(target), names, (place) =>
      files.rename(target, place, { overwrite: false }),
    );
  };
  const kept = await orDiscard(files, part, keep());
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

/** Uses the first name that is not taken, which `use` tells by failing with `exists`. @throws ExtensionError */
async function underFreeName(
  files: Files,
  folder: Uri,
  names: Iterable<string>,
  use: (place: Uri) => Promise<void>,
): Promise<Uri> {
  for (const name of names) {
    const place = files.at(folder, name);
    try {
      await use(place);
      return place;
    } catch (error) {
      if (codeOf(error) !== 'exists') throw error;
    }
  }
  throw new ExtensionError('exists', sentence`No name is free in this folder; tidy it up.`);
}

async function writePart(files: Files, target: Uri, bytes: Uint8Array): Promise<Uri> {
  await removeLeft(files, target).catch(() => {});
  const chance = crypto.randomUUID().slice(0, 8);
  const part = files.at(folderOf(target), `.${nameOf(target)}.${chance}.part`);
  await orDiscard(files, part, files.write(part, bytes));
  return part;
}

/** Removes parts of a file that windows left which were ended while they wrote; others may still be written. */
async function removeLeft(files: Files, target: Uri): Promise<void> {
  const folder = folderOf(target);
  for (const name of await files.list(folder)) {
    const part = files.at(folder, name);
    if (name === nameOf(target) || meantName(part) !== nameOf(target)) continue;
    const modified = (await files.stateOf(part))?.modified;
    if (modified && Date.now() - modified > LEFT_MS) await discard(files, part);
  }
}

function settle(files: Files, part: Uri, target: Uri, overwrite: boolean): Promise<void> {
  return orDiscard(files, part, files.rename(part, target, { overwrite }));
}

/** A part is of no use when what was to be done with it, or before, failed. */
function orDiscard<T>(files: Files, part: Uri, work: Promise<T>): Promise<T> {
  return work.catch(async (error) => {
    await discard(files, part);
    throw error;
  });
}

/** A part that was never written is as good as one that is gone. */
async function discard(files: Files, part: Uri): Promise<void> {
  await files.remove(part, { trash: false }).catch(() => {});
}
