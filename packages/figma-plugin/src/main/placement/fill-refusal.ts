import { type Sentence, sentence } from '@pastiche/panel/sentence';
import { orientationOf } from '../layer/absolute-turn.js';
import { shortened } from '../layer/layer-refusal.js';
import { imagePaintOf } from '../layer/read-layer.js';
import { coversArea } from '../layer/seen-box.js';
import type { Target, TargetFate } from '../layer/target.js';
import { effectRefusal } from './effect-refusal.js';

/** The ways to place a result as a fill. */
export const FILLS = ['top-fill', 'replace-fill'] as const;

type FillAction = (typeof FILLS)[number];

/** What a result was painted from: an image as uploaded, the layer as it is seen, or as it was before a result. */
type PaintedFrom = 'original' | 'seen' | 'hidden';

/**
 * Why a result cannot become a fill of its layer, as the beginning of a sentence that goes on with "so the
 * result was placed beside it"; `null`: it can.
 */
export function fillRefusal(
  node: SceneNode,
  fate: TargetFate,
  action: FillAction,
  target: Target,
): Sentence | null {
  const name = shortened(node.name);
  const turned = turnRefusal(node, action, paintedFrom(target));
  // A turn is a change too, and tells more.
  if (fate === 'edited' && turned === null) return sentence`“${name}” was changed in the meantime`;
  if (isLocked(node)) return sentence`“${name}” is locked`;
  return lastingRefusal(node, action, target);
}

/** As `fillRefusal`, while the layer is as its picture shows it and can be changed. */
export function lastingRefusal(
  node: SceneNode,
  action: FillAction,
  target: Target,
): Sentence | null {
  const name = shortened(node.name);
  const from = paintedFrom(target);
  if (!('fills' in node) || !coversArea(node))
    return sentence`“${name}” can have no fill of its own`;
  if (typeof node.fills === 'symbol' || node.type === 'TEXT') {
    return sentence`The text of “${name}” would cut the result to its letters`;
  }
  const turned = turnRefusal(node, action, from);
  if (turned !== null) return turned;
  if (action === 'replace-fill' && imagePaintOf(node) === null)
    return sentence`“${name}” has no image fill`;
  if (action === 'top-fill' && showsChildren(node))
    return sentence`The layers in “${name}” would hide a fill`;
  return from === 'seen' ? twiceRefusal(node, action) : null;
}

function paintedFrom({ original, covered }: Target): PaintedFrom {
  if (original) return 'original';
  return covered === null ? 'seen' : 'hidden';
}

/**
 * A picture of the layer as seen is turned already, by the layer or by what it lies in. An original image is
 * turned by the layer as it was, and what a fill hides was upright when that fill was made.
 */
function turnRefusal(node: SceneNode, action: FillAction, from: PaintedFrom): Sentence | null {
  const orientation = orientationOf(node);
  if (orientation === 'upright' || from === 'hidden') return null;
  if (from === 'original' && action === 'replace-fill') return null;
  const name = shortened(node.name);
  return {
    turned: sentence`“${name}” is turned, and a fill would turn the result once more`,
    mirrored: sentence`“${name}” is mirrored, and a fill would mirror the result once more`,
    slanted: sentence`“${name}” is slanted, and a fill would slant the result once more`,
  }[orientation];
}

/** What the layer adds to its fills is in a picture of it as it is seen already. */
function twiceRefusal(node: SceneNode & MinimalFillsMixin, action: string): Sentence | null {
  const name = shortened(node.name);
  if (showsChildren(node)) return sentence`The layers in “${name}” would show twice`;
  if (action === 'replace-fill' && showsFillsAboveImage(node)) {
    return sentence`The fills above the image of “${name}” would show twice`;
  }
  if ('opacity' in node && node.opacity < 1) {
    return sentence`“${name}” is translucent, and a fill would fade twice`;
  }
  return effectRefusal(node);
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
