import { PLUGIN_DATA_NAMESPACE } from '@pastiche/panel/plugin-data';
import type { QueuedLayer } from '../layer/layer-queue.js';
import {
  RESULT_KEY,
  type ResultRecipe,
  readHiddenPicture,
  readResultRecipe,
} from './result-recipe.js';

/** A result on the page that is open, as the window decides whether its preset has changed. */
export interface PageResult {
  readonly id: string;
  readonly name: string;
  readonly recipe: string;
  /** Of the layer that it was made of; `null`: that is gone, or there was none. */
  readonly sourceId: string | null;
}

export interface PageResults {
  readonly results: readonly PageResult[];
  /** How many more there are. */
  readonly unseen: number;
}

/** More than these are no queue that anybody waits for. */
const MOST_RESULTS = 500;

/** The layer that a result was made of, and which picture of it; `null`: that is gone, or there was none. */
export async function sourceOf(result: ResultRecipe): Promise<QueuedLayer | null> {
  const { imageHash } = result;
  const node = await sourceNode(result);
  if (node === null) return null;
  const { id, name } = node;
  if (imageHash !== null) {
    return { id, name, take: { kind: 'image', hash: imageHash, ...coveredOn(node, result) } };
  }
  const take = hiddenTake(node, result) ?? ({ kind: 'layer' } as const);
  return result.stays === null ? { id, name, take } : { id, name, take, stays: result.stays };
}

/** The results on the open page, in their order there; other pages are never loaded for it. */
export async function resultsOnPage(): Promise<PageResults> {
  const nodes = figma.currentPage.findAllWithCriteria({
    sharedPluginData: { namespace: PLUGIN_DATA_NAMESPACE, keys: [RESULT_KEY] },
  });
  const readable = nodes.flatMap((node) => {
    const result = node.removed ? null : readableRecipe(node);
    return result === null ? [] : [{ id: node.id, name: node.name, result }];
  });
  const results: PageResult[] = [];
  for (const { id, name, result } of readable.slice(0, MOST_RESULTS)) {
    const sourceId = (await sourceNode(result))?.id ?? null;
    results.push({ id, name, recipe: result.recipe, sourceId });
  }
  return { results, unseen: readable.length - results.length };
}

/** What these results were made of, in the same order. */
export async function layersOfResults(ids: readonly string[]): Promise<readonly QueuedLayer[]> {
  const layers: QueuedLayer[] = [];
  for (const id of ids) {
    const node = await figma.getNodeByIdAsync(id);
    const result = node === null || node.removed ? null : readableRecipe(node);
    // A result without its source stands for it, so that the queue keeps step with the ids.
    const fallback: QueuedLayer = { id, name: node?.name ?? '', take: { kind: 'layer' } };
    layers.push((result && (await sourceOf(result))) ?? fallback);
  }
  return layers;
}

async function sourceNode({ sourceId }: ResultRecipe): Promise<BaseNode | null> {
  const node = sourceId === null ? null : await figma.getNodeByIdAsync(sourceId);
  return node === null || node.removed ? null : node;
}

/** What a result covers of the source, unless the picture was taken of that result itself. */
function hiddenTake(node: BaseNode, { seenImage }: ResultRecipe): QueuedLayer['take'] | null {
  const own = readableRecipe(node);
  const hidden = own && readHiddenPicture(node, own);
  if (hidden === null || hidden.covered === seenImage) return null;
  return { kind: 'hidden', ...hidden };
}

/** The image of a result on the source that one painted from an image takes the place of. */
function coveredOn(node: BaseNode, { imageHash, imagePaint }: ResultRecipe) {
  const own = readableRecipe(node);
  const covered = own === null || own.painted === imageHash ? null : own.painted;
  // What was painted as it was seen has the crop in its pixels: its fill tells nothing of it.
  return { covered, paint: own?.imageHash === null ? imagePaint : null };
}

/** What a newer Pastiche made, or is damaged, is passed over. */
function readableRecipe(node: BaseNode): ResultRecipe | null {
  try {
    return readResultRecipe(node);
  } catch {
    return null;
  }
}
