import { type Sentence, sentence } from '@pastiche/panel/sentence';

/** Sizes that differ by less are the same to the eye, as a share. */
const SAME = 0.1 + 1e-9;

type Size = Pick<Rect, 'width' | 'height'>;

/**
 * In how many pixels a result was painted and how large it is shown, where these differ by more than a tenth:
 * it is blurred then, or finer than it looks; `null`: they do not.
 *
 * @param node the layer that shows it
 * @param hash the image of the result among its fills
 * @param result px of the image, and as it was painted, where that was smaller: what stays is finer then
 */
export function scaleNote(
  node: BaseNode & Size,
  hash: string,
  result: Size & { readonly painted?: Size | null | undefined },
): Sentence | null {
  const painted = result.painted ?? result;
  const paint = paintOf(node, hash);
  if (paint === null) return null;
  const scale = scaleOf(paint, node, painted);
  if (Math.abs(scale - 1) <= SAME) return null;
  const shown = coversExactly(paint, node, painted)
    ? node
    : { width: painted.width * scale, height: painted.height * scale };
  const [width, height] = [Math.round(shown.width), Math.round(shown.height)];
  return painted === result
    ? sentence`Painted at ${painted.width} × ${painted.height} px, shown at ${width} × ${height} px.`
    : sentence`Painted at ${painted.width} × ${painted.height} px, shown at ${width} × ${height} px; what stays has ${result.width} × ${result.height} px.`;
}

/** A painting has whole pixels, so that its shape is that of its layer but for a part of one. */
function coversExactly({ scaleMode }: ImagePaint, node: Size, { width, height }: Size): boolean {
  const pixel = Math.max(node.width / width, node.height / height);
  const isSameShape = Math.abs(node.width / width - node.height / height) * height < pixel;
  return scaleMode === 'FILL' && isSameShape;
}

function paintOf(node: BaseNode, hash: string): ImagePaint | null {
  if (!('fills' in node) || typeof node.fills === 'symbol') return null;
  return (
    node.fills.find(
      (paint): paint is ImagePaint => paint.type === 'IMAGE' && paint.imageHash === hash,
    ) ?? null
  );
}

/** How many px of the canvas a pixel of the image takes. */
function scaleOf(paint: ImagePaint, { width, height }: Size, painted: Size): number {
  const isOnItsSide = Math.abs(paint.rotation ?? 0) % 180 === 90;
  const [across, down] = isOnItsSide
    ? [width / painted.height, height / painted.width]
    : [width / painted.width, height / painted.height];
  switch (paint.scaleMode) {
    case 'TILE':
      return paint.scalingFactor ?? 1;
    case 'FIT':
      return Math.min(across, down);
    case 'FILL':
      return Math.max(across, down);
    case 'CROP': {
      // The width of the layer is this vector of the image, whose sides are 1 there.
      const [[right], [below]] = paint.imageTransform ?? [[1], [0]];
      return width / Math.hypot(right * painted.width, below * painted.height);
    }
  }
}
