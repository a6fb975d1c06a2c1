import type { PlainNode } from '../../scene-description.js';
import type { DocumentModel } from './document-model.js';
import { relativeTransform, sizeOf } from './geometry.js';
import { rotationOf } from './matrix.js';

/** The document, or one node of it, as plain data with everything that it stores. */
export function plainNode(model: DocumentModel, id: string = model.rootId): PlainNode {
  const record = model.get(id);
  const { transform: _, parent: __, children, width: ___, height: ____, ...rest } = record;
  const transform = relativeTransform(model, record);
  const { width, height } = sizeOf(model, record);
  return structuredClone({
    ...rest,
    x: transform[0][2],
    y: transform[1][2],
    width,
    height,
    rotation: rotationOf(transform),
    children: children.map((child) => plainNode(model, child)),
  });
}
