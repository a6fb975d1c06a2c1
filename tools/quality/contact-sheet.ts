import sharp from 'sharp';

export interface SheetCell {
  /** A picture file or its bytes. */
  readonly picture: string | Uint8Array;
  /** Written below the picture; absent: nothing. */
  readonly label?: string;
}

export interface SheetOptions {
  /** Every picture is brought to this height, px. */
  readonly height: number;
  /** Between and around the cells, px; default 8. */
  readonly gap?: number;
  /** Bytes that the JPEG may have; quality falls until it fits. Default 600 000. */
  readonly largest?: number;
}

const BACKGROUND = '#ffffff';
const LABEL_HEIGHT = 20;
const DEFAULT_GAP = 8;
const DEFAULT_LARGEST = 600_000;
const QUALITIES = [90, 84, 78, 72, 66, 60, 50, 40];

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
  const laidOut = await layOut(rows, height, gap);
  const sheet = await sharp({ create: { ...laidOut.size, channels: 3, background: BACKGROUND } })
    .composite(laidOut.parts)
    .png()
    .toBuffer();
  for (const quality of QUALITIES) {
    const jpeg = await sharp(sheet).jpeg({ quality, mozjpeg: true }).toBuffer();
    if (jpeg.byteLength <= largest) return jpeg;
  }
  throw new Error(
    `The contact sheet may have ${largest} bytes, but needs more at the lowest quality; make its pictures lower than ${height} px, or show fewer.`,
  );
}

async function layOut(rows: readonly (readonly SheetCell[])[], height: number, gap: number) {
  const parts: sharp.OverlayOptions[] = [];
  let [top, right] = [gap, 0];
  for (const row of rows) {
    let left = gap;
    const labelled = row.some(({ label }) => label !== undefined);
    for (const { picture, label } of row) {
      const { data, info } = await sharp(picture)
        .resize({ height })
        .removeAlpha()
        .png()
        .toBuffer({ resolveWithObject: true });
      parts.push({ input: data, left, top });
      if (label !== undefined) {
        parts.push({ input: labelImage(label, info.width), left, top: top + height });
      }
      left += info.width + gap;
    }
    top += height + gap + (labelled ? LABEL_HEIGHT : 0);
    right = Math.max(right, left);
  }
  return { parts, size: { width: right, height: top } };
}

function labelImage(label: string, width: number): Buffer {
  const text = label.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${LABEL_HEIGHT}"><text x="${width / 2}" y="14" text-anchor="middle" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" font-size="12" fill="#333">${text}</text></svg>`,
  );
}
