import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isWholeCheckpoint,
  isWholePicture,
  openPlaces,
  type Places,
  tinyPictures,
} from './places.js';

let root: string;
let places: Places;
let pictures: ReadonlyMap<string, Uint8Array>;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'soak-places-'));
  mkdirSync(join(root, 'disk'));
  mkdirSync(join(root, 'locked'));
  pictures = await tinyPictures();
  places = openPlaces(root, pictures);
  places.renew();
});
afterEach(() => rmSync(root, { recursive: true }));

const photo = () => pictures.get('photo.png') ?? new Uint8Array();

describe('the places of a lane', () => {
  it('see an original that was changed, cut or removed by somebody else', () => {
    expect(places.touched()).toEqual([]);
    writeFileSync(join(places.originals, 'photo.png'), 'other');
    truncateSync(join(places.originals, 'shore.png'), 10);
    rmSync(join(places.originals, 'night.png'));
    expect(places.touched()).toEqual(['in/photo.png', 'in/shore.png', 'in/night.png']);
    places.renew();
    expect(places.touched()).toEqual([]);
  });

  it('do not blame a run for what the lane itself changes', () => {
    places.put(join(places.originals, 'photo.png'), new Uint8Array(3));
    places.take(join(places.originals, 'night.png'));
    expect(places.touched()).toEqual([]);
  });

  it('tell whole, half-written and temporary files from each other, wherever they lie', async () => {
    mkdirSync(join(places.out, 'below'));
    writeFileSync(join(places.out, 'below', 'whole.png'), photo());
    writeFileSync(join(places.disk, 'half.png'), photo().subarray(0, photo().length / 2));
    writeFileSync(join(places.home, 'empty.png'), '');
    writeFileSync(join(places.temporary, '.pastiche-1.tmp'), photo());
    writeFileSync(join(places.originals, '.photo.png.1x.part'), photo());
    places.put(join(places.out, 'mine.txt'), new Uint8Array(1));
    const seen = await places.seen();
    expect(Object.fromEntries(seen.map(({ path, state }) => [path, state]))).toEqual({
      'out/below/whole.png': 'whole',
      'disk/half.png': 'broken',
      'home/empty.png': 'broken',
      'temporary/.pastiche-1.tmp': 'temporary',
      'in/.photo.png.1x.part': 'temporary',
    });
  });

  it('look at a file that may be replaced, as at a new one', async () => {
    const old = join(places.disk, 'a.png');
    places.put(old, photo(), { mayBeReplaced: true });
    expect(await places.seen()).toEqual([{ path: 'disk/a.png', state: 'whole' }]);
    writeFileSync(old, photo().subarray(0, 20));
    expect(await places.seen()).toEqual([{ path: 'disk/a.png', state: 'broken' }]);
    expect(places.touched()).toEqual([]);
  });
});

describe('a whole file', () => {
  it('is one that can be read to its end', async () => {
    expect(await isWholePicture(photo())).toBe(true);
    expect(await isWholePicture(photo().subarray(0, -20))).toBe(false);
    expect(await isWholePicture(new Uint8Array())).toBe(false);
    expect(await isWholeCheckpoint(photo())).toBe(false);
  });
});
