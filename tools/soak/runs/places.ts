import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { checkpointParameters } from '@pastiche/core';
import { blobsPicture } from '@pastiche/test-fixtures';
import sharp from 'sharp';
import type { FileSeen } from './observed.js';

/** Where a lane paints, and what it put there. */
export interface Places {
  readonly root: string;
  /** Pictures that are painted; nobody but the lane may change them. */
  readonly originals: string;
  readonly out: string;
  /** A small file system of its own. */
  readonly disk: string;
  /** A file system that takes nothing. */
  readonly locked: string;
  readonly home: string;
  readonly temporary: string;
  /** Empties all places and writes the originals anew. */
  renew(): void;
  /** Writes a file that is the lane's own: it must stay as it is, unless `mayBeReplaced`. */
  put(path: string, bytes: Uint8Array, options?: { readonly mayBeReplaced: boolean }): void;
  /** Removes one of the lane's own files. */
  take(path: string): void;
  /** Leaves so many bytes of the small file system free. */
  fill(free: number): void;
  /** The lane's own files that are no longer as they were, by name. */
  touched(): string[];
  /** All other files in all places. */
  seen(): Promise<FileSeen[]>;
}

/** By their names in a lane's folder. */
export const DISK = 'disk';
export const LOCKED = 'locked';

/** Tiny pictures by name, as PNG. */
export async function tinyPictures(): Promise<ReadonlyMap<string, Uint8Array>> {
  const make = async (width: number, height: number, seed: number) => {
    const { data } = blobsPicture(width, height, seed);
    return sharp(data, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer();
  };
  return new Map([
    ['photo.png', await make(40, 30, 1)],
    ['shore.png', await make(30, 40, 2)],
    ['night.png', await make(36, 36, 3)],
  ]);
}

/**
 * @param root absolute; in it `disk` and `locked` are mounted, or are folders like others
 */
export function openPlaces(root: string, pictures: ReadonlyMap<string, Uint8Array>): Places {
  const at = (name: string) => join(root, name);
  const own = new Map<string, { readonly digest: string; readonly mayBeReplaced: boolean }>();
  const places = {
    root,
    originals: at('in'),
    out: at('out'),
    disk: at(DISK),
    locked: at(LOCKED),
    home: at('home'),
    temporary: at('temporary'),
  };
  const put: Places['put'] = (path, bytes, { mayBeReplaced } = { mayBeReplaced: false }) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    own.set(path, { digest: digestOf(bytes), mayBeReplaced });
  };
  return {
    ...places,
    put,
    take: (path) => {
      own.delete(path);
      rmSync(path, { force: true });
    },
    renew: () => {
      own.clear();
      for (const name of readdirSync(root)) empty(at(name));
      for (const { originals, out, home, temporary } of [places]) {
        for (const folder of [originals, out, home, temporary])
          mkdirSync(folder, { recursive: true });
      }
      for (const [name, bytes] of pictures) put(join(places.originals, name), bytes);
    },
    fill: (free) => {
      const { bavail, bsize } = statfsSync(places.disk);
      const filler = join(places.disk, 'filler.bin');
      put(filler, new Uint8Array(Math.max(0, bavail * bsize - free)));
    },
    touched: () =>
      [...own].flatMap(([path, { digest, mayBeReplaced }]) =>
        mayBeReplaced || (existsSync(path) && digestOf(readFileSync(path)) === digest)
          ? []
          : [relative(root, path)],
      ),
    seen: async () => {
      const files = filesBelow(root).filter(
        (path) => !path.startsWith(places.locked) && (own.get(path)?.mayBeReplaced ?? true),
      );
      return Promise.all(files.map((path) => seenFile(root, path)));
    },
  };
}

/** File systems can be emptied only. */
function empty(folder: string): void {
  const name = basename(folder);
  if (name === LOCKED || name.endsWith('.mount')) return;
  if (name !== DISK) {
    rmSync(folder, { recursive: true, force: true });
    return;
  }
  for (const entry of readdirSync(folder)) {
    rmSync(join(folder, entry), { recursive: true, force: true });
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.mount'))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function seenFile(root: string, path: string): Promise<FileSeen> {
  const seen = { path: relative(root, path) };
  if (/\.(tmp|part)$/.test(path)) return { ...seen, state: 'temporary' };
  const isWhole = path.endsWith('.checkpoint') ? isWholeCheckpoint : isWholePicture;
  return { ...seen, state: (await isWhole(readFileSync(path))) ? 'whole' : 'broken' };
}

/** Whether all of a picture can be decoded. */
export async function isWholePicture(bytes: Uint8Array): Promise<boolean> {
  try {
    await sharp(bytes, { failOn: 'truncated' }).raw().toBuffer();
    return true;
  } catch {
    return false;
  }
}

/** Whether the state of a run can be gone on from. */
export async function isWholeCheckpoint(bytes: Uint8Array): Promise<boolean> {
  try {
    await checkpointParameters(bytes);
    return true;
  } catch {
    return false;
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
