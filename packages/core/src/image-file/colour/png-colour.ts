import { crc32 } from '../../base/crc32.js';
import { damagedPicture } from '../bytes/damaged-picture.js';
import { pngChunks } from '../bytes/png-chunks.js';
import { spaceOfCodePoints } from './code-points.js';
import type { ColourSpace, Curve } from './colour-space.js';
import { type Primaries, SRGB_TO_XYZ, xyzOfPrimaries } from './primaries.js';

/** What a PNG says of its colours. */
export type PngColour =
  | { readonly kind: 'srgb' }
  | { readonly kind: 'space'; readonly space: ColourSpace }
  /** A profile packed by Deflate, and what counts where it is no good. */
  | { readonly kind: 'profile'; readonly packed: Uint8Array; readonly otherwise: PngColour };

/** A chunk of another length says nothing. */
const LENGTHS: ReadonlyMap<string, number> = new Map([
  ['cICP', 4],
  ['sRGB', 1],
  ['gAMA', 4],
  ['cHRM', 32],
]);

const SRGB: PngColour = { kind: 'srgb' };

/** So far from 1/2.2 a gAMA alone still means sRGB, as for libpng and browsers. */
const NEUTRAL = 0.05;

/**
 * Reads which colours a PNG has, by the rules of PNG's third edition (section 4.3) as Chromium follows them: cICP,
 * else iCCP, else sRGB, else gAMA with cHRM. cHRM alone says nothing, nor does gAMA near 1/2.2.
 *
 * @throws StyleTransferError `invalid-image` for a cICP that is not of RGB
 */
export function readPngColour(bytes: Uint8Array): PngColour {
  const chunks = chunksBeforeData(bytes);
  const coded = codePointsIn(chunks.get('cICP'));
  if (coded !== null) return coded;
  const otherwise = withoutProfile(chunks);
  const packed = packedProfile(chunks.get('iCCP'));
  return packed === null ? otherwise : { kind: 'profile', packed, otherwise };
}

function withoutProfile(chunks: ReadonlyMap<string, DataView>): PngColour {
  const intent = chunks.get('sRGB');
  if (intent !== undefined && intent.getUint8(0) <= 3) return SRGB;
  const gamma = chunks.get('gAMA');
  if (gamma === undefined || gamma.getUint32(0) === 0) return SRGB;
  const exponent = 100_000 / gamma.getUint32(0);
  const points = chunks.get('cHRM');
  if (points === undefined && Math.abs(2.2 / exponent - 1) < NEUTRAL) return SRGB;
  const toXyz = points === undefined ? SRGB_TO_XYZ : xyzOfPrimaries(primariesIn(points));
  if (toXyz === null) return SRGB;
  const curve: Curve = (value) => value ** exponent;
  return { kind: 'space', space: { kind: 'rgb', curves: [curve, curve, curve], toXyz } };
}

function primariesIn(points: DataView): Primaries {
  const at = (place: number) =>
    [points.getUint32(place) / 100_000, points.getUint32(place + 4) / 100_000] as const;
  return { white: at(0), red: at(8), green: at(16), blue: at(24) };
}

/** `null` where there is none, or none that means anything here. */
function codePointsIn(chunk: DataView | undefined): PngColour | null {
  if (chunk === undefined) return null;
  const [primaries, transfer, matrix, range] = [0, 1, 2, 3].map((at) => chunk.getUint8(at));
  if (matrix !== 0 || range > 1) throw damagedPicture();
  // Of a narrow range are only films.
  if (range === 0) return null;
  const space = spaceOfCodePoints(primaries, transfer);
  return space === null ? null : { kind: 'space', space };
}

/** Behind its name and the number of its packing, which is always 0. */
function packedProfile(chunk: DataView | undefined): Uint8Array | null {
  if (chunk === undefined) return null;
  const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const end = bytes.indexOf(0);
  return end < 1 || end > 79 || bytes[end + 1] !== 0 ? null : bytes.subarray(end + 2);
}

/** The first chunk of each name that is good. */
function chunksBeforeData(bytes: Uint8Array): ReadonlyMap<string, DataView> {
  const found = new Map<string, DataView>();
  for (const { name, start, end, data } of pngChunks(bytes)) {
    if (name === 'IDAT') break;
    if (found.has(name) || (LENGTHS.get(name) ?? data.length) !== data.length) continue;
    const checksum = new DataView(bytes.buffer, bytes.byteOffset + end - 4, 4).getUint32(0);
    if (crc32(bytes.subarray(start + 4, end - 4)) !== checksum) continue;
    found.set(name, new DataView(data.buffer, data.byteOffset, data.length));
  }
  return found;
}
