import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Chances, clockJumps } from '../../runs/chances.js';
import type { FaultOf } from '../../runs/faults.js';
import type { Allowed } from '../../runs/observed.js';
import type { Places } from '../../runs/places.js';

/** A command line and what is done while it runs. */
export interface CommandTrouble {
  readonly args: readonly string[];
  readonly allowed: Allowed;
  /** The folder that the program starts in; the lane's own when left out. */
  readonly cwd?: string;
  /** Every other place that a painting could be saved in. */
  readonly otherPlaces?: string;
  /** For `chaos-preload.mjs`. */
  readonly chaos?: object;
  /** After so many ms. */
  readonly later?: { readonly afterMs: number; readonly act: () => void };
  readonly signal?: { readonly afterMs: number; readonly names: readonly NodeJS.Signals[] };
  /** A painting process of this one is killed. */
  readonly killsChildAfterMs?: number;
  /** Largest file that may be written, kilobytes. */
  readonly kilobytes?: number;
  /** Run as a user without rights. */
  readonly asNobody?: boolean;
}

type Fault = FaultOf<'command-line'>;

/** A painting takes about so long, start and all, ms. */
const USUAL_MS = 1300;

/** The documented exit codes; `1` also stands for a painting that was saved elsewhere. */
const DONE = [0];
const FAILED = [1];
const EITHER = [0, 1];

/** Prepares the places for a fault, and says what to run. */
export function commandTrouble(
  fault: Fault,
  places: Places,
  pictures: ReadonlyMap<string, Uint8Array>,
  chances: Chances,
): CommandTrouble {
  const make = MAKERS[fault];
  return make({ places, pictures, chances, at: chances.whole(0, USUAL_MS) });
}

interface Making {
  readonly places: Places;
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly chances: Chances;
  /** A random moment, ms. */
  readonly at: number;
}

const MAKERS: Record<Fault, (making: Making) => CommandTrouble> = {
  none: (making) => ({ args: paint(making, 'out/a.png'), allowed: { ends: DONE } }),
  'disk-full': (making) => {
    making.places.fill(4096 * making.chances.whole(0, 1));
    return {
      args: paint(making, 'disk/a.png'),
      allowed: { ends: EITHER, says: /no space left on the disk .* saved as/ },
    };
  },
  'disk-full-replacing': (making) => {
    const { places, pictures, chances } = making;
    const old = join(places.disk, 'a.png');
    places.put(old, pictureNamed(pictures, 'shore.png'), { mayBeReplaced: true });
    places.fill(4096 * chances.whole(0, 1));
    return {
      args: paint(making, 'disk/a.png', '--overwrite'),
      allowed: { ends: EITHER, says: /no space left on the disk .* saved as/ },
    };
  },
  'disk-full-checkpoint': (making) => {
    making.places.fill(4096 * making.chances.whole(0, 6));
    const more = ['--checkpoint=disk/a.checkpoint', '--checkpoint-interval=0.01'];
    return {
      args: paint(making, 'out/a.png', ...more, '--timelapse=disk/frames', '--timelapse-every=1'),
      allowed: { ends: EITHER, says: /no space left/ },
    };
  },
  'every-disk-full': (making) => {
    const { places } = making;
    places.fill(0);
    return {
      args: paint(making, join(places.disk, 'a.png')),
      allowed: { ends: FAILED, says: /no space left/ },
      cwd: places.disk,
      otherPlaces: places.disk,
    };
  },
  'file-too-large': (making) => ({
    args: paint(making, 'out/a.png'),
    allowed: { ends: EITHER, says: /larger than the file system allows/ },
    kilobytes: making.chances.whole(0, 2),
  }),
  killed: (making) => ({
    args: paint(making, 'out/a.png'),
    allowed: { ends: DONE, isKilled: true },
    signal: { afterMs: making.at, names: ['SIGKILL'] },
  }),
  'killed-while-writing': (making) => ({
    args: paint(making, 'out/a.png'),
    allowed: { ends: [], isKilled: true },
    chaos: { killsAtWrite: true },
  }),
  interrupted: (making) => ({
    args: paint(making, 'out/a.png'),
    // A signal that comes before the program listens ends it, and so does the second.
    allowed: { ends: [0, 130], isKilled: true },
    signal: { afterMs: making.at, names: making.chances.oneOf([['SIGINT'], ['SIGINT', 'SIGINT']]) },
  }),
  terminated: (making) => ({
    args: paint(making, 'out/a.png'),
    allowed: { ends: [0, 130], isKilled: true },
    signal: { afterMs: making.at, names: ['SIGTERM'] },
  }),
  'hung-up': (making) => ({
    args: paint(making, 'out/a.png'),
    allowed: { ends: [0, 130], isKilled: true },
    signal: { afterMs: making.at, names: ['SIGHUP'] },
  }),
  'child-killed': (making) => ({
    args: paintAll(making, '--jobs=2'),
    allowed: { ends: EITHER, says: /was killed/ },
    killsChildAfterMs: 700 + making.at,
  }),
  'thread-killed': (making) => ({
    args: paint(making, 'out/a.png', '--threads=2'),
    allowed: { ends: EITHER, says: /thread/ },
    chaos: { threadAfterMs: making.chances.whole(0, 300) },
  }),
  'clock-jumps': (making) => ({
    args: paintAll(making, '--checkpoint-interval=1'),
    allowed: { ends: DONE },
    chaos: { jumps: clockJumps(making.chances) },
  }),
  'place-read-only': (making) => ({
    args: paint(making, 'locked/a.png'),
    allowed: { ends: FAILED, says: /read-only/ },
  }),
  'picture-not-readable': (making) => ({
    args: paint(making, 'out/a.png'),
    allowed: { ends: FAILED, says: /may not be read/ },
    asNobody: true,
  }),
  'picture-changed': (making) => ({
    args: paint(making, 'out/a.png'),
    allowed: { ends: EITHER, says: /photo\.png/ },
    later: { afterMs: making.at, act: () => changePicture(making) },
  }),
  'style-removed': ({ places, ...making }) => ({
    args: paint({ places, ...making }, 'out/a.png'),
    allowed: { ends: EITHER, says: /night\.png cannot be found/ },
    later: { afterMs: making.at, act: () => places.take(join(places.originals, 'night.png')) },
  }),
  'name-taken': ({ places, ...making }) => ({
    args: paint({ places, ...making }, 'out/a.png'),
    allowed: { ends: EITHER, mayLeaveNothing: true, says: /exists already/ },
    later: {
      afterMs: making.at,
      act: () => {
        const name = join(places.out, 'a.png');
        // Whoever comes first has the name.
        if (!existsSync(name)) places.put(name, pictureNamed(making.pictures, 'shore.png'));
      },
    },
  }),
  'folder-removed': ({ places, ...making }) => ({
    args: paint({ places, ...making }, 'out/below/a.png'),
    allowed: { ends: EITHER, mayLeaveNothing: true },
    later: {
      afterMs: making.at,
      act: () => rmSync(places.out, { recursive: true, force: true }),
    },
  }),
};

const EFFORT = ['--network=vgg19-lite', '--size=24'];

function paint({ places, chances }: Making, output: string, ...more: string[]): string[] {
  const original = (name: string) => join(places.originals, name);
  return [
    ...['stylize', original('photo.png'), `--style=${original('night.png')}`, ...EFFORT],
    ...[`--output=${output}`, `--iterations=${chances.whole(2, 12)}`, ...more],
  ];
}

/** Every picture, into a folder. */
function paintAll({ places, chances }: Making, ...more: string[]): string[] {
  const style = `--style=${join(places.originals, 'night.png')}`;
  const effort = [...EFFORT, `--iterations=${chances.whole(2, 12)}`];
  return ['stylize', places.originals, style, ...effort, '--output=out/', ...more];
}

/** Another program writes the picture anew, or half of it, or removes it. */
function changePicture({ places, pictures, chances }: Making): void {
  const path = join(places.originals, 'photo.png');
  const other = pictureNamed(pictures, 'shore.png');
  const act = chances.oneOf(['replaced', 'cut', 'emptied', 'removed'] as const);
  const length = { replaced: other.length, cut: chances.whole(1, other.length - 1), emptied: 0 };
  if (act === 'removed') places.take(path);
  else places.put(path, other.subarray(0, length[act]));
}

function pictureNamed(pictures: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = pictures.get(name);
  if (bytes === undefined) throw new Error(`There is no picture ${name}.`);
  return bytes;
}
