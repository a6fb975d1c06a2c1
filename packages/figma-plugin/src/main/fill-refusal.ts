import { shortened } from './layer-refusal.js';
import { imagePaintOf } from './read-layer.js';
import { coversArea } from './seen-box.js';
import type { TargetFate } from './target.js';

/**
 * Why a result cannot become a fill of its layer, as a sentence that goes on with "so it was placed
 * beside it"; `null`: it can.
 */
export function fillRefusal(
  node: SceneNode,
  fate: TargetFate,
  action: 'top-fill' | 'replace-fill',
  original: boolean,
): string | null {
  const called = `“${shortened(node.name)}”`;
  if (fate === 'edited') return `${called} was changed in the meantime`;
  if (isLocked(node)) return `${called} is locked`;
  if (!('fills' in node) || !coversArea(node)) return `${called} can have no fill of its own`;
  if (typeof node.fills === 'symbol' || node.type === 'TEXT') {
    return `the text of ${called} would cut the result to its letters`;
  }
  // The original image is turned by the layer, as it was; a picture of the layer as seen is turned already.
  const turnsTwice = !(original && action === 'replace-fill');
  if (turnsTwice && 'rotation' in node && Math.abs(node.rotation) > 0.01) {
    return `${called} is turned, and a fill would turn the result once more`;
  }
  if (action === 'replace-fill') {
    return imagePaintOf(node) === null ? `${called} has no image fill` : null;
  }
  const covers = 'children' in node && node.children.some((child) => child.visible);
  return covers ? `the layers in ${called} would hide a fill` : null;
}

function isLocked(node: SceneNode): boolean {
  let at: BaseNode | null = node;
  while (at !== null && at.type !== 'PAGE') {
    if ('locked' in at && at.locked) return true;
    at = at.parent;
  }
  return false;
}
