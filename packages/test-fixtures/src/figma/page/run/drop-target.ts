import type { DocumentModel } from '../scene/document-model.js';
import { absoluteTransform, sizeOf } from '../scene/geometry.js';
import { applyTo, invert, type Point } from '../scene/matrix.js';
import { isContainer, type NodeRecord } from '../scene/node-record.js';

/** Where a drop lands: the node, and the place in its own space. */
export interface DropTarget {
  readonly id: string;
  readonly place: Point;
}

/**
 * The deepest layer at a point of a page that could hold what is dropped there: seen, not locked, no
 * instance. Else the page.
 */
export function dropTarget(model: DocumentModel, pageId: string, point: Point): DropTarget {
  const deeper = deepestAt(model, model.get(pageId), point);
  return deeper ?? { id: pageId, place: point };
}

function deepestAt(model: DocumentModel, parent: NodeRecord, point: Point): DropTarget | null {
  // The last child lies on top.
  for (const id of [...parent.children].reverse()) {
    const node = model.get(id);
    if (!node.visible || node.locked || node.type === 'INSTANCE' || !isContainer(node.type)) {
      continue;
    }
    const place = applyTo(invert(absoluteTransform(model, node)), point);
    const { width, height } = sizeOf(model, node);
    const isInside = place.x >= 0 && place.y >= 0 && place.x <= width && place.y <= height;
    if (isInside) return deepestAt(model, node, point) ?? { id, place };
  }
  return null;
}
