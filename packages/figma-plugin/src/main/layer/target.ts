import { type Axes, areSameAxes, axesOf } from './absolute-turn.js';
import { isSameLook, layerLook } from './layer-look.js';
import { seenBox } from './seen-box.js';

/** A layer that is restyled, as it was when its picture was taken. */
export interface Target {
  /** Of the node; kept from the start, so that no later selection redirects a result. */
  readonly id: string;
  /** The layer's own name. */
  readonly name: string;
  /** Where it was seen on its page, px of the canvas. */
  readonly box: Rect;
  /** How it lay there, all its parents' turns and its own together. */
  readonly axes: Axes;
  readonly pageId: string;
  /** Its picture is an image fill as it was uploaded, not the layer as seen. */
  readonly original: boolean;
  /** The topmost image that filled it then, or the one that its picture is; `null`: none. */
  readonly imageHash: string | null;
  /** The fill in which an original image lay, whose crop and opacity its result keeps; `null`: there is none. */
  readonly imagePaint: ImagePaint | null;
  /** Width of the image in `imagePaint` where that is tiled, px; `null`: it is not, or nobody knows. */
  readonly tileWidth: number | null;
  /** The image of a result that covers the layer and is not in its picture; `null`: there is none. */
  readonly covered: string | null;
  /** Its picture, where a fill would hide what it shows and it can be kept with that; else `null`. */
  readonly before: Uint8Array | null;
  /**
   * Its fills then, and those that Pastiche gave it since, each with what the layer looked like (`null`: not
   * known, any look will do); other fills and other looks are somebody's edit.
   */
  readonly looks: Map<string, Uint8Array | null>;
}

/** A layer's fills, for comparison. */
export function fillsOf(node: BaseNode): string {
  return 'fills' in node && typeof node.fills !== 'symbol' ? JSON.stringify(node.fills) : '';
}

/** What became of a target since its picture was taken. */
export type TargetFate = 'same' | 'edited' | 'removed';

/** The layer of a target, if it is still there, and what became of it as far as its size, turn and fills tell. */
export async function findTarget(
  target: Target,
): Promise<{ readonly node: SceneNode | null; readonly fate: TargetFate }> {
  const node = await figma.getNodeByIdAsync(target.id);
  if (node === null || node.removed || !('absoluteBoundingBox' in node)) {
    return { node: null, fate: 'removed' };
  }
  return { node: node as SceneNode, fate: isEdited(node as SceneNode, target) ? 'edited' : 'same' };
}

/** Whether the layer, though its size and fills are the same, is drawn otherwise now: it is exported once more. */
export async function looksOtherwise(target: Target): Promise<boolean> {
  const { node, fate } = await findTarget(target);
  if (node === null || fate !== 'same') return false;
  const then = target.looks.get(fillsOf(node)) ?? null;
  // Between other pixels of the page every edge is drawn otherwise, and nobody edited anything.
  if (then === null || !isOnSameGrid(seenBox(node), target.box)) return false;
  const now = await layerLook(node);
  return !isSameLook(then, now);
}

/** Makes the present look of a layer, which Pastiche gave it, one that is no edit. */
export async function noteOwnLook(node: SceneNode, { looks }: Target): Promise<void> {
  const fills = fillsOf(node);
  looks.set(fills, null);
  try {
    const look = await layerLook(node);
    if (!node.removed && fillsOf(node) === fills) looks.set(fills, look);
  } catch {
    // The plugin was closed meanwhile, and nobody will ask.
  }
}

/** Moving a layer changes nothing about its picture; its size, its turn and its fills do. */
function isEdited(node: SceneNode, { box, axes, looks }: Target): boolean {
  const now = seenBox(node);
  if (now === null) return true;
  const resized = Math.abs(now.width - box.width) > 0.5 || Math.abs(now.height - box.height) > 0.5;
  return resized || !areSameAxes(axesOf(node), axes) || !looks.has(fillsOf(node));
}

function isOnSameGrid(now: Rect | null, then: Rect): boolean {
  return now !== null && isWhole(now.x - then.x) && isWhole(now.y - then.y);
}

function isWhole(distance: number): boolean {
  return Math.abs(distance - Math.round(distance)) < 0.001;
}

export function pageOf(node: BaseNode): PageNode | null {
  let at: BaseNode | null = node;
  while (at !== null && at.type !== 'PAGE') at = at.parent;
  return at;
}
