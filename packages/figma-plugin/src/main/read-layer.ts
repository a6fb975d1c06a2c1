import type { HostPicture } from '@pastiche/panel/channel';
import { exportSize } from './export-size.js';
import { layerRefusal, shortened } from './layer-refusal.js';
import { MainError, wordsOf } from './main-error.js';
import { fillsOf, pageOf, type Target } from './target.js';

export interface ReadLayer {
  readonly picture: HostPicture;
  readonly target: Target;
}

/**
 * The picture of a layer as it is seen: without its shadows and what lies over it, as Figma exports
 * "contents only", in sRGB.
 *
 * @param titleOf tells the layer apart from others of its name
 * @throws MainError `refused` or `export`
 */
export async function readLayer(
  node: SceneNode,
  titleOf: (node: SceneNode) => string,
): Promise<ReadLayer> {
  const box = checkedBox(node);
  const imageHash = imagePaintOf(node)?.imageHash ?? null;
  const target = targetOf(node, box, { title: titleOf(node), original: false, imageHash });
  const bytes = await exporting(node, () =>
    node.exportAsync({
      format: 'PNG',
      colorProfile: 'SRGB',
      useAbsoluteBounds: true,
      constraint: exportSize(box),
    }),
  );
  return { target, picture: { name: target.title, bytes } };
}

/**
 * The image that fills a layer, as it was uploaded: uncropped, without filters.
 *
 * @param hash of an image that filled it before; default: of the topmost that fills it now
 * @throws MainError `refused`: the layer has no image fill; `export`: its image cannot be read
 */
export async function readImageFill(
  node: SceneNode,
  titleOf: (node: SceneNode) => string,
  hash: string | null = imagePaintOf(node)?.imageHash ?? null,
): Promise<ReadLayer> {
  const title = titleOf(node);
  const target = targetOf(node, checkedBox(node), { title, original: true, imageHash: hash });
  const image = hash === null ? null : figma.getImageByHash(hash);
  if (image === null) {
    throw new MainError(
      'refused',
      `“${shortened(node.name)}” has no image fill; select a layer that is filled with an image, or restyle it as it is seen.`,
    );
  }
  const bytes = await exporting(node, () => image.getBytesAsync());
  return { target, picture: { name: target.title, bytes } };
}

/** The topmost image fill that is seen. */
export function imagePaintOf(node: BaseNode): ImagePaint | null {
  if (!('fills' in node) || typeof node.fills === 'symbol') return null;
  const images = node.fills.filter(
    (paint): paint is ImagePaint => paint.type === 'IMAGE' && paint.visible !== false,
  );
  return images.length > 0 ? images[images.length - 1] : null;
}

function checkedBox(node: SceneNode): Rect {
  const box = node.absoluteBoundingBox;
  const refusal = layerRefusal({ type: node.type, name: node.name, visible: node.visible, box });
  if (refusal !== null) throw new MainError('refused', refusal);
  return box as Rect;
}

function targetOf(
  node: SceneNode,
  box: Rect,
  picture: Pick<Target, 'title' | 'original' | 'imageHash'>,
): Target {
  const pageId = (pageOf(node) ?? figma.currentPage).id;
  const { id, name } = node;
  return { id, name, box: { ...box }, pageId, ...picture, looks: new Set([fillsOf(node)]) };
}

async function exporting(node: SceneNode, read: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const { name } = node;
  try {
    const bytes = await read();
    if (bytes.length > 0) return bytes;
    throw new Error('it has no pixels');
  } catch (cause) {
    throw new MainError(
      'export',
      `Figma could not export “${shortened(name)}” (${wordsOf(cause)}); try a smaller layer, or flatten it first.`,
      cause,
    );
  }
}
