import type { Uri } from 'vscode';
import { codeOf } from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';
import { writeWhole } from '../saving/write-painting.js';
import { entriesIn, type FigmaAnswer } from './figma-answer.js';

/** An answer and when Figma gave it, ms since 1970. */
export interface KeptAnswer extends FigmaAnswer {
  readonly at: number;
}

export interface FigmaAnswersOptions {
  readonly files: Files;
  /** The folder of the answers. */
  readonly folder: Uri;
}

/** The last answer about each file: a request is precious where a plan has six a month. */
export interface FigmaAnswers {
  /** @returns `null`: none is kept, or it cannot be read any more */
  find(host: string, key: string): Promise<KeptAnswer | null>;
  keep(host: string, key: string, answer: KeptAnswer): Promise<void>;
  removeAll(): Promise<void>;
}

const VERSION = 1;

/** Kept answers, a file each. */
export function createFigmaAnswers({ files, folder }: FigmaAnswersOptions): FigmaAnswers {
  // Keys are letters, digits, - and _; a file system may not tell their cases apart.
  const fileOf = (key: string) =>
    files.at(folder, `${key.replace(/[A-Z]/g, (letter) => `${letter.toLowerCase()}=`)}.json`);
  return {
    find: async (host, key) => {
      try {
        return parseKept(new TextDecoder().decode(await files.read(fileOf(key))), host, key);
      } catch {
        return null;
      }
    },
    keep: async (host, key, answer) => {
      const text = JSON.stringify({ version: VERSION, host, key, ...answer });
      await files.makeFolder(folder);
      await writeWhole(files, fileOf(key), new TextEncoder().encode(text), { overwrite: true });
    },
    removeAll: async () => {
      try {
        await files.remove(folder, { trash: false });
      } catch (error) {
        if (codeOf(error) !== 'not-found') throw error;
      }
    },
  };
}

function parseKept(text: string, host: string, key: string): KeptAnswer | null {
  const kept: unknown = JSON.parse(text);
  if (typeof kept !== 'object' || kept === null) return null;
  const { version, at, fileName, entries, ...of } = kept as Readonly<Record<string, unknown>>;
  if (version !== VERSION || of.host !== host || of.key !== key) return null;
  if (typeof at !== 'number' || typeof fileName !== 'string') return null;
  return { at, fileName, entries: entriesIn(entries) };
}
