import { sentence } from '@pastiche/panel/core';
import type { Uri } from 'vscode';
import { folderOf, isWithin, moved, nameOf, stemOf } from '../pictures/place-names.js';
import { codeOf, ExtensionError } from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';
import type { Memento } from '../ports/memento.js';
import { numberedNames } from './output-name.js';
import { replaceFile, writeBeside, writeWhole } from './write-painting.js';

const KEY = 'lastReplacement';

export interface ReplacementsOptions {
  readonly files: Files;
  readonly memento: Memento;
  /** Where an original is kept that went to the trash: nothing comes back from there by itself. */
  readonly folder: Uri;
  parseUri(text: string): Uri | null;
}

/** Files in whose place a painting was put; the last one can be undone, also in another window. */
export interface Replacements {
  /** The name under which an original would be kept beside; `null`: it would go to the trash. */
  backupOf(picture: Uri): Promise<string | null>;
  /**
   * @param paintingName without ending; under it the painting is kept should this be undone
   * @returns where the original is kept; `null`: in the trash
   * @throws ExtensionError, and nothing is lost
   */
  replace(picture: Uri, painting: Uint8Array, paintingName: string): Promise<Uri | null>;
  /** Something was moved: the last picture that was replaced, its original, or what they lie in. */
  follow(from: Uri, to: Uri): void;
  /**
   * Puts the last original back in its place, and what was there beside it.
   *
   * @returns both; `null`: there is nothing to undo
   * @throws ExtensionError `not-found`: the original is gone
   */
  undo(): Promise<{ readonly original: Uri; readonly painting: Uri | null } | null>;
}

interface Replacement {
  readonly picture: Uri;
  /** Where the original is. */
  readonly original: Uri;
  readonly paintingName: string;
}

export function createReplacements(options: ReplacementsOptions): Replacements {
  const { files, memento, folder } = options;
  const keep = (replacement: Replacement | null) =>
    memento.set(
      KEY,
      replacement
        ? { ...replacement, picture: `${replacement.picture}`, original: `${replacement.original}` }
        : undefined,
    );
  const discard = async (copy: Uri | null) => {
    if (copy === null || !isWithin(copy, folder)) return;
    await files.remove(copy, { trash: false }).catch(() => {});
  };
  return {
    backupOf: async (picture) => {
      if (files.hasTrash(picture)) return null;
      for (const name of backupNames(picture)) {
        if ((await files.sizeOf(files.at(folderOf(picture), name))) === null) return name;
      }
      return null;
    },
    replace: async (picture, painting, paintingName) => {
      const before = last(options);
      const copy = files.hasTrash(picture) ? await copied(picture, options) : null;
      let kept: Uri | null;
      try {
        kept = await replaceFile(files, picture, painting, backupNames(picture));
      } catch (error) {
        await discard(copy);
        throw error;
      }
      const original = kept ?? copy;
      if (kept !== null) await discard(copy);
      await keep(original && { picture, original, paintingName });
      await discard(before?.original ?? null);
      return kept;
    },
    follow: (from, to) => {
      const before = last(options);
      if (before === null) return;
      const [picture, original] = [before.picture, before.original].map((at) =>
        moved(at, from, to),
      );
      void keep({ ...before, picture, original });
    },
    undo: async () => {
      const replacement = last(options);
      if (replacement === null) return null;
      const undone = await restored(replacement, files);
      await keep(null);
      await discard(replacement.original);
      return undone;
    },
  };
}

function backupNames(picture: Uri): Iterable<string> {
  return numberedNames(`${stemOf(picture)}.original`, endingIn(picture));
}

function endingIn(picture: Uri): string {
  const name = nameOf(picture);
  return name.slice(name.lastIndexOf('.') + 1);
}

async function copied(picture: Uri, { files, folder }: ReplacementsOptions): Promise<Uri> {
  const names = numberedNames('original', endingIn(picture));
  return writeBeside(files, folder, names, await files.read(picture));
}

function last({ memento, parseUri }: ReplacementsOptions): Replacement | null {
  const kept = memento.get(KEY) as Partial<Record<keyof Replacement, unknown>> | null | undefined;
  const place = (value: unknown) => (typeof value === 'string' ? parseUri(value) : null);
  const [picture, original] = [place(kept?.picture), place(kept?.original)];
  if (picture === null || original === null) return null;
  return { picture, original, paintingName: String(kept?.paintingName) };
}

async function restored(
  { picture, original, paintingName }: Replacement,
  files: Files,
): ReturnType<Replacements['undo']> {
  if ((await files.sizeOf(original)) === null) {
    throw new ExtensionError(
      'not-found',
      sentence`The original of ${nameOf(picture)} is no longer kept; look for it in the trash.`,
    );
  }
  const bytes = await files.read(original);
  const painting = await setBeside(picture, paintingName, files);
  await writeWhole(files, picture, bytes, { overwrite: true });
  if (folderOf(original).toString() === folderOf(picture).toString()) {
    await files.remove(original, { trash: false });
  }
  return { original: picture, painting };
}

/** What is in the original's place now, whatever has become of it, under a free name. */
async function setBeside(picture: Uri, name: string, files: Files): Promise<Uri | null> {
  try {
    const bytes = await files.read(picture);
    const names = numberedNames(name, endingIn(picture));
    return await writeBeside(files, folderOf(picture), names, bytes);
  } catch (error) {
    if (codeOf(error) === 'not-found') return null;
    throw error;
  }
}
