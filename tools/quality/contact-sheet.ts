import sharp, { type OverlayOptions } from 'sharp';

export interface SheetCell {
  /** A picture file or its bytes. */
  readonly picture: string | Uint8Array;
  /** Written below the picture; absent: nothing. */
  readonly label?: string;
}

export interface SheetOptions {
  /** Every picture is brought to this height, px; to less when the sheet would be too large. */
  readonly height: number;
  /** Between and around the cells, px; default 8. */
  readonly gap?: number;
  /** Bytes that the JPEG may have; quality, then height fall until it fits. Default 600 000. */
  readonly largest?: number;
}

const BACKGROUND = '#ffffff';
const LABEL_HEIGHT = 20;
const DEFAULT_GAP = 8;
const DEFAULT_LARGEST = 600_000;
const QUALITIES = [90, 84, 78, 72];
const SHRINKINGS = [1, 0.85, 0.7, 0.55, 0.4];

/**
 * Lays pictures out in rows, all at one height, with small labels, as a JPEG.
 *
 * @example
 * await writeFile(path, await contactSheet([[{ picture: 'content.png', label: 'content' }]], { height: 180 }));
 * @throws Error with a sentence when the sheet stays larger than it may.
 */
export async function contactSheet(
  rows: readonly (readonly SheetCell[])[],
  options: SheetOptions,
): Promise<Buffer> {
  const { height, gap = DEFAULT_GAP, largest = DEFAULT_LARGEST } = options;
  for (const shrinking of SHRINKINGS) {
    const sheet = await drawSheet(rows, Math.max(1, Math.round(height * shrinking)), gap);
    for (const quality of QUALITIES) {
      const jpeg = await sharp(sheet).jpeg({ quality, mozjpeg: true }).toBuffer();
      if (jpeg.byteLength <= largest) return jpeg;
    }
  }
  throw new Error(
    `The contact sheet may have ${largest} bytes, but needs more even when it is small; show fewer pictures.`,
  );
}

async function drawSheet(rows: readonly (readonly SheetCell[])[], height: number, gap: number) {
  const drawn = await Promise.all(rows.map((row) => Promise.all(row.map((cell) => draw(cell)))));
  const columns = Math.max(...drawn.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...drawn.map((row) => row[column]?.width ?? 0)),
  );
  const parts: OverlayOptions[] = [];
  let top = gap;
  for (const row of drawn) {
    let left = gap;
    row.forEach(({ picture, label, width }, column) => {
      const across = widths[column] ?? width;
      parts.push({ input: picture, left: left + Math.floor((across - width) / 2), top });
      if (label) parts.push({ input: labelImage(label, across), left, top: top + height });
      left += across + gap;
    });
    top += height + gap + (row.some(({ label }) => label) ? LABEL_HEIGHT : 0);
  }
  const width = widths.reduce((sum, next) => sum + next + gap, gap);
  return sharp({ create: { width, height: top, channels: 3, background: BACKGROUND } })
    .composite(parts)
    .png()
    .toBuffer();

  async function draw({ picture, label }: SheetCell) {
    const scaled = sharp(picture).resize({ height }).flatten({ background: BACKGROUND }).png();
    const { data, info } = await scaled.toBuffer({ resolveWithObject: true });
    return { picture: data, label, width: info.width };
  }
}

function labelImage(label: string, width: number): Buffer {
  const text = label.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${LABEL_HEIGHT}"><text x="${width / 2}" y="14" text-anchor="middle" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" font-size="12" fill="#333">${text}</text></svg>`,
  );
}
