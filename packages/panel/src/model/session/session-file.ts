import { parseParameters } from '@pastiche/core';
import { fnv1a } from '@pastiche/core/fnv1a';
import {
  flag,
  list,
  literal,
  nullable,
  number,
  record,
  text,
  whole,
} from '../../channel/readers.js';
import { optional } from '../../engine/painting-readers.js';
import { piece, piecesOfMasks, readMaskPieces, readRecipeMasks } from './session-masks.js';

/** A style of a blend, by its id on the shelf. */
const share = record({
  id: text(),
  weight: number({ least: 0, most: 1 }),
  /** Which parts of its pictures alone are the style. */
  parts: optional(list(record({ name: text(), mask: piece }), { maxLength: 64 })),
});
const blend = list(share, { maxLength: 64 });
const network = literal('auto', 'vgg19-lite', 'vgg19');
const side = whole({ least: 1 });

const readHead = record({
  format: literal('pastiche-session-1'),
  /** Lengths of the pieces, bytes. */
  pieces: list(whole({ least: 0 }), { maxLength: 400 }),
  content: record({
    name: text(),
    /** `HostPicture.id`. */
    id: nullable(text()),
    digest: text(),
    /** `null`: the host gives it again. */
    bytes: nullable(piece),
  }),
  /** Pictures on the shelf that came from nowhere else. */
  pictures: list(record({ id: text(), name: text(), bytes: piece }), { maxLength: 64 }),
  blend,
  /** What is drawn; left out, as below, where there is nothing and where an older panel wrote. */
  masks: optional(readMaskPieces),
  /** Whether what the host offers to keep is switched on. */
  keepsOffered: optional(flag),
  parameters: parseParameters,
  originalSize: optional(flag),
  network,
  frames: flag,
  /** A painting that was under way. */
  painting: nullable(
    record({
      blend,
      masks: optional(readMaskPieces),
      parameters: parseParameters,
      network,
      frames: flag,
      /** What it goes on from; left out where that is nothing. */
      smaller: optional(record({ png: piece, width: side, height: side })),
      checkpoint: nullable(piece),
    }),
  ),
  /** The last painting that was finished. */
  finished: nullable(
    record({
      png: piece,
      blend,
      masks: optional(readRecipeMasks),
      width: side,
      height: side,
      parameters: parseParameters,
      network: text(),
      seconds: number({ least: 0 }),
      stoppedEarly: flag,
    }),
  ),
});

export type SessionHead = ReturnType<typeof readHead>;

/** What a panel keeps for after a reload: a description, and the pieces of bytes that it names. */
export interface SessionFile {
  readonly head: Omit<SessionHead, 'format' | 'pieces'>;
  readonly pieces: readonly Uint8Array[];
}

/** Length of the description, uint32 little-endian; the description as JSON; the pieces. */
export function encodeSession({ head, pieces }: SessionFile): Uint8Array {
  const lengths = pieces.map(({ byteLength }) => byteLength);
  const full = { ...head, format: 'pastiche-session-1', pieces: lengths };
  const json = new TextEncoder().encode(JSON.stringify(full));
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 4 + json.byteLength));
  new DataView(bytes.buffer).setUint32(0, json.byteLength, true);
  bytes.set(json, 4);
  let at = 4 + json.byteLength;
  for (const one of pieces) {
    bytes.set(one, at);
    at += one.byteLength;
  }
  return bytes;
}

/** @returns `null` for what is none: of another version, cut short or damaged */
export function decodeSession(bytes: Uint8Array): SessionFile | null {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const json = new TextDecoder().decode(bytes.subarray(4, 4 + length));
    const { format: _, pieces: lengths, ...head } = readHead(JSON.parse(json));
    let at = 4 + length;
    const pieces = lengths.map((one) => {
      const start = at;
      at += one;
      return bytes.slice(start, at);
    });
    if (at !== bytes.byteLength || !namesOnly(head, pieces.length)) return null;
    return { head, pieces };
  } catch {
    return null;
  }
}

function namesOnly(head: SessionFile['head'], count: number): boolean {
  const { content, pictures, blend, masks, painting, finished } = head;
  const shares = [blend, painting?.blend ?? [], finished?.blend ?? []].flat();
  const named = [
    content.bytes,
    ...pictures.map(({ bytes }) => bytes),
    painting?.checkpoint,
    painting?.smaller?.png,
    finished?.png,
    ...[masks, painting?.masks].flatMap(piecesOfMasks),
    ...shares.flatMap(({ parts = [] }) => parts.map(({ mask }) => mask)),
  ];
  return named.every((index) => index === null || index === undefined || index < count);
}

/** Tells one picture's bytes from another's, by FNV-1a; whether they are wanted decides the engine. */
export function digestOf(bytes: Uint8Array): string {
  return `${bytes.byteLength}-${fnv1a(bytes).toString(16)}`;
}
