import type { Paint } from '@figma/plugin-typings/plugin-api-standalone';
import type {
  LayerDescription,
  PaintDescription,
  SceneDescription,
} from '../../scene-description.js';
import { layOut } from './auto-layout.js';
import { createDocumentModel, type DocumentModel } from './document-model.js';
import { placement, rotationOf } from './matrix.js';
import type { NodeRecord } from './node-record.js';
import { checkPaints } from './paints.js';

/** Properties that a description gives under the name under which they are stored. */
const PLAIN = [
  'name',
  'width',
  'height',
  'visible',
  'locked',
  'opacity',
  'fillStyleId',
  'strokes',
  'strokeWeight',
  'effects',
  'clipsContent',
  'characters',
  'layoutMode',
  'layoutPositioning',
  'primaryAxisSizingMode',
  'counterAxisSizingMode',
  'itemSpacing',
  'mainComponent',
  'pluginData',
  'sharedPluginData',
  'relaunchData',
] as const;

/**
 * Builds the document that a test describes.
 *
 * @param hashOf the hash of one of the description's images, by its name
 * @throws Error for a paint that Figma would not take, or an image without a file.
 */
export function buildDocument(
  { pages, name = 'Untitled' }: SceneDescription,
  hashOf: (image: string) => string,
): DocumentModel {
  const model = createDocumentModel();
  model.get(model.rootId).name = name;
  pages.forEach((description, index) => {
    const page = model.create('PAGE', description.id ?? `0:${index + 1}`);
    page.name = description.name;
    model.insert(model.rootId, index, page.id);
    for (const child of description.children ?? []) addLayer(model, page.id, child, hashOf);
  });
  return model;
}

function addLayer(
  model: DocumentModel,
  parentId: string,
  description: LayerDescription,
  hashOf: (image: string) => string,
): void {
  const record = model.create(description.type, description.id);
  // The tree is put together by hand: into an instance no plugin could insert anything.
  record.parent = parentId;
  model.get(parentId).children.push(record.id);
  describe(record, description, hashOf);
  for (const child of description.children ?? []) addLayer(model, record.id, child, hashOf);
  layOut(model, record);
}

/**
 * Gives a node what a description says of it, and leaves the rest.
 *
 * @param hashOf the hash of an image by its name; there are no names after the document was built
 * @throws Error for a paint that Figma would not take.
 */
export function describe(
  record: NodeRecord,
  description: Partial<LayerDescription>,
  hashOf: (image: string) => string = (image) => {
    throw new Error(`There is no image "${image}" here; give its hash.`);
  },
): void {
  const given = Object.fromEntries(
    PLAIN.filter((key) => description[key] !== undefined).map((key) => [key, description[key]]),
  );
  Object.assign(record, structuredClone(given));
  const [[, , oldX], [, , oldY]] = record.transform;
  const { x = oldX, y = oldY, fills, padding, cornerRadius } = description;
  const { rotation = rotationOf(record.transform) } = description;
  record.transform = structuredClone(description.relativeTransform) ?? placement(x, y, rotation);
  if (fills === 'mixed') record.fills = fills;
  else if (fills !== undefined) {
    record.fills = checkPaints(
      fills.map((paint) => withHash(paint, hashOf)),
      'fills',
    );
  }
  if (padding !== undefined) {
    for (const side of ['Left', 'Right', 'Top', 'Bottom'] as const)
      record[`padding${side}`] = padding;
  }
  if (cornerRadius !== undefined) {
    for (const corner of ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'] as const) {
      record[`${corner}Radius`] = cornerRadius;
    }
  }
}

function withHash(paint: PaintDescription, hashOf: (image: string) => string): Paint {
  if (!('image' in paint)) return paint;
  const { image, ...rest } = paint;
  return { ...rest, imageHash: hashOf(image) };
}
