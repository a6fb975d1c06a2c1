import type { HostPicture } from '@pastiche/panel/host';
import { sentence } from '@pastiche/panel/sentence';
import { MainError, wordsOf } from '../base/main-error.js';
import { axesOf } from './absolute-turn.js';
import { keepsWhatItHides, pictureToKeep } from './hidden-picture.js';
import { exportSettings, layerLook } from './layer-look.js';
import { layerRefusal, shortened } from './layer-refusal.js';
import { seenBox } from './seen-box.js';
import { fillsOf, pageOf, type Target } from './target.js';

/** A text layer is called after its text; more of it would fill the panel. */
const LONGEST_NAME = 120;

export interface ReadLayer {
  readonly picture: HostPicture;
  readonly target: Target;
}

/** An image that a result took the place of. */
export interface CoveredImage {
  /** The image of that result. */
  readonly covered: string | null;
  /** The fill in which the image lay; `null`: as that of the result. */
  readonly paint: ImagePaint | null;
}

/**
 * The picture of a layer as it is seen: without its shadows and what lies over it, as Figma exports
 * "contents only", in sRGB.
 *
 * @throws MainError `refused` or `export`
 */
export async function readLayer(node: SceneNode): Promise<ReadLayer> {
  const target = targetOf(node, imagePaintOf(node)?.imageHash ?? null);
  const fills = fillsOf(node);
  const keeps = keepsWhatItHides(node);
  // From here on the layer may be gone, and Figma tells nothing of one that is.
  const bytes = await exporting(target, () => node.exportAsync(exportSettings(node)));
  const look = await layerLook(node, bytes);
  const before = keeps ? await pictureToKeep(node, bytes) : null;
  return {
    target: { ...target, before, looks: new Map([[fills, look]]) },
    picture: pictureOf(target, bytes),
  };
}

/**
 * The image that fills a layer, as it was uploaded: uncropped, without filters.
 *
 * @param hash of an image that filled it before; default: of the topmost that fills it now
 * @throws MainError `refused`: the layer has no image fill; `export`: its image cannot be read
 */
export async function readImageFill(
  node: SceneNode,
  hash: string | null = imagePaintOf(node)?.imageHash ?? null,
  { covered = null, paint = null }: Partial<CoveredImage> = {},
): Promise<ReadLayer> {
  const target = targetOf(node, hash);
  const image = hash === null ? null : figma.getImageByHash(hash);
  if (image === null) {
    throw new MainError(
      'refused',
      sentence`“${shortened(node.name)}” has no image fill; select a layer that is filled with an image, or restyle it as it is seen.`,
    );
  }
  const present = imagePaintOf(node);
  const imagePaint = (present?.imageHash === covered ? paint : null) ?? present;
  const bytes = await exporting(target, () => image.getBytesAsync());
  // A tile is as large as its image times a factor, and the result will have another size.
  const tileWidth = await exporting(target, () => tileWidthOf(imagePaint));
  return {
    target: { ...target, original: true, covered, imagePaint, tileWidth },
    picture: pictureOf(target, bytes),
  };
}

/**
 * What a layer showed before a result covered it.
 *
 * @param hidden the picture that was kept with the result
 * @param covered the image of that result
 * @throws MainError `refused`
 */
export async function readHidden(
  node: SceneNode,
  hidden: Uint8Array,
  covered: string,
): Promise<ReadLayer> {
  const target = targetOf(node, null);
  const fills = fillsOf(node);
  const looks = new Map([[fills, await layerLook(node)]]);
  return {
    target: { ...target, before: hidden, covered, looks },
    picture: pictureOf(target, hidden),
  };
}

/** The topmost image fill that is seen. */
export function imagePaintOf(node: BaseNode): ImagePaint | null {
  if (!('fills' in node) || typeof node.fills === 'symbol') return null;
  const images = node.fills.filter(
    (paint): paint is ImagePaint => paint.type === 'IMAGE' && paint.visible !== false,
  );
  return images.length > 0 ? images[images.length - 1] : null;
}

/** @throws MainError `refused` */
function targetOf(node: SceneNode, imageHash: string | null): Target {
  const { id, name, type, visible } = node;
  const box = seenBox(node);
  const refusal = layerRefusal({ type, name, visible, box });
  if (refusal !== null) throw new MainError('refused', refusal);
  const pageId = (pageOf(node) ?? figma.currentPage).id;
  const looks = new Map([[fillsOf(node), null]]);
  const seen = { box: { ...(box as Rect) }, axes: axesOf(node) };
  const nothing = { original: false, imagePaint: null, tileWidth: null };
  return { id, name, ...seen, pageId, imageHash, looks, ...nothing, covered: null, before: null };
}

async function tileWidthOf(paint: ImagePaint | null): Promise<number | null> {
  if (paint?.scaleMode !== 'TILE' || paint.imageHash === null) return null;
  const image = figma.getImageByHash(paint.imageHash);
  return image && (await image.getSizeAsync()).width;
}

function pictureOf({ name }: Target, bytes: Uint8Array): HostPicture {
  return { name: shortened(name, LONGEST_NAME) || 'Layer', bytes };
}

async function exporting<T extends Uint8Array | number | null>(
  { name }: Target,
  read: () => Promise<T>,
): Promise<T> {
  try {
    const answer = await read();
    if (!(answer instanceof Uint8Array && answer.length === 0)) return answer;
    throw new MainError('export', sentence`it has no pixels`);
  } catch (cause) {
    throw new MainError(
      'export',
      sentence`Figma could not export “${shortened(name)}” (${wordsOf(cause)}); try a smaller layer, or flatten it first.`,
      cause,
    );
  }
}
