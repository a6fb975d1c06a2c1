import { orientationOf } from '../layer/absolute-turn.js';
import { shortened } from '../layer/layer-refusal.js';
import { imagePaintOf } from '../layer/read-layer.js';
import { coversArea } from '../layer/seen-box.js';
import type { TargetFate } from '../layer/target.js';

/** What a result was painted from: an image as uploaded, the layer as it is seen, or as it was before a result. */
type PaintedFrom = 'original' | 'seen' | 'hidden';

const ONCE_MORE = { turned: 'turn', mirrored: 'mirror', slanted: 'slant' } as const;

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
  const turned = turnRefusal(node, action, from);
  // A turn is a change too, and tells more.
  if (fate === 'edited' && turned === null) return `${called} was changed in the meantime`;
  if (isLocked(node)) return `${called} is locked`;
  if (!('fills' in node) || !coversArea(node)) return `${called} can have no fill of its own`;
  if (typeof node.fills === 'symbol' || node.type === 'TEXT') {
    return `the text of ${called} would cut the result to its letters`;
  }
  if (turned !== null) return turned;
  if (action === 'replace-fill' && imagePaintOf(node) === null)
    return `${called} has no image fill`;
  if (action === 'top-fill' && showsChildren(node))
    return `the layers in ${called} would hide a fill`;
  return from === 'seen' ? twiceRefusal(node, action) : null;
}

/**
 * A picture of the layer as seen is turned already, by the layer or by what it lies in. An original image is
 * turned by the layer as it was, and what a fill hides was upright when that fill was made.
 */
function turnRefusal(
  node: SceneNode,
  action: 'top-fill' | 'replace-fill',
  from: PaintedFrom,
): string | null {
  const orientation = orientationOf(node);
  if (orientation === 'upright' || from === 'hidden') return null;
  if (from === 'original' && action === 'replace-fill') return null;
  const called = `“${shortened(node.name)}”`;
  return `${called} is ${orientation}, and a fill would ${ONCE_MORE[orientation]} the result once more`;
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
