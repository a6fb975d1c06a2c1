import { seenBox } from '../layer/seen-box.js';
import { drawnIn, isMask } from './layer-parts.js';
import { type Outline, outlineOf } from './outline.js';
import { drawnBox, meet, shownBox } from './shown-box.js';

/** So many exports take some seconds, between any two of which Figma goes on. */
export const MOST_SILHOUETTES = 200;

/** One node of which a silhouette is needed. */
export interface Silhouette {
  readonly id: string;
  /** What shows of it stays; else it hides what lies under it and stays. */
  readonly keeps: boolean;
  /** Around its export, px of the canvas from the layer's upper left corner. */
  readonly box: Rect;
  /** What cuts it, px as `box`. */
  readonly cuts: readonly Outline[];
}

/** From which silhouettes the mask of a layer's picture is made. */
export interface SilhouettePlan {
  /** Of the layer's picture, px of the canvas. */
  readonly width: number;
  readonly height: number;
  /** From the back to the front. */
  readonly silhouettes: readonly Silhouette[];
  /** How many parts that should stay are left out. */
  readonly left: number;
}

/** What a walk through a layer knows. */
interface Walk {
  readonly chosen: ReadonlySet<string>;
  /** Parts that hold a chosen one, or are one. */
  readonly held: ReadonlySet<string>;
  /** Around the layer, px of the canvas. */
  readonly area: Rect;
  /** Parts of which everything stays are taken as one. */
  readonly merges: boolean;
  readonly found: Found[];
}

interface Found {
  readonly node: SceneNode;
  readonly keeps: boolean;
  readonly shown: Rect;
  readonly cuts: readonly Outline[];
}

/**
 * Finds what must be exported for a mask in which the chosen parts of a layer are white, as far as they show:
 * what frames and masks cut off is not, nor what lies under something opaque that does not stay.
 *
 * @param chosen parts of the layer; of others nothing is looked at but what lies over them
 * @param over a layer of its own, all of which stays white over the others; `null`: there is none
 */
export function silhouettePlan(
  layer: SceneNode,
  chosen: readonly SceneNode[],
  over: SceneNode | null = null,
): SilhouettePlan {
  const area = seenBox(layer) ?? { x: 0, y: 0, width: 1, height: 1 };
  const parts = { chosen: new Set(chosen.map(({ id }) => id)), held: heldBy(chosen) };
  const walk = (merges: boolean) => {
    const found: Found[] = [];
    visitParts(layer, [], { ...parts, area, merges, found });
    if (over !== null) take(over, true, [], { area, found });
    return found;
  };
  const single = walk(false);
  const found = single.length > MOST_SILHOUETTES ? walk(true) : single;
  const fitting = largestOf(found);
  const kept = (of: readonly Found[]) => of.filter(({ keeps }) => keeps).length;
  return {
    width: area.width,
    height: area.height,
    silhouettes: fitting.map((each) => silhouetteOf(each, area)),
    left: kept(found) - kept(fitting),
  };
}

/** The chosen ones, and all in which they lie. */
function heldBy(chosen: readonly SceneNode[]): ReadonlySet<string> {
  const held = new Set<string>();
  for (const part of chosen) {
    let at: BaseNode | null = part;
    for (; at !== null && !held.has(at.id); at = at.parent) held.add(at.id);
  }
  return held;
}

function visitParts(node: SceneNode, cuts: readonly Outline[], walk: Walk): void {
  const within = 'clipsContent' in node && node.clipsContent ? [...cuts, outlineOf(node)] : cuts;
  let masked = within;
  for (const part of drawnIn(node)) {
    if (isMask(part)) masked = [...within, outlineOf(part)];
    else visit(part, masked, walk);
  }
}

function visit(node: SceneNode, cuts: readonly Outline[], walk: Walk): void {
  if (walk.chosen.has(node.id) || (walk.merges && staysWhole(node, walk))) {
    take(node, true, cuts, walk);
    return;
  }
  const holds = walk.held.has(node.id);
  if (!holds || paintsItself(node)) hide(node, cuts, walk);
  if (holds) visitParts(node, cuts, walk);
}

/** Whether a node shows nothing but parts that stay. */
function staysWhole(node: SceneNode, walk: Pick<Walk, 'chosen' | 'held'>): boolean {
  if (walk.chosen.has(node.id)) return true;
  if (!walk.held.has(node.id) || paintsItself(node)) return false;
  return drawnIn(node).every((part) => isMask(part) || staysWhole(part, walk));
}

function take(
  node: SceneNode,
  keeps: boolean,
  cuts: readonly Outline[],
  { area, found }: Pick<Walk, 'area' | 'found'>,
): void {
  const shown = shownBox(node, area, cuts);
  if (shown !== null) found.push({ node, keeps, shown, cuts });
}

/** Only what lies over something that stays is asked how it looks. */
function hide(node: SceneNode, cuts: readonly Outline[], walk: Walk): void {
  const shown = shownBox(node, walk.area, cuts);
  if (shown === null) return;
  const covers = walk.found.some((under) => under.keeps && meet(under.shown, shown) !== null);
  if (covers) walk.found.push({ node, keeps: false, shown, cuts });
}

function paintsItself(node: SceneNode): boolean {
  if (!('children' in node) || node.type === 'BOOLEAN_OPERATION') return true;
  const isSeen = (list: unknown) =>
    !Array.isArray(list) || list.some(({ visible }) => visible !== false);
  return ['fills', 'strokes', 'effects'].some(
    (field) => field in node && isSeen(node[field as keyof typeof node]),
  );
}

/** What stays goes before what hides it, and large parts before small ones; the order remains. */
function largestOf(found: readonly Found[]): readonly Found[] {
  if (found.length <= MOST_SILHOUETTES) return found;
  const weight = ({ keeps, shown }: Found) => (keeps ? 1e12 : 0) + shown.width * shown.height;
  const bySize = [...found].sort((one, other) => weight(other) - weight(one));
  const fitting = new Set(bySize.slice(0, MOST_SILHOUETTES));
  return found.filter((each) => fitting.has(each));
}

function silhouetteOf({ node, keeps, shown, cuts }: Found, area: Rect): Silhouette {
  const box = drawnBox(node) ?? shown;
  return {
    id: node.id,
    keeps,
    box: { ...box, x: box.x - area.x, y: box.y - area.y },
    cuts: cuts.map((outline) =>
      outline.map((at, index) => at - (index % 2 === 0 ? area.x : area.y)),
    ),
  };
}
