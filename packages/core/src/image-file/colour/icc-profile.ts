import * as LIMITS from '../../base/limits.js';
import { viewOf } from '../../base/view-of.js';
import type { ColourSpace, Curve, RgbSpace } from './colour-space.js';
import { readIccCurve } from './icc-curve.js';
import { type ConnectionSpace, readIccTable } from './icc-table.js';
import { type Matrix, type Triple, transposed } from './matrix.js';

const HEAD_BYTES = 132;
const TAG_BYTES = 12;
const MOST_TAGS = LIMITS.PROFILE_TAGS;

/** The tags of a profile by their four letters. */
type Tags = ReadonlyMap<string, DataView>;

/**
 * Reads an ICC profile (versions 2 and 4): grey by a curve, RGB by curves and primaries, RGB and CMYK by a table,
 * which comes first where there is one, for the perceptual intent.
 *
 * @returns `null` when it is damaged or of another kind; then a picture counts as sRGB, as in browsers
 */
export function readIccProfile(bytes: Uint8Array): ColourSpace | null {
  if (bytes.length < HEAD_BYTES) return null;
  const view = viewOf(bytes);
  const connection = CONNECTIONS.get(lettersAt(view, 20));
  const isProfile = lettersAt(view, 36) === 'acsp' && view.getUint8(8) <= 4;
  if (!isProfile || connection === undefined) return null;
  const tags = tagsOf(view);
  if (tags === null) return null;
  const space = lettersAt(view, 16);
  if (space === 'GRAY') return greyOf(tags);
  if (space === 'CMYK') return tableOf(tags, 4, connection);
  if (space !== 'RGB ') return null;
  return tags.has('A2B0') ? tableOf(tags, 3, connection) : rgbOf(tags);
}

const CONNECTIONS: ReadonlyMap<string, ConnectionSpace> = new Map([
  ['Lab ', 'lab'],
  ['XYZ ', 'xyz'],
]);

function tagsOf(view: DataView): Tags | null {
  const count = view.getUint32(128);
  const size = Math.min(view.byteLength, view.getUint32(0));
  if (count > MOST_TAGS || HEAD_BYTES + count * TAG_BYTES > size) return null;
  const tags = new Map<string, DataView>();
  for (let at = HEAD_BYTES; at < HEAD_BYTES + count * TAG_BYTES; at += TAG_BYTES) {
    const start = view.getUint32(at + 4);
    const length = view.getUint32(at + 8);
    if (start + length > size) return null;
    tags.set(lettersAt(view, at), new DataView(view.buffer, view.byteOffset + start, length));
  }
  return tags;
}

function greyOf(tags: Tags): ColourSpace | null {
  const curve = curveOf(tags, 'kTRC');
  return curve === null ? null : { kind: 'grey', curve };
}

function rgbOf(tags: Tags): RgbSpace | null {
  const [red, green, blue] = ['rTRC', 'gTRC', 'bTRC'].map((name) => curveOf(tags, name));
  const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map((name) => xyzOf(tags, name));
  const [x, y, z] = columns;
  if (red === null || green === null || blue === null) return null;
  if (x === null || y === null || z === null) return null;
  const toXyz: Matrix = transposed([x, y, z]);
  return { kind: 'rgb', curves: [red, green, blue], toXyz };
}

function tableOf(tags: Tags, channels: 3 | 4, connection: ConnectionSpace): ColourSpace | null {
  const tag = tags.get('A2B0');
  return tag === undefined ? null : readIccTable(tag, channels, connection);
}

function curveOf(tags: Tags, name: string): Curve | null {
  const tag = tags.get(name);
  return tag === undefined ? null : (readIccCurve(tag)?.curve ?? null);
}

function xyzOf(tags: Tags, name: string): Triple | null {
  const tag = tags.get(name);
  if (tag === undefined || tag.byteLength < 20) return null;
  return [tag.getInt32(8) / 65536, tag.getInt32(12) / 65536, tag.getInt32(16) / 65536];
}

function lettersAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}
