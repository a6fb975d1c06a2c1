import { type Canvas, canvasOf } from '@pastiche/panel/canvas';
import { type Size, storedSize } from '@pastiche/panel/core';
import type { HostResult } from '@pastiche/panel/host';
import { channelOf, drawnFile, fileOf, marksDrawn, RED } from './drawn-marks.js';
import { grownMarks, type Marks } from './grown-marks.js';

/** What stays fades into the painting over such a part of the long side, as the engine lets it. */
const FEATHER = 1 / 128;
/** So far the enlarged edges of what stayed in the painting reach, px of the painting. */
const BLUR = 1.5;

/**
 * A result that is smaller than its content, in the content's size: what stays is the content's own pixels, sharp,
 * and the painting around it is enlarged.
 *
 * @param contentOf the file of the content that a mask belongs to; `null`: the mask is not one of the host's
 * @returns the result as it is where nothing stays, or it is large enough
 */
export function keptSharp(
  result: HostResult,
  contentOf: (mask: Uint8Array) => Uint8Array | null,
): HostResult {
  const { width, height, protect = [] } = result;
  const content = protect.reduce<Uint8Array | null>((of, mask) => of ?? contentOf(mask), null);
  const size = content && storedSize(content);
  if (content === null || size === null || size.width <= width) return result;
  return {
    ...result,
    width: size.width,
    height: size.height,
    painted: { width, height },
    async encode(encoding) {
      const painting = await drawnFile(await result.encode({ mediaType: 'image/png' }));
      const kept = await keptMarks(protect, size, size.width / width);
      return fileOf(enlarged(painting, await drawnFile(content), kept), encoding);
    },
  };
}

/** What any of the masks marks, with all that the enlarged painting shows of it. */
async function keptMarks(
  masks: readonly Uint8Array[],
  size: Size,
  enlargement: number,
): Promise<Marks> {
  const union = canvasOf(size);
  union.context.fillRect(0, 0, size.width, size.height);
  union.context.globalCompositeOperation = 'lighten';
  for (const mask of masks) {
    const { canvas } = await drawnFile(mask);
    union.context.drawImage(canvas, 0, 0, size.width, size.height);
  }
  const fade = Math.max(1, FEATHER * Math.max(size.width, size.height));
  return grownMarks(channelOf(union, RED), { whole: Math.ceil(BLUR * enlargement), fade });
}

/** Where marks are whole, the content's pixels as they are. */
function enlarged({ canvas: painting }: Canvas, content: Canvas, marks: Marks): Canvas {
  const result = canvasOf(marks);
  const { canvas: stays } = marksDrawn(marks);
  const { width, height } = marks;
  result.context.drawImage(painting, 0, 0, width, height);
  result.context.globalCompositeOperation = 'destination-out';
  result.context.drawImage(stays, 0, 0);
  content.context.globalCompositeOperation = 'destination-in';
  content.context.drawImage(stays, 0, 0);
  result.context.globalCompositeOperation = 'lighter';
  result.context.drawImage(content.canvas, 0, 0);
  return result;
}
