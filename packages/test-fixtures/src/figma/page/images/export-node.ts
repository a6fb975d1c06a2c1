import type { ExportSettingsImage } from '@figma/plugin-typings/plugin-api-standalone';
import { oneOf, show } from '../interface/checks.js';
import type { DocumentModel } from '../scene/document-model.js';
import { boundingBox, renderBounds } from '../scene/geometry.js';
import { drawNode, imagesIn } from './draw-node.js';
import { exportSize } from './export-size.js';
import type { ImageStore } from './image-store.js';
import type { Bitmaps } from './paint-canvas.js';

const SETTINGS = [
  'format',
  'contentsOnly',
  'useAbsoluteBounds',
  'suffix',
  'constraint',
  'colorProfile',
];

/**
 * Draws a node as a PNG or JPEG, honouring constraint, bounds and colour profile.
 *
 * @throws Error for other formats, unknown settings, and a node of which nothing shows.
 */
export async function exportNode(
  model: DocumentModel,
  images: ImageStore,
  id: string,
  settings: ExportSettingsImage = { format: 'PNG' },
): Promise<Uint8Array> {
  checkSettings(settings);
  const record = model.get(id);
  const shown = renderBounds(model, record);
  const bounds = settings.useAbsoluteBounds === true ? boundingBox(model, record) : shown;
  if (shown === null || bounds === null || bounds.width === 0 || bounds.height === 0) {
    throw new Error('Failed to export node. This node may not have any visible layers');
  }
  const { width, height, scale } = exportSize(bounds, settings.constraint);
  const canvas = new OffscreenCanvas(width, height);
  const colorSpace = settings.colorProfile === 'DISPLAY_P3_V4' ? 'display-p3' : 'srgb';
  const context = canvas.getContext('2d', { colorSpace });
  if (context === null) throw new Error('out of memory');
  if (settings.format === 'JPG') {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
  }
  context.setTransform(scale, 0, 0, scale, -bounds.x * scale, -bounds.y * scale);
  // A frozen copy is drawn: the document may change while the images are decoded.
  const bitmaps = await decode(images, imagesIn(model, record));
  drawNode(context, model, record, bitmaps);
  const type = settings.format === 'JPG' ? 'image/jpeg' : 'image/png';
  const blob = await canvas.convertToBlob({ type });
  return new Uint8Array(await blob.arrayBuffer());
}

function checkSettings(settings: ExportSettingsImage): void {
  oneOf('PNG', 'JPG')(settings.format, 'format');
  const unknown = Object.keys(settings).find((key) => !SETTINGS.includes(key));
  if (unknown !== undefined) throw new Error(`Unrecognized key(s) in object: '${unknown}'`);
  if (settings.colorProfile !== undefined) {
    oneOf('DOCUMENT', 'SRGB', 'DISPLAY_P3_V4')(settings.colorProfile, 'colorProfile');
  }
  if (settings.constraint === undefined) return;
  const { type, value } = settings.constraint;
  oneOf('SCALE', 'WIDTH', 'HEIGHT')(type, 'constraint.type');
  if (!(Number.isFinite(value) && value > 0)) {
    throw new Error(`Expected "constraint.value" to be a positive number, got ${show(value)}`);
  }
  if (type !== 'SCALE' && !Number.isInteger(value)) {
    throw new Error(`Expected "constraint.value" to be a whole number, got ${value}`);
  }
}

async function decode(images: ImageStore, hashes: readonly string[]): Promise<Bitmaps> {
  const bitmaps = new Map<string, ImageBitmap>();
  for (const hash of new Set(hashes)) {
    const bytes = images.bytes(hash);
    if (bytes === undefined) continue;
    bitmaps.set(hash, await createImageBitmap(new Blob([new Uint8Array(bytes)])));
  }
  return bitmaps;
}
