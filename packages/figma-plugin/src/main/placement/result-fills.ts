import { imagePaintOf } from '../layer/read-layer.js';

/** The fill of a result on a layer of its own. */
export function resultPaint(imageHash: string): ImagePaint {
  return { type: 'IMAGE', scaleMode: 'FILL', imageHash };
}

/**
 * A layer's fills with the result over them.
 *
 * @param covered image of an earlier result that the new one was not painted from, and takes the place of
 */
export function withTopFill(
  fills: readonly Paint[],
  imageHash: string,
  covered: string | null,
): Paint[] {
  const isEarlier = (paint: Paint) => paint.type === 'IMAGE' && paint.imageHash === covered;
  return [...fills.filter((paint) => !isEarlier(paint)), resultPaint(imageHash)];
}

/**
 * A layer's fills with the result in the place of its topmost image; the other fills stay. A result
 * that was painted from the original image keeps that one's crop, scale mode, opacity, blend mode and
 * filters. One that was painted from the layer as seen has all of these in its pixels already: a
 * second time they would show twice.
 *
 * @param original the fill in which the original image lay; `null`: the layer was painted as seen
 * @param enlargement how much wider the image in `original` is than the result; its tiles keep their size
 */
export function withImageReplaced(
  node: MinimalFillsMixin & BaseNode,
  imageHash: string,
  original: ImagePaint | null,
  enlargement = 1,
): Paint[] {
  const replaced = imagePaintOf(node);
  // The last of equal ones: the lower ones are hidden below it.
  const at = (node.fills as readonly Paint[])
    .map((paint) => JSON.stringify(paint))
    .lastIndexOf(JSON.stringify(replaced));
  const { visible } = replaced as ImagePaint;
  const next: ImagePaint = original
    ? { ...inSamePlace(original, enlargement), imageHash }
    : {
        ...resultPaint(imageHash),
        ...(visible === undefined ? {} : { visible }),
      };
  return (node.fills as readonly Paint[]).map((paint, index) => (index === at ? next : paint));
}

/** All modes but tiles count in the layer's size; those count in the image's pixels. */
function inSamePlace(paint: ImagePaint, enlargement: number): ImagePaint {
  if (paint.scaleMode !== 'TILE') return paint;
  return { ...paint, scalingFactor: (paint.scalingFactor ?? 1) * enlargement };
}
