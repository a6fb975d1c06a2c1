import { imagePaintOf } from './read-layer.js';

/** The fill of a result on a layer of its own. */
export function resultPaint(imageHash: string): ImagePaint {
  return { type: 'IMAGE', scaleMode: 'FILL', imageHash };
}

/** A layer's fills with the result over them. */
export function withTopFill(fills: readonly Paint[], imageHash: string): Paint[] {
  return [...fills, resultPaint(imageHash)];
}

/**
 * A layer's fills with the result in the place of its topmost image. Opacity, blend mode and the
 * other fills stay. A result that was painted from the original image stays cropped and scaled as
 * that was; one that was painted from the layer as seen has that, and the filters, in it already.
 */
export function withImageReplaced(
  node: MinimalFillsMixin & BaseNode,
  imageHash: string,
  original: boolean,
): Paint[] {
  const replaced = imagePaintOf(node);
  const at = (node.fills as readonly Paint[]).findIndex(
    (paint) => JSON.stringify(paint) === JSON.stringify(replaced),
  );
  const { opacity, blendMode, visible } = replaced as ImagePaint;
  const next: ImagePaint = original
    ? { ...(replaced as ImagePaint), imageHash }
    : {
        ...resultPaint(imageHash),
        ...(opacity === undefined ? {} : { opacity }),
        ...(blendMode === undefined ? {} : { blendMode }),
        ...(visible === undefined ? {} : { visible }),
      };
  return (node.fills as readonly Paint[]).map((paint, index) => (index === at ? next : paint));
}
