import * as LIMITS from '../../base/limits.js';
import { type HuffmanTable, jpegBits } from './jpeg-bits.js';
import { blockReader, type KnownCoefficients } from './jpeg-blocks.js';
import { isJpegFrame, JPEG_MARKERS, nextJpegSegment } from './jpeg-segments.js';

interface Component {
  readonly id: number;
  /** Blocks of one unit, across and down. */
  readonly across: number;
  readonly down: number;
  /** The lowest bit that is there, of each coefficient; `null`: nothing yet. */
  readonly lowest: (number | null)[];
  known: KnownCoefficients | null;
}

interface Frame {
  readonly progressive: boolean;
  readonly width: number;
  readonly height: number;
  readonly components: readonly Component[];
  /** Largest `across` and `down` of all. */
  readonly across: number;
  readonly down: number;
}

interface Tables {
  readonly dc: Map<number, HuffmanTable>;
  readonly ac: Map<number, HuffmanTable>;
  restartInterval: number;
  /** Blocks that may still be read, so that a few bytes cannot ask for work without end. */
  blocksLeft: number;
}

interface Scan {
  readonly parts: readonly { component: Component; dc: number; ac: number }[];
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly lowest: number;
}

const MOST_BLOCKS = LIMITS.JPEG_BLOCKS;
const NO_TABLE: HuffmanTable = { counts: new Uint8Array(17), symbols: new Uint8Array(0) };

/**
 * Where the picture's data end in a JPEG that has no end marker. The blocks are read over one by one,
 * since nothing else tells a file that lacks its last two bytes from one that lacks half of its rows.
 *
 * @returns the place behind the last scan; `null` when rows, colours or a progressive picture's
 *   finer bits are missing, and for the rare kinds (arithmetic, lossless) that are not read here
 */
export function endOfJpegScans(bytes: Uint8Array): number | null {
  let frame: Frame | null = null;
  const tables: Tables = {
    dc: new Map(),
    ac: new Map(),
    restartInterval: 0,
    blocksLeft: MOST_BLOCKS,
  };
  let at = 2;
  for (;;) {
    const segment = nextJpegSegment(bytes, at);
    if (segment === null) return null;
    const content = bytes.subarray(segment.start, segment.end);
    at = segment.end;
    if (isJpegFrame(segment.marker)) {
      frame = frameOf(segment.marker, content);
      if (frame === null) return null;
    } else if (segment.marker === JPEG_MARKERS.huffman) {
      readHuffman(content, tables);
    } else if (segment.marker === JPEG_MARKERS.restartInterval && content.length >= 2) {
      tables.restartInterval = (content[0] << 8) | content[1];
    } else if (segment.marker === JPEG_MARKERS.scan) {
      const scan = frame && scanOf(content, frame);
      const end = frame && scan && endOfScan(bytes, at, { frame, scan, tables });
      if (frame === null || end === null) return null;
      if (frame.components.every(({ lowest }) => lowest.every((bit) => bit === 0))) return end;
      at = end;
    }
  }
}

function frameOf(marker: number, content: Uint8Array): Frame | null {
  const count = content[5] ?? 0;
  // Baseline, extended and progressive; not arithmetic, lossless or hierarchical.
  if (marker > 0xc2 || count < 1 || count > 4 || content.length < 6 + 3 * count) return null;
  const components = Array.from({ length: count }, (_, index): Component => {
    const sampling = content[7 + 3 * index];
    const lowest = new Array<number | null>(64).fill(null);
    return {
      id: content[6 + 3 * index],
      across: sampling >> 4,
      down: sampling & 15,
      lowest,
      known: null,
    };
  });
  if (components.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4))
    return null;
  const height = (content[1] << 8) | content[2];
  const width = (content[3] << 8) | content[4];
  if (width === 0 || height === 0) return null;
  const across = Math.max(...components.map((component) => component.across));
  const down = Math.max(...components.map((component) => component.down));
  return { progressive: marker === 0xc2, width, height, components, across, down };
}

function readHuffman(content: Uint8Array, tables: Tables): void {
  let at = 0;
  while (at + 17 <= content.length) {
    const counts = content.slice(at, at + 17);
    const total = counts.subarray(1).reduce((sum, count) => sum + count, 0);
    const symbols = content.slice(at + 17, at + 17 + total);
    (counts[0] >> 4 === 0 ? tables.dc : tables.ac).set(counts[0] & 15, { counts, symbols });
    at += 17 + total;
  }
}

function scanOf(content: Uint8Array, { components, progressive }: Frame): Scan | null {
  const count = content[0] ?? 0;
  if (count < 1 || count > 4 || content.length < 4 + 2 * count) return null;
  const parts = Array.from({ length: count }, (_, index) => {
    const component = components.find(({ id }) => id === content[1 + 2 * index]);
    const tables = content[2 + 2 * index];
    return component && { component, dc: tables >> 4, ac: tables & 15 };
  }).filter((part) => part !== undefined);
  if (parts.length < count) return null;
  if (!progressive) return { parts, from: 0, to: 63, before: 0, lowest: 0 };
  const [from, to, bits] = content.subarray(1 + 2 * count);
  if (from > to || to > 63 || (from === 0 && to > 0) || (from > 0 && count > 1)) return null;
  return { parts, from, to, before: bits >> 4, lowest: bits & 15 };
}

interface ScanPlace {
  readonly frame: Frame;
  readonly scan: Scan;
  readonly tables: Tables;
}

function endOfScan(bytes: Uint8Array, start: number, place: ScanPlace): number | null {
  const { frame, scan, tables } = place;
  const bits = jpegBits(bytes, start);
  const readerOf = blockReader(bits, { progressive: frame.progressive, ...scan });
  const parts = scan.parts.map(({ component, dc, ac }) => ({
    ...component,
    reader: readerOf(knownOf(component, frame)),
    tables: { dc: tables.dc.get(dc) ?? NO_TABLE, ac: tables.ac.get(ac) ?? NO_TABLE },
  }));
  const { columns, rows, single } = unitsOf(frame, scan);
  const stride = columnsOf(frame);
  for (let unit = 0; unit < columns * rows; unit++) {
    if (tables.restartInterval > 0 && unit > 0 && unit % tables.restartInterval === 0) {
      if (!bits.restart()) return null;
      for (const { reader } of parts) reader.restart();
    }
    const x = unit % columns;
    const y = Math.floor(unit / columns);
    for (const { reader, tables: own, across, down } of parts) {
      const size = single ? { across: 1, down: 1 } : { across, down };
      for (let block = 0; block < size.across * size.down; block++) {
        const column = x * size.across + (block % size.across);
        const row = y * size.down + Math.floor(block / size.across);
        tables.blocksLeft -= 1;
        if (!reader.read(row * stride * across + column, own) || bits.ended()) return null;
      }
    }
    if (tables.blocksLeft < 0) return null;
  }
  for (const { component } of scan.parts)
    component.lowest.fill(scan.lowest, scan.from, scan.to + 1);
  return bits.at();
}

/** A scan of one component has only the blocks that it needs, in rows; others whole units of all. */
function unitsOf(
  frame: Frame,
  { parts }: Scan,
): { columns: number; rows: number; single: boolean } {
  if (parts.length > 1) return { columns: columnsOf(frame), rows: rowsOf(frame), single: false };
  const { across, down } = parts[0].component;
  return {
    columns: Math.ceil(Math.ceil((frame.width * across) / frame.across) / 8),
    rows: Math.ceil(Math.ceil((frame.height * down) / frame.down) / 8),
    single: true,
  };
}

function columnsOf({ width, across }: Frame): number {
  return Math.ceil(width / (8 * across));
}

function rowsOf({ height, down }: Frame): number {
  return Math.ceil(height / (8 * down));
}

/** Two numbers a block, made when a progressive picture first needs them. */
function knownOf(component: Component, frame: Frame): KnownCoefficients {
  if (!frame.progressive) return new Uint32Array(0);
  const blocks = columnsOf(frame) * component.across * rowsOf(frame) * component.down;
  component.known ??= new Uint32Array(2 * blocks);
  return component.known;
}
