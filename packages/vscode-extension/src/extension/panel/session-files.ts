import { fnv1a } from '@pastiche/panel/core';
import * as LIMITS from '@pastiche/panel/limits';
import type { Uri } from 'vscode';
import { codeOf, sentenceOf } from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';
import type { Log } from '../ports/log.js';
import type { Memento } from '../ports/memento.js';
import { writeWhole } from '../saving/write-painting.js';

const KEY = 'sessionFiles';
/** Panels whose painting comes back; each has some megabytes. */
const MOST = 6;
const LARGEST = LIMITS.SESSION_BYTES_KEPT;

/** The paintings of open panels, in files for after a reload. No method rejects. */
export interface SessionFiles {
  /** @param uri of the picture that is painted */
  read(uri: string): Promise<Uint8Array | null>;
  write(uri: string, session: Uint8Array): Promise<void>;
  remove(uri: string): Promise<void>;
}

export interface SessionFilesOptions {
  readonly files: Files;
  readonly log: Log;
  /** Remembers which files are there, the one that was written last first. */
  readonly memento: Memento;
  readonly folder: Uri;
}

/** Keeps the newest few; what is in the folder besides is from a window that crashed, and is removed. */
export function createSessionFiles(options: SessionFilesOptions): SessionFiles {
  const { files, memento, folder, log } = options;
  let turn: Promise<unknown> = Promise.resolve();
  let tidied = false;
  const drop = async (name: string) => {
    try {
      await files.remove(files.at(folder, name), { trash: false });
    } catch (error) {
      if (codeOf(error) !== 'not-found') throw error;
    }
  };
  const keepOnly = async (names: readonly string[]) => {
    await memento.set(KEY, names.slice(0, MOST));
    for (const name of names.slice(MOST)) await drop(name);
  };
  const tidy = async () => {
    if (tidied) return;
    tidied = true;
    const known = namesIn(memento);
    for (const name of await files.list(folder)) if (!known.includes(name)) await drop(name);
  };
  /** One after the other, so that a file is not removed while it is written. */
  const inTurn = <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    const mine = turn.then(tidy).then(work);
    const safe = mine.catch((error: unknown) => {
      log.warn(sentenceOf(error));
      return otherwise;
    });
    turn = safe;
    return safe;
  };
  const others = (name: string) => namesIn(memento).filter((one) => one !== name);
  return {
    read: (uri) =>
      inTurn(async () => {
        const name = fileNameOf(uri);
        const size = await files.sizeOf(files.at(folder, name));
        return size === null || size > LARGEST ? null : files.read(files.at(folder, name));
      }, null),
    write: (uri, session) =>
      inTurn(async () => {
        if (session.byteLength > LARGEST) return;
        const name = fileNameOf(uri);
        // Known before it is there: a crash between the two leaves nothing that nobody removes.
        await keepOnly([name, ...others(name)]);
        await files.makeFolder(folder);
        await writeWhole(files, files.at(folder, name), session, { overwrite: true });
      }, undefined),
    remove: (uri) =>
      inTurn(async () => {
        const name = fileNameOf(uri);
        await drop(name);
        await keepOnly(others(name));
      }, undefined),
  };
}

function namesIn(memento: Memento): string[] {
  const kept = memento.get(KEY);
  return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : [];
}

/** Addresses are no file names; FNV-1a from both ends makes one of 16 digits. */
function fileNameOf(uri: string): string {
  const points = Array.from(uri, (letter) => letter.codePointAt(0) ?? 0);
  const sums = [fnv1a(points), fnv1a(points.reverse())];
  return `${sums.map((sum) => sum.toString(16).padStart(8, '0')).join('')}.session`;
}
