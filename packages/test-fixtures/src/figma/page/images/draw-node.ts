import type {
  DropShadowEffect,
  InnerShadowEffect,
  Transform,
} from '@figma/plugin-typings/plugin-api-standalone';
import type { DocumentModel } from '../scene/document-model.js';
import { absoluteTransform, sizeOf } from '../scene/geometry.js';
import { invert } from '../scene/matrix.js';
import type { NodeRecord } from '../scene/node-record.js';
import { type Bitmaps, type Context, colour, paintPath } from './paint-canvas.js';

/** Draws a node with all in it, in the page's space. Shapes, paints, shadows, clipping and plain text; no blend modes, no masks. */
export function drawNode(
  context: Context,
  model: DocumentModel,
  record: NodeRecord,
  bitmaps: Bitmaps,
): void {
  if (!record.visible) return;
  context.save();
  context.globalAlpha *= record.opacity;
  const transform = absoluteTransform(model, record);
  apply(context, transform);
  const path = pathOf(model, record);
  drawOwn(context, model, record, path, bitmaps);
  if (record.clipsContent) context.clip(path);
  apply(context, invert(transform));
  if (!record.sectionContentsHidden) {
    for (const id of record.children) drawNode(context, model, model.get(id), bitmaps);
  }
  context.restore();
}

function drawOwn(
  context: Context,
  model: DocumentModel,
  record: NodeRecord,
  path: Path2D,
  bitmaps: Bitmaps,
): void {
  const fills = record.fills === 'mixed' ? [] : record.fills;
  if (record.type === 'TEXT') {
    drawText(context, record);
    return;
  }
  context.save();
  setShadow(context, record, 'DROP_SHADOW');
  paintPath(context, path, sizeOf(model, record), fills, bitmaps);
  context.restore();
  drawInnerShadow(context, record, path);
  const [stroke] = record.strokes;
  if (stroke?.type === 'SOLID') {
    context.strokeStyle = colour(stroke.color);
    context.lineWidth = record.strokeWeight;
    context.stroke(path);
  }
}

function drawText(context: Context, record: NodeRecord): void {
  const [fill] = record.fills === 'mixed' ? [] : record.fills;
  context.fillStyle = fill?.type === 'SOLID' ? colour(fill.color) : '#000';
  context.font = `${Math.max(1, record.height * 0.8)}px sans-serif`;
  context.textBaseline = 'middle';
  context.fillText(record.characters, 0, record.height / 2, record.width);
}

/** The shadow that all around the shape throws into it. */
function drawInnerShadow(context: Context, record: NodeRecord, path: Path2D): void {
  context.save();
  context.clip(path);
  if (setShadow(context, record, 'INNER_SHADOW')) {
    const around = new Path2D();
    around.rect(-1e4, -1e4, 3e4, 3e4);
    around.addPath(path);
    context.fillStyle = '#000';
    context.fill(around, 'evenodd');
  }
  context.restore();
}

/** @returns whether there is one */
function setShadow(
  context: Context,
  record: NodeRecord,
  kind: 'DROP_SHADOW' | 'INNER_SHADOW',
): boolean {
  const shadow = record.effects.find(
    (effect): effect is DropShadowEffect | InnerShadowEffect => effect.type === kind,
  );
  if (shadow === undefined || !shadow.visible) return false;
  // A canvas counts shadows in its own pixels, whatever the transform is.
  const { a, b, c, d } = context.getTransform();
  context.shadowColor = colour(shadow.color);
  context.shadowOffsetX = a * shadow.offset.x + c * shadow.offset.y;
  context.shadowOffsetY = b * shadow.offset.x + d * shadow.offset.y;
  context.shadowBlur = shadow.radius * Math.hypot(a, b);
  return true;
}

function pathOf(model: DocumentModel, record: NodeRecord): Path2D {
  const { width, height } = sizeOf(model, record);
  const path = new Path2D();
  if (record.type === 'ELLIPSE') {
    path.ellipse(width / 2, height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
  } else if (['VECTOR', 'POLYGON', 'STAR'].includes(record.type)) {
    path.moveTo(width / 2, 0);
    path.lineTo(width, height);
    path.lineTo(0, height);
    path.closePath();
  } else {
    const { topLeftRadius, topRightRadius, bottomRightRadius, bottomLeftRadius } = record;
    const radii = [topLeftRadius, topRightRadius, bottomRightRadius, bottomLeftRadius];
    path.roundRect(0, 0, width, height, radii);
  }
  return path;
}

function apply(context: Context, [[a, c, e], [b, d, f]]: Transform): void {
  context.transform(a, b, c, d, e, f);
}

/** The hashes of all images in a node. */
export function imagesIn(model: DocumentModel, record: NodeRecord): readonly string[] {
  return model.subtree(record.id).flatMap(({ fills }) => {
    if (fills === 'mixed') return [];
    return fills.flatMap((paint) =>
      paint.type === 'IMAGE' && paint.imageHash !== null ? [paint.imageHash] : [],
    );
  });
}
