import { shortened } from './layer-refusal.js';
import { imagePaintOf } from './read-layer.js';
import { coversArea } from './seen-box.js';
import type { TargetFate } from './target.js';

/** What a result was painted from: an image as uploaded, the layer as it is seen, or as it was before a result. */
type PaintedFrom = 'original' | 'seen' | 'hidden';

/**
 * Why a result cannot become a fill of its layer, as a sentence that goes on with "so it was placed
 * beside it"; `null`: it can.
 */
export function fillRefusal(
  node: SceneNode,
  fate: TargetFate,
  action: 'top-fill' | 'replace-fill',
  from: PaintedFrom,
): string | null {
  const called = `“${shortened(node.name)}”`;
  if (fate === 'edited') return `${called} was changed in the meantime`;
  if (isLocked(node)) return `${called} is locked`;
  if (!('fills' in node) || !coversArea(node)) return `${called} can have no fill of its own`;
  if (typeof node.fills === 'symbol' || node.type === 'TEXT') {
    return `the text of ${called} would cut the result to its letters`;
  }
  // The original image is turned by the layer, as it was; a picture of the layer as seen is turned already.
  const turnsTwice = !(from === 'original' && action === 'replace-fill');
  if (turnsTwice && 'rotation' in node && Math.abs(node.rotation) > 0.01) {
    return `${called} is turned, and a fill would turn the result once more`;
  }
  if (action === 'replace-fill' && imagePaintOf(node) === null)
    return `${called} has no image fill`;
  if (action === 'top-fill' && showsChildren(node))
    return `the layers in ${called} would hide a fill`;
  return from === 'seen' ? twiceRefusal(node, action) : null;
}

/** What the layer adds to its fills is in a picture of it as it is seen already. */
function twiceRefusal(node: SceneNode & MinimalFillsMixin, action: string): string | null {
  const called = `“${shortened(node.name)}”`;
  if (showsChildren(node)) return `the layers in ${called} would show twice`;
  if (action === 'replace-fill' && showsFillsAboveImage(node)) {
    return `the fills above the image of ${called} would show twice`;
  }
  if ('opacity' in node && node.opacity < 1) {
    return `${called} is translucent, and a fill would fade twice`;
  }
  const isBlurred =
    'effects' in node && node.effects.some(({ type, visible }) => visible && type === 'LAYER_BLUR');
  return isBlurred ? `${called} is blurred, and a fill would be blurred twice` : null;
}

function showsChildren(node: SceneNode): boolean {
  return 'children' in node && node.children.some(({ visible }) => visible);
}

function showsFillsAboveImage(node: MinimalFillsMixin & BaseNode): boolean {
  const seen = (node.fills as readonly Paint[]).filter(({ visible }) => visible !== false);
  return seen[seen.length - 1].type !== 'IMAGE';
}

function isLocked(node: SceneNode): boolean {
  let at: BaseNode | null = node;
  while (at !== null && at.type !== 'PAGE') {
    if ('locked' in at && at.locked) return true;
    at = at.parent;
  }
  return false;
}
