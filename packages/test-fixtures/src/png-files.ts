import { crc32, deflateSync } from 'node:zlib';

/** What a PNG is made of. */
export interface PngParts {
  readonly width: number;
  /** Bits of a sample. */
  readonly depth: 1 | 2 | 4 | 8 | 16;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA. */
  readonly colourType: 0 | 2 | 3 | 4 | 6;
  /** All samples, row by row, 0 … 2^depth − 1; as many rows as they fill. */
  readonly samples: ArrayLike<number>;
  /** Chunks between header and data, such as gAMA, PLTE and tRNS. */
  readonly chunks?: readonly PngChunk[];
}

export type PngChunk = readonly [type: string, data: Uint8Array];

const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

/** Writes a PNG chunk by chunk, so that a test says what is in it. */
export function pngFile({ width, depth, colourType, samples, chunks = [] }: PngParts): Buffer {
  const perRow = width * CHANNELS[colourType];
  const height = samples.length / perRow;
  const rowBytes = Math.ceil((perRow * depth) / 8);
  const rows = Buffer.alloc((rowBytes + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < perRow; x++) {
      const at = y * (rowBytes + 1) + 1 + ((x * depth) >> 3);
      const value = samples[y * perRow + x];
      if (depth === 16) rows.writeUInt16BE(value, at);
      else rows[at] |= value << (8 - depth - ((x * depth) & 7));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...[
      ['IHDR', header] as const,
      ...chunks,
      ['IDAT', deflateSync(rows)] as const,
      ['IEND', Buffer.alloc(0)] as const,
    ].map(chunkBytes),
  ]);
}

/** gAMA: the power with which the picture was encoded, such as 0.45455. */
export function gammaChunk(gamma: number): PngChunk {
  return ['gAMA', bigEndian([Math.round(gamma * 100_000)])];
}

/** cHRM: white, red, green and blue. */
export function chromaticityChunk(points: {
  readonly white: readonly [number, number];
  readonly red: readonly [number, number];
  readonly green: readonly [number, number];
  readonly blue: readonly [number, number];
}): PngChunk {
  const { white, red, green, blue } = points;
  const values = [...white, ...red, ...green, ...blue];
  return ['cHRM', bigEndian(values.map((value) => Math.round(value * 100_000)))];
}

/** cICP: primaries, transfer, matrix (always RGB, 0), full range. */
export function codePointsChunk(
  primaries: number,
  transfer: number,
  full = 1,
  matrix = 0,
): PngChunk {
  return ['cICP', Uint8Array.of(primaries, transfer, matrix, full)];
}

/** iCCP */
export function profileChunk(profile: Uint8Array): PngChunk {
  return ['iCCP', Buffer.concat([Buffer.from('profile\0\0', 'latin1'), deflateSync(profile)])];
}

function bigEndian(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value >>> 0, index * 4);
  });
  return bytes;
}

function chunkBytes([type, data]: PngChunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = bigEndian([data.length]);
  return Buffer.concat([length, body, bigEndian([crc32(body)])]);
}
