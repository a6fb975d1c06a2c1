import type { Rect, Transform } from '@figma/plugin-typings/plugin-api-standalone';
import { ancestors, type DocumentModel } from './document-model.js';
import { boundsOf, IDENTITY, invert, linearOf, multiply, placement, union } from './matrix.js';
import type { NodeRecord } from './node-record.js';

/** The node in whose space `x` and `y` are counted: groups have no space of their own. */
export function containerOf(model: DocumentModel, record: NodeRecord): NodeRecord | undefined {
  return ancestors(model, record.id)
    .slice(1)
    .find(({ type }) => type !== 'GROUP');
}

/** Of a group: its own axes, at the corner of the box along them around what is in it. */
export function relativeTransform(model: DocumentModel, record: NodeRecord): Transform {
  if (record.type !== 'GROUP') return record.transform;
  const { x, y } = groupBox(model, record);
  return multiply(linearOf(record.transform), placement(x, y));
}

export function sizeOf(model: DocumentModel, record: NodeRecord) {
  return record.type === 'GROUP' ? groupBox(model, record) : record;
}

export function absoluteTransform(model: DocumentModel, record: NodeRecord): Transform {
  const container = containerOf(model, record);
  const outer =
    container === undefined || container.type === 'PAGE' || container.type === 'DOCUMENT'
      ? IDENTITY
      : absoluteTransform(model, container);
  return multiply(outer, relativeTransform(model, record));
}

/** The upright rectangle around a node on its page, without strokes and effects. */
export function boundingBox(model: DocumentModel, record: NodeRecord): Rect {
  const { width, height } = sizeOf(model, record);
  return boundsOf(absoluteTransform(model, record), { x: 0, y: 0, width, height });
}

/** What a node covers on its page with strokes, shadows and what hangs out of it; `null` for what does not show. */
export function renderBounds(model: DocumentModel, record: NodeRecord): Rect | null {
  if (ancestors(model, record.id).some(({ visible }) => !visible)) return null;
  const { width, height } = sizeOf(model, record);
  const own = outset({ x: 0, y: 0, width, height }, record);
  const boxes = record.type === 'GROUP' ? [] : [boundsOf(absoluteTransform(model, record), own)];
  if (!record.clipsContent) {
    for (const id of record.children) {
      const box = renderBounds(model, model.get(id));
      if (box !== null) boxes.push(box);
    }
  }
  return union(boxes);
}

function outset(box: Rect, record: NodeRecord): Rect {
  const share = { INSIDE: 0, CENTER: 0.5, OUTSIDE: 1 }[record.strokeAlign];
  const stroke = record.strokes.length > 0 ? record.strokeWeight * share : 0;
  const boxes = [grow(box, stroke)];
  for (const effect of record.effects) {
    if (!('visible' in effect) || effect.visible !== true) continue;
    if (effect.type === 'DROP_SHADOW') {
      const grown = grow(box, effect.radius + (effect.spread ?? 0));
      boxes.push({ ...grown, x: grown.x + effect.offset.x, y: grown.y + effect.offset.y });
    }
    if (effect.type === 'LAYER_BLUR') boxes.push(grow(box, effect.radius));
  }
  return union(boxes) ?? box;
}

function grow({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** Along the group's own axes. What is in it counts from the same container as the group itself, turned or not. */
function groupBox(model: DocumentModel, record: NodeRecord): Rect {
  const back = invert(linearOf(record.transform));
  const boxes = partsOf(model, record).map(({ transform, width, height }) =>
    boundsOf(multiply(back, transform), { x: 0, y: 0, width, height }),
  );
  return union(boxes) ?? { x: 0, y: 0, width: 0, height: 0 };
}

/** What is in a group and in the groups in it. */
function partsOf(model: DocumentModel, group: NodeRecord): readonly NodeRecord[] {
  return group.children.flatMap((id) => {
    const child = model.get(id);
    return child.type === 'GROUP' ? partsOf(model, child) : [child];
  });
}

/** The upright rectangle around a node in its container, without strokes and effects. */
export function boundsWithin(model: DocumentModel, record: NodeRecord): Rect {
  const { width, height } = sizeOf(model, record);
  return boundsOf(relativeTransform(model, record), { x: 0, y: 0, width, height });
}

/** Moves a node within its container; a group by moving what is in it. */
export function moveTo(model: DocumentModel, record: NodeRecord, x: number, y: number): void {
  const [[a, c, oldX], [b, d, oldY]] = relativeTransform(model, record);
  if (record.type !== 'GROUP') {
    record.transform = [
      [a, c, x],
      [b, d, y],
    ];
    return;
  }
  for (const id of record.children) {
    const child = model.get(id);
    const [[, , childX], [, , childY]] = relativeTransform(model, child);
    moveTo(model, child, childX + x - oldX, childY + y - oldY);
  }
}

/** Gives a node a size; what is in a group grows with it, what is in a frame stays. */
export function resizeTo(model: DocumentModel, record: NodeRecord, width: number, height: number) {
  if (record.type !== 'GROUP') {
    record.width = width;
    record.height = height;
    return;
  }
  if (!isUpright(record.transform)) throw new Error('The simulator does not resize turned groups');
  const box = groupBox(model, record);
  const [scaleX, scaleY] = [width / box.width, height / box.height];
  for (const id of record.children) {
    const child = model.get(id);
    const size = sizeOf(model, child);
    const [[, , x], [, , y]] = relativeTransform(model, child);
    moveTo(model, child, box.x + (x - box.x) * scaleX, box.y + (y - box.y) * scaleY);
    resizeTo(model, child, size.width * scaleX, size.height * scaleY);
  }
}

function isUpright([[a, c], [b, d]]: Transform): boolean {
  return a === 1 && b === 0 && c === 0 && d === 1;
}
