import { orientationOf, pointWithin, uprightIn } from '../layer/absolute-turn.js';
import { seenBox } from '../layer/seen-box.js';
import { freeSpot, GAP } from './free-spot.js';
import { onWholePixels } from './whole-pixels.js';

/** Nobody sees that so little is cut off, px. */
const LEAST = 0.001;

/** What the assets of Figma Buzz lie in. */
const HOLD_SHEETS: readonly string[] = ['PAGE', 'SECTION', 'CANVAS_GRID', 'CANVAS_ROW'];

/** Where a result goes beside its layer. */
export interface RestingPlace {
  readonly parent: BaseNode & ChildrenMixin;
  readonly index: number;
  /** In the parent's space, px; with it the result lies upright on the page. */
  readonly relativeTransform: Transform;
  /** Not in the layer's own parent, or not where it was to be. */
  readonly moved: boolean;
}

/**
 * The place to the right of a layer where it covers nothing: on the page or in the section around it, for within a
 * frame it would lie over somebody's design; and right of everything that was climbed out of. What leaves a slide or
 * an asset is seen by nobody: there it stays within, and covers what is in the way.
 */
export function restingPlace(node: SceneNode, box: Rect): RestingPlace {
  if (isSheet(node)) return overSheet(node, box);
  const chain = ancestorsOf(node);
  const sheet = sheetIn(chain);
  const last = sheet ?? chain.length - 1;
  // What is wrong with an ancestor spoils all that is in it.
  let at = Math.min(lastIndexWhere(chain, taints) + 1, last);
  const spotIn = (index: number) =>
    onWholePixels(freeSpot(chain[index], besideUnit(unitOf(chain, index, node), box)));
  const isFor = (index: number) =>
    isGround(chain[index]) && takes(chain.slice(index), { ...box, ...spotIn(index) });
  while (at < last && !isFor(at)) at++;
  const parent = chain[at];
  const unit = unitOf(chain, at, node);
  const spot = spotIn(at);
  const within = at === sheet ? spotWithin(parent, spot, box) : spot;
  return {
    parent,
    index: parent.children.findIndex((child) => child.id === unit.id) + 1,
    relativeTransform: uprightIn(parent, within),
    moved: at > 0,
  };
}

/** The place on a page for a result whose layer is gone: where that lay, or beside what lies there now. */
export function placeOnPage(page: PageNode, box: Rect): RestingPlace {
  const spot = onWholePixels(freeSpot(page, box));
  const relativeTransform = uprightIn(page, spot);
  return {
    parent: page,
    index: page.children.length,
    relativeTransform,
    moved: spot.x - box.x >= 1,
  };
}

/**
 * The place for what was dropped on a node: in it, or in the nearest around it in which it stays where it
 * is put and is seen whole; at last on the page.
 *
 * @param box on the page
 */
export function placeAtDrop(node: BaseNode, box: Rect): RestingPlace {
  const around = ancestorsOf(node);
  const chain = 'children' in node && node.type !== 'DOCUMENT' ? [node, ...around] : around;
  const last = sheetIn(chain) ?? chain.length - 1;
  let at = Math.min(lastIndexWhere(chain, taints) + 1, last);
  while (at < last && !takes(chain.slice(at), box)) at++;
  const parent = chain[at];
  const relativeTransform = uprightIn(parent, onWholePixels(box));
  return { parent, index: parent.children.length, relativeTransform, moved: false };
}

type Parent = BaseNode & ChildrenMixin;

/** From the parent to the page. */
function ancestorsOf(node: BaseNode): readonly Parent[] {
  const chain: Parent[] = [];
  for (let at = node.parent; at !== null && at.type !== 'DOCUMENT'; at = at.parent) chain.push(at);
  return chain;
}

/** The slide or asset among the ancestors; `null`: there is none, as on a canvas. */
function sheetIn(chain: readonly Parent[]): number | null {
  const at = lastIndexWhere(chain, isSheet);
  return at < 0 ? null : at;
}

/** Not an asset that is an instance, or that arranges its layers: a result could not lie freely in that. */
function isSheet(node: BaseNode): node is Parent {
  if (node.type === 'SLIDE') return true;
  if (figma.editorType !== 'buzz' || node.type !== 'FRAME' || node.parent === null) return false;
  const isArranging = 'layoutMode' in node && node.layoutMode !== 'NONE';
  return HOLD_SHEETS.includes(node.parent.type) && !isArranging;
}

function overSheet(sheet: Parent, box: Rect): RestingPlace {
  const relativeTransform = uprightIn(sheet, spotWithin(sheet, box, box));
  return { parent: sheet, index: sheet.children.length, relativeTransform, moved: false };
}

/** A place as near as can be at which the result is seen whole; one that is too large stays where its layer is. */
function spotWithin(sheet: Parent, spot: Vector, box: Rect): Vector {
  const bounds = 'absoluteBoundingBox' in sheet ? sheet.absoluteBoundingBox : null;
  if (bounds === null) return spot;
  const { x, y, width, height } = bounds;
  return {
    x: box.width > width ? box.x : Math.max(x, Math.min(spot.x, x + width - box.width)),
    y: box.height > height ? box.y : Math.max(y, Math.min(spot.y, y + height - box.height)),
  };
}

function unitOf(chain: readonly Parent[], at: number, node: SceneNode): SceneNode {
  return at === 0 ? node : (chain[at - 1] as SceneNode);
}

function besideUnit(unit: SceneNode, box: Rect): Rect {
  const around = seenBox(unit) ?? box;
  return { ...box, x: around.x + around.width + GAP };
}

/** Where artboards lie, and a result beside them. */
function isGround({ type }: Parent): boolean {
  return type === 'PAGE' || type === 'SECTION';
}

/** Nothing can be put into it, or it would be copied or kept from the person. */
function taints(parent: Parent): boolean {
  if (parent.type === 'PAGE') return false;
  const isLocked = 'locked' in parent && parent.locked;
  const copies = ['INSTANCE', 'COMPONENT', 'COMPONENT_SET'].includes(parent.type);
  return isLocked || copies;
}

/**
 * Whether a layer that is put into a parent lies there as a layer beside it would, stays, and is seen whole.
 *
 * @param chain the parent, and what is around it
 * @param box of the layer on the page
 */
function takes([parent, ...around]: readonly Parent[], box: Rect): boolean {
  if (parent.type === 'PAGE') return true;
  if (!['FRAME', 'SECTION', 'SLIDE'].includes(parent.type)) return false;
  if ('layoutMode' in parent && parent.layoutMode !== 'NONE') return false;
  if (orientationOf(parent) !== 'upright') return false;
  if (!('absoluteBoundingBox' in parent) || parent.absoluteBoundingBox === null) return false;
  return [parent, ...around].every((each) => showsAll(each, box));
}

function showsAll(parent: Parent, box: Rect): boolean {
  if (!('clipsContent' in parent && parent.clipsContent)) return true;
  return cornersOf(box).every((corner) => {
    const { x, y } = pointWithin(parent, corner);
    const [right, bottom] = [parent.width + LEAST, parent.height + LEAST];
    return x >= -LEAST && y >= -LEAST && x <= right && y <= bottom;
  });
}

function cornersOf({ x, y, width, height }: Rect): readonly Vector[] {
  const [right, bottom] = [x + width, y + height];
  return [
    { x, y },
    { x: right, y },
    { x, y: bottom },
    { x: right, y: bottom },
  ];
}

function lastIndexWhere<T>(list: readonly T[], is: (item: T) => boolean): number {
  for (let index = list.length - 1; index >= 0; index--) if (is(list[index])) return index;
  return -1;
}
