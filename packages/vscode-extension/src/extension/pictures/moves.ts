import type { Uri } from 'vscode';
import type { Files } from '../ports/files.js';
import type { Memento } from '../ports/memento.js';
import { moved } from './place-names.js';

const KEY = 'moves';
/** Older ones are forgotten. */
const MOST = 100;

/** What was renamed or moved in this workspace, files and folders, also before this session. */
export interface Moves {
  /** Something was moved. */
  follow(from: Uri, to: Uri): void;
  /** Where a file is that lay at a place: there still, or where it was moved. @returns `null`: neither */
  find(place: Uri): Promise<Uri | null>;
  /** Where a file lay before, the place before the last move first. */
  before(file: Uri): readonly Uri[];
}

export interface MovesOptions {
  readonly files: Pick<Files, 'sizeOf'>;
  readonly memento: Memento;
  parseUri(text: string): Uri | null;
}

export function createMoves({ files, memento, parseUri }: MovesOptions): Moves {
  // One after the other, each as two addresses.
  const texts = (): unknown[] => {
    const kept = memento.get(KEY);
    return Array.isArray(kept) ? kept : [];
  };
  const list = () => {
    const places = texts().map((text) => parseUri(String(text)));
    return places.flatMap((from, index) => {
      const to = index % 2 === 0 ? places[index + 1] : null;
      return from && to ? [{ from, to }] : [];
    });
  };
  const isThere = async (place: Uri) => (await files.sizeOf(place).catch(() => null)) !== null;
  return {
    follow: (from, to) => void memento.set(KEY, [...texts(), `${from}`, `${to}`].slice(-2 * MOST)),
    find: async (place) => {
      if (await isThere(place)) return place;
      const now = list().reduce((at, { from, to }) => moved(at, from, to), place);
      return now !== place && (await isThere(now)) ? now : null;
    },
    before: (file) => {
      let at = file;
      return list()
        .reverse()
        .flatMap(({ from, to }) => {
          const earlier = moved(at, to, from);
          if (earlier === at) return [];
          at = earlier;
          return at;
        });
    },
  };
}
