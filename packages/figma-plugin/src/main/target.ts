/** A layer that is restyled, as it was when its picture was taken. */
export interface Target {
  /** Of the node; kept from the start, so that no later selection redirects a result. */
  readonly id: string;
  /** What the panel calls it: the layer's name, told apart from others of the same name. */
  readonly title: string;
  /** The layer's own name. */
  readonly name: string;
  /** Where it lay on its page, px of the canvas. */
  readonly box: Rect;
  readonly pageId: string;
  /** Its picture is an image fill as it was uploaded, not the layer as seen. */
  readonly original: boolean;
  /** The topmost image that filled it then, or the one that its picture is; `null`: none. */
  readonly imageHash: string | null;
  /** Its fills then, and those that Pastiche gave it since; any others are somebody's edit. */
  readonly looks: Set<string>;
}

/** What a layer looks like from outside, for comparison. */
export function fillsOf(node: BaseNode): string {
  return 'fills' in node && typeof node.fills !== 'symbol' ? JSON.stringify(node.fills) : '';
}

/** What became of a target since its picture was taken. */
export type TargetFate = 'same' | 'edited' | 'removed';

/** The layer of a target, if it is still there, and what became of it. */
export async function findTarget(
  target: Target,
): Promise<{ readonly node: SceneNode | null; readonly fate: TargetFate }> {
  const node = await figma.getNodeByIdAsync(target.id);
  if (node === null || node.removed || !('absoluteBoundingBox' in node)) {
    return { node: null, fate: 'removed' };
  }
  return { node: node as SceneNode, fate: isEdited(node as SceneNode, target) ? 'edited' : 'same' };
}

/** Moving a layer changes nothing about its picture; its size and its fills do. */
function isEdited(node: SceneNode, { box, looks }: Target): boolean {
  const now = node.absoluteBoundingBox;
  if (now === null) return true;
  const resized = Math.abs(now.width - box.width) > 0.5 || Math.abs(now.height - box.height) > 0.5;
  return resized || !looks.has(fillsOf(node));
}

export function pageOf(node: BaseNode): PageNode | null {
  let at: BaseNode | null = node;
  while (at !== null && at.type !== 'PAGE') at = at.parent;
  return at;
}
