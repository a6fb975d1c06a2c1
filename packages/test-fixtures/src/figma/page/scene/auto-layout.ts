import type { Rect } from '@figma/plugin-typings/plugin-api-standalone';
import type { DocumentModel } from './document-model.js';
import { boundsWithin, moveTo, relativeTransform } from './geometry.js';
import type { NodeRecord } from './node-record.js';

/** Whether a node's place is decided by its parent, so that setting `x` and `y` does nothing. */
export function isPlacedByParent(model: DocumentModel, record: NodeRecord): boolean {
  const parent = record.parent === null ? undefined : model.find(record.parent);
  return (
    parent !== undefined &&
    ['HORIZONTAL', 'VERTICAL'].includes(parent.layoutMode) &&
    record.layoutPositioning === 'AUTO'
  );
}

/** Places the children of a frame with auto layout, lets it hug them, and goes on with its parents. */
export function layOut(model: DocumentModel, record: NodeRecord | undefined): void {
  if (record === undefined) return;
  if (record.layoutMode === 'HORIZONTAL' || record.layoutMode === 'VERTICAL') {
    layOutChildren(model, record, record.layoutMode === 'HORIZONTAL');
  }
  if (record.parent !== null) layOut(model, model.find(record.parent));
}

function layOutChildren(model: DocumentModel, frame: NodeRecord, across: boolean): void {
  const children = frame.children
    .map((id) => model.get(id))
    .filter(({ layoutPositioning, visible }) => layoutPositioning === 'AUTO' && visible);
  // A turned layer takes the room of the upright box around it.
  const along = (node: NodeRecord) => sideOf(boundsWithin(model, node), across);
  const cross = (node: NodeRecord) => sideOf(boundsWithin(model, node), !across);
  const padding = across
    ? [frame.paddingLeft, frame.paddingRight, frame.paddingTop, frame.paddingBottom]
    : [frame.paddingTop, frame.paddingBottom, frame.paddingLeft, frame.paddingRight];
  const gaps = frame.itemSpacing * Math.max(0, children.length - 1);
  const content = children.reduce((sum, child) => sum + along(child), 0) + gaps;
  if (frame.primaryAxisSizingMode === 'AUTO') {
    setSize(frame, across, padding[0] + content + padding[1]);
  }
  if (frame.counterAxisSizingMode === 'AUTO') {
    setSize(frame, !across, padding[2] + Math.max(0, ...children.map(cross)) + padding[3]);
  }
  const free = sideOf(frame, across) - padding[0] - padding[1] - content;
  const freeAcross = (child: NodeRecord) =>
    sideOf(frame, !across) - padding[2] - padding[3] - cross(child);
  let at = padding[0] + share(frame.primaryAxisAlignItems) * free;
  for (const child of children) {
    const aside = padding[2] + share(frame.counterAxisAlignItems) * freeAcross(child);
    const [x, y] = across ? [at, aside] : [aside, at];
    const box = boundsWithin(model, child);
    const [[, , cornerX], [, , cornerY]] = relativeTransform(model, child);
    moveTo(model, child, x + cornerX - box.x, y + cornerY - box.y);
    at += along(child) + frame.itemSpacing;
  }
}

function share(alignment: string): number {
  return { CENTER: 0.5, MAX: 1 }[alignment] ?? 0;
}

function sideOf({ width, height }: Pick<Rect, 'width' | 'height'>, across: boolean): number {
  return across ? width : height;
}

function setSize(frame: NodeRecord, across: boolean, value: number): void {
  if (across) frame.width = Math.max(value, 0.01);
  else frame.height = Math.max(value, 0.01);
}
