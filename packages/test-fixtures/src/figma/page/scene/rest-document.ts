import type { Paint, RGB } from '@figma/plugin-typings/plugin-api-standalone';
import type { DocumentModel } from './document-model.js';
import { boundingBox, relativeTransform, renderBounds, sizeOf } from './geometry.js';
import { rotationOf } from './matrix.js';
import type { NodeRecord } from './node-record.js';

export type RestNode = Readonly<Record<string, unknown>>;

/** The bodies of three answers of Figma's REST interface. */
export interface RestDump {
  /** `GET /v1/files/:key?plugin_data=shared`. */
  readonly file: Readonly<Record<string, unknown>>;
  /** `GET /v1/files/:key/nodes?ids=…&plugin_data=shared`; what there is not is `null`. */
  readonly nodes: Readonly<Record<string, unknown>>;
  /** `GET /v1/files/:key/images`. */
  readonly images: Readonly<Record<string, unknown>>;
}

const FILE = {
  lastModified: '2026-01-01T00:00:00Z',
  thumbnailUrl: '',
  version: '1',
  role: 'owner',
  editorType: 'figma',
  linkAccess: 'view',
};

/** The document in the form in which the REST interface tells of it. */
export function restDump(
  model: DocumentModel,
  hashes: readonly string[],
  ids: readonly string[],
): RestDump {
  const shared = { components: {}, componentSets: {}, schemaVersion: 0, styles: {} };
  const about = { name: model.get(model.rootId).name, ...FILE };
  const nodes = ids.map((id) => {
    const found = model.find(id);
    return [id, found === undefined ? null : { document: restNode(model, found), ...shared }];
  });
  return {
    file: { ...about, document: restNode(model, model.get(model.rootId)), ...shared },
    nodes: { ...about, nodes: Object.fromEntries(nodes) },
    images: {
      error: false,
      status: 200,
      meta: {
        images: Object.fromEntries(
          hashes.map((hash) => [hash, `https://s3-alpha.figma.com/img/${hash}`]),
        ),
      },
      i18n: null,
    },
  };
}

function restNode(model: DocumentModel, record: NodeRecord): RestNode {
  const { id, name, type, children, sharedPluginData } = record;
  const below = children.map((child) => restNode(model, model.get(child)));
  return {
    id,
    name,
    type: type === 'PAGE' ? 'CANVAS' : type,
    scrollBehavior: 'SCROLLS',
    ...(Object.keys(sharedPluginData).length === 0 ? {} : { sharedPluginData }),
    ...(type === 'DOCUMENT' || type === 'PAGE' ? {} : restLayer(model, record)),
    ...(type === 'PAGE' ? { backgroundColor: { r: 0.96, g: 0.96, b: 0.96, a: 1 } } : {}),
    ...(below.length === 0 && type !== 'DOCUMENT' && type !== 'PAGE' ? {} : { children: below }),
  };
}

/** What is as it usually is, the REST interface leaves out. */
function restLayer(model: DocumentModel, record: NodeRecord): RestNode {
  const { visible, locked, opacity, blendMode, fills, strokes, strokeWeight, strokeAlign } = record;
  const radians = (rotationOf(relativeTransform(model, record)) * Math.PI) / 180;
  const { width, height } = sizeOf(model, record);
  return {
    ...(visible ? {} : { visible }),
    ...(locked ? { locked } : {}),
    ...(opacity === 1 ? {} : { opacity }),
    ...(radians === 0 ? {} : { rotation: radians }),
    blendMode,
    ...(record.type === 'GROUP' || fills === 'mixed' ? {} : { fills: fills.map(restPaint) }),
    strokes: strokes.map(restPaint),
    strokeWeight,
    strokeAlign,
    effects: record.effects,
    absoluteBoundingBox: boundingBox(model, record),
    absoluteRenderBounds: renderBounds(model, record),
    constraints: { vertical: 'TOP', horizontal: 'LEFT' },
    ...(record.clipsContent ? { clipsContent: true } : {}),
    ...(record.topLeftRadius === 0 ? {} : { cornerRadius: record.topLeftRadius }),
    ...(record.layoutMode === 'NONE' ? {} : { layoutMode: record.layoutMode }),
    ...(record.type === 'TEXT' ? { characters: record.characters } : {}),
    ...(record.mainComponent === null ? {} : { componentId: record.mainComponent }),
    size: { x: width, y: height },
    relativeTransform: relativeTransform(model, record),
  };
}

function restPaint(paint: Paint): RestNode {
  const { visible, opacity, blendMode = 'NORMAL', type } = paint;
  const shared = {
    ...(visible === false ? { visible } : {}),
    ...(opacity === undefined || opacity === 1 ? {} : { opacity }),
    blendMode,
    type,
  };
  if (paint.type === 'SOLID') return { ...shared, color: opaque(paint.color) };
  if (paint.type === 'IMAGE') {
    const { scaleMode, imageHash, imageTransform, scalingFactor, rotation } = paint;
    return {
      ...shared,
      scaleMode: scaleMode === 'CROP' ? 'STRETCH' : scaleMode,
      imageRef: imageHash,
      ...(imageTransform === undefined ? {} : { imageTransform }),
      ...(scalingFactor === undefined ? {} : { scalingFactor }),
      ...(rotation === undefined ? {} : { rotation }),
    };
  }
  return 'gradientStops' in paint ? { ...shared, gradientStops: paint.gradientStops } : shared;
}

function opaque({ r, g, b }: RGB) {
  return { r, g, b, a: 1 };
}
