import { type Canvas, canvasOf } from '@pastiche/panel/canvas';
import { type Size, storedSize } from '@pastiche/panel/core';
import type { SilhouettePlan } from '../../window-contract.js';
import { ALPHA, channelOf, drawnFile, fileOf, marksDrawn } from './drawn-marks.js';
import { grownMarks, type Marks, paddedMarks, type Reach, strongerMarks } from './grown-marks.js';

/** So far the soft edges of words reach beyond the pixels that are theirs for the most part, px. */
const OUTSET: Reach = { whole: 2, fade: 1 };
const ROOM = OUTSET.whole + OUTSET.fade;
/** What is covered by more than a third is part of it, shadows too. */
const GAIN = 3;
/** Exports have whole pixels, px. */
const ROUNDING = 2;

type Silhouette = SilhouettePlan['silhouettes'][number];

/**
 * The mask of a layer's picture, a PNG of its size: white where what stays shows, with a small outset. What hides
 * it counts where it is more than half opaque.
 *
 * @param picture the layer's export
 * @param read a silhouette as a PNG of its box; no bytes: nothing shows
 * @returns `null`: nothing stays
 */
export async function composeMask(
  plan: SilhouettePlan,
  picture: Uint8Array,
  read: (id: string) => Promise<Uint8Array>,
): Promise<Uint8Array | null> {
  const size = storedSize(picture);
  if (size === null) return null;
  const mask = canvasOf(size);
  const scale = { x: size.width / plan.width, y: size.height / plan.height };
  for (const silhouette of plan.silhouettes) {
    const file = await read(silhouette.id);
    if (file.length === 0) continue;
    draw(mask, silhouette, stampOf(silhouette, await drawnFile(file), scale), scale);
  }
  if (!channelOf(mask, ALPHA).data.some((mark) => mark > 0)) return null;
  mask.context.globalCompositeOperation = 'destination-over';
  mask.context.fillStyle = '#000';
  mask.context.fillRect(0, 0, size.width, size.height);
  return fileOf(mask, { mediaType: 'image/png' });
}

interface Scale {
  readonly x: number;
  readonly y: number;
}

/** What is drawn into the mask, and where; px of the picture. */
interface Stamp {
  readonly canvas: OffscreenCanvas;
  readonly box: Size & { readonly x: number; readonly y: number };
}

function stampOf({ box, keeps }: Silhouette, drawn: Canvas, scale: Scale): Stamp {
  const across = box.width * scale.x;
  const down = box.height * scale.y;
  const { width, height } = drawn.canvas;
  const isWhole = Math.abs(width - across) <= ROUNDING && Math.abs(height - down) <= ROUNDING;
  const isBox = isOfBox(drawn.canvas, across, down);
  const alpha = isBox ? channelOf(drawn, ALPHA) : marksOf(drawn.canvas, keeps ? 255 : 0);
  // Half a pixel beside its place, every edge of it would be grey.
  const [left, top] = [Math.round(box.x * scale.x), Math.round(box.y * scale.y)];
  const shown = isWhole
    ? { width, height }
    : { width: Math.round(across), height: Math.round(down) };
  if (!keeps) {
    const opaque = { ...alpha, data: alpha.data.map((mark) => Math.max(0, 2 * mark - 255)) };
    return { canvas: marksDrawn(opaque).canvas, box: { x: left, y: top, ...shown } };
  }
  const grown = grownMarks(paddedMarks(strongerMarks(alpha, GAIN), ROOM), OUTSET);
  const room = { x: (ROOM * shown.width) / width, y: (ROOM * shown.height) / height };
  return {
    canvas: marksDrawn(grown).canvas,
    box: {
      x: left - room.x,
      y: top - room.y,
      width: shown.width + 2 * room.x,
      height: shown.height + 2 * room.y,
    },
  };
}

/** Figma may export a part smaller, but not another piece of it. */
function isOfBox({ width, height }: Size, across: number, down: number): boolean {
  const ratio = Math.min(1, width / across, height / down);
  return (
    Math.abs(width - across * ratio) <= ROUNDING && Math.abs(height - down * ratio) <= ROUNDING
  );
}

/** Where it cannot be told which piece it is, all of its box stays, and hides nothing. */
function marksOf({ width, height }: Size, mark: number): Marks {
  return { width, height, data: new Uint8Array(width * height).fill(mark) };
}

function draw({ context }: Canvas, { keeps, cuts }: Silhouette, stamp: Stamp, scale: Scale): void {
  context.save();
  for (const outline of cuts) context.clip(pathOf(outline, scale));
  context.globalCompositeOperation = keeps ? 'source-over' : 'destination-out';
  const { x, y, width, height } = stamp.box;
  context.drawImage(stamp.canvas, x, y, width, height);
  context.restore();
}

function pathOf(outline: readonly number[], scale: Scale): Path2D {
  const path = new Path2D();
  for (let at = 0; at + 1 < outline.length; at += 2) {
    path.lineTo(outline[at] * scale.x, outline[at + 1] * scale.y);
  }
  path.closePath();
  return path;
}
