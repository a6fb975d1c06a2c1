import type { HostResult } from '@pastiche/panel/host';
import { type Said, sentence } from '@pastiche/panel/sentence';
import { MainError, wordsOf } from '../base/main-error.js';
import { shortened } from '../layer/layer-refusal.js';
import { seenBox } from '../layer/seen-box.js';
import { findTarget, looksOtherwise, noteOwnLook, pageOf, type Target } from '../layer/target.js';
import { type ResultExtras, styleNameIn, writeResultRecipe } from '../recipe/result-recipe.js';
import type { CanvasDrop } from './canvas-drops.js';
import { fillRefusal } from './fill-refusal.js';
import { placedSentence } from './placed-sentence.js';
import { placeAtDrop, placeOnPage, type RestingPlace, restingPlace } from './resting-place.js';
import { resultPaint, withImageReplaced, withTopFill } from './result-fills.js';
import { scaleNote } from './scale-note.js';

/** Figma takes images up to this side, px. */
const LONGEST = 4096;

/** What can be done with a result in the document. */
export type Placement = 'beside' | 'top-fill' | 'replace-fill';

/** A result whose file is here. */
export interface ArrivedResult
  extends Pick<HostResult, 'width' | 'height' | 'recipe' | 'preset' | 'painted'> {
  /** PNG. */
  readonly bytes: Uint8Array;
  /** The parts of the layer that stayed in it; `null`, left out: not known. */
  readonly stays?: readonly string[] | null;
}

/** What was done with a result. */
export interface Placed {
  readonly said: Said;
  /** In how many pixels it was painted and how large it is shown, where these differ; else `null`. */
  readonly scale: Said | null;
}

/**
 * Puts a result into the document as exactly one undo step: beside its layer, or as a fill of it.
 * Where that cannot be, it is placed beside, or where the layer lay, and the sentence says why.
 *
 * @param target the layer that was painted; `null`: the picture was no layer
 * @param drop where it was dropped; `null`: nowhere
 * @param view `follow`: what was made is selected, and seen with its layer; `stay`: the person goes on undisturbed
 * @returns sentences about what was done, for the panel and as toasts
 * @throws MainError `placement`
 */
export async function placeResult(
  result: ArrivedResult,
  placement: Placement,
  target: Target | null,
  drop: CanvasDrop | null = null,
  view: 'follow' | 'stay' = 'follow',
): Promise<Placed> {
  const { page, node, fate } = await looked(target, placement);
  const refusal =
    node === null || target === null || placement === 'beside'
      ? null
      : fillRefusal(node, fate, placement, target);
  // No await from here on: what follows is one undo step, and nothing can change in between.
  try {
    const { hash } = createImage(result);
    if (node !== null && target !== null && placement !== 'beside' && refusal === null) {
      const said = fillLayer(node, target, placement, hash, result);
      if (view === 'follow') show(node, null);
      return { said, scale: scaleNote(node, hash, result) };
    }
    const { made, moved } = placeNew(node, target, drop ?? page, hash, result);
    if (view === 'follow') show(made, drop === null ? node : null);
    const said =
      drop === null
        ? placedSentence(made.name, { node, target, refusal, moved })
        : sentence`Placed “${shortened(made.name)}”; undo takes it back.`;
    return { said, scale: scaleNote(made, hash, result) };
  } catch (cause) {
    if (cause instanceof MainError) throw cause;
    const why = wordsOf(cause);
    const said = sentence`The result could not be placed (${why}); try again.`;
    throw new MainError('placement', said, cause);
  } finally {
    figma.commitUndo();
  }
}

/**
 * The target's page and layer; the layer last, so that it is still there in what follows. Only a fill would cover
 * what somebody edited: beside its layer a result never waits for that to be looked at.
 */
async function looked(target: Target | null, placement: Placement) {
  if (target === null) return { page: null, node: null, fate: 'same' } as const;
  try {
    const page = await pageOfTarget(target);
    const isOther = placement !== 'beside' && (await looksOtherwise(target));
    const { node, fate } = await findTarget(target);
    return { page, node, fate: isOther && fate === 'same' ? 'edited' : fate } as const;
  } catch (cause) {
    const why = wordsOf(cause);
    const said = sentence`“${shortened(target.name)}” could not be looked up (${why}); try again.`;
    throw new MainError('placement', said, cause);
  }
}

async function pageOfTarget({ pageId }: Target): Promise<PageNode> {
  const page = await figma.getNodeByIdAsync(pageId);
  if (page === null || page.type !== 'PAGE') return figma.currentPage;
  // The source of an earlier result may lie on a page that is not open.
  if (page.id !== figma.currentPage.id) await page.loadAsync();
  return page;
}

function createImage({ bytes, width, height }: ArrivedResult): Image {
  try {
    return figma.createImage(bytes);
  } catch (cause) {
    const size =
      Math.max(width, height) > LONGEST
        ? sentence`Figma takes images up to ${LONGEST} px, but this one has ${width} × ${height}; paint it smaller`
        : sentence`Figma did not take the image (${wordsOf(cause)}); paint it at another size`;
    throw new MainError('placement', sentence`The result could not be placed: ${size}.`, cause);
  }
}

function fillLayer(
  node: SceneNode,
  target: Target,
  placement: Placement,
  hash: string,
  result: ArrivedResult,
): Said {
  const filled = node as SceneNode & MinimalFillsMixin;
  const replaces = placement === 'replace-fill';
  const before = filled.fills as readonly Paint[];
  const enlargement = target.tileWidth === null ? 1 : target.tileWidth / result.width;
  filled.fills = replaces
    ? withImageReplaced(filled, hash, target.imagePaint, enlargement)
    : withTopFill(before, hash, target.covered);
  try {
    remember(node, result, target, hash, target.before);
  } catch (error) {
    // What is said to have failed must not be there.
    filled.fills = before;
    throw error;
  }
  void noteOwnLook(node, target);
  const name = shortened(node.name);
  return replaces
    ? sentence`Replaced the image fill of “${name}”; undo takes it back.`
    : sentence`Added a top fill to “${name}”; undo takes it back.`;
}

function placeNew(
  node: SceneNode | null,
  target: Target | null,
  to: PageNode | CanvasDrop | null,
  hash: string,
  result: ArrivedResult,
): { readonly made: RectangleNode; readonly moved: boolean } {
  const style = styleNameIn(result.recipe);
  const size = sizeOf(node, target, result);
  const place = placeOf(node, target, to, size);
  const made = figma.createRectangle();
  try {
    place.parent.insertChild(place.index, made);
    made.resize(size.width, size.height);
    made.relativeTransform = place.relativeTransform;
    made.name = `${target?.name ?? 'Picture'} – ${style}`;
    made.fills = [resultPaint(hash)];
    remember(made, result, target, hash, null);
  } catch (error) {
    // Half a result would be a leftover in somebody's design.
    made.remove();
    throw error;
  }
  return { made, moved: place.moved };
}

/** Around the point where it was dropped; else beside its layer, or where that was. */
function placeOf(
  node: SceneNode | null,
  target: Target | null,
  to: PageNode | CanvasDrop | null,
  size: { readonly width: number; readonly height: number },
): RestingPlace {
  if (to !== null && 'node' in to) {
    const box = around(to, size);
    return placeAtDrop(to.node.removed ? figma.currentPage : to.node, box);
  }
  const { x, y } = (node && seenBox(node)) ?? target?.box ?? around(figma.viewport.center, size);
  const box = { x, y, ...size };
  return node === null ? placeOnPage(to ?? figma.currentPage, box) : restingPlace(node, box);
}

/** Writes how a result was made to the node that shows it. */
function remember(
  node: SceneNode,
  { recipe, preset = null, stays = null }: ArrivedResult,
  target: Target | null,
  painted: string,
  hidden: ResultExtras['hidden'],
): void {
  const imageHash = target?.original ? target.imageHash : null;
  const seenImage = target?.imageHash ?? null;
  const imagePaint = target?.imagePaint ?? null;
  const result = {
    recipe,
    sourceId: target?.id ?? null,
    imageHash,
    imagePaint,
    seenImage,
    painted,
    stays,
  };
  writeResultRecipe(node, result, { preset, hidden }, styleNameIn(recipe));
}

/**
 * As large as the layer was seen when its picture was taken, for the picture has that shape; what a fill
 * hides as large as the layer itself, however that is turned now; an original image as wide as the layer is;
 * a picture that was no layer, in its own pixels.
 */
function sizeOf(node: SceneNode | null, target: Target | null, result: ArrivedResult) {
  if (target === null) return { width: result.width, height: result.height };
  if (!target.original) {
    const { width, height } = node !== null && target.covered !== null ? node : target.box;
    return { width, height };
  }
  const { width } = (node && seenBox(node)) ?? target.box;
  return { width, height: Math.max(1, (width * result.height) / result.width) };
}

function around({ x, y }: Vector, { width, height }: { width: number; height: number }): Rect {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Selects what was made and fits it into view with its layer, where the person is on its page. */
function show(made: SceneNode, layer: SceneNode | null): void {
  const { currentPage, viewport } = figma;
  if (pageOf(made)?.id !== currentPage.id) return;
  currentPage.selection = [made];
  const isNear = layer !== null && pageOf(layer)?.id === currentPage.id;
  viewport.scrollAndZoomIntoView(isNear ? [layer, made] : [made]);
}
