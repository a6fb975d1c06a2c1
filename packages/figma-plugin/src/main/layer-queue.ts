import type { HostPicture } from '@pastiche/panel/channel';
import { layerRefusal } from './layer-refusal.js';
import { MainError } from './main-error.js';
import { type ReadLayer, readImageFill, readLayer } from './read-layer.js';
import type { Target } from './target.js';
import { createTitles } from './titles.js';

/** A layer to be painted, and which picture of it. */
export interface QueuedLayer {
  readonly id: string;
  readonly name: string;
  /** `image`: its image fill as uploaded, or the one of that hash. */
  readonly take:
    | { readonly kind: 'layer' }
    | { readonly kind: 'image'; readonly hash: string | null };
}

/** The layers that are painted one after another, and the targets that results go to. */
export interface LayerQueue {
  /** As the window shows it; `null` while there is at most one layer. */
  shown(): { readonly index: number; readonly names: readonly string[] } | null;
  isEmpty(): boolean;
  /** Begins anew with other layers. */
  fill(layers: readonly QueuedLayer[]): void;
  /** The picture of the present layer; `null`: there is none. @throws MainError */
  read(): Promise<HostPicture | null>;
  /** Goes on to the next layer; `false`: the present one is the last. */
  advance(): boolean;
  /** The target of the present layer, once it was read. */
  current(): Target | null;
  /** The target that the panel knows by that name. */
  targetOf(title: string | null): Target | null;
}

export function createLayerQueue(): LayerQueue {
  const titleOf = createTitles();
  const targets = new Map<string, Target>();
  let layers: readonly QueuedLayer[] = [];
  let index = 0;
  let current: Target | null = null;
  return {
    shown: () => (layers.length > 1 ? { index, names: layers.map(({ name }) => name) } : null),
    isEmpty: () => layers.length === 0,
    fill(next) {
      layers = next;
      index = 0;
      current = null;
    },
    async read() {
      if (layers.length === 0) return null;
      const layer = layers[index];
      const { picture, target } = await readQueued(layer, titleOf);
      targets.set(target.title, target);
      // Another layer may have been taken while this one was exported.
      if (layer === layers[index]) current = target;
      return picture;
    },
    advance() {
      if (index + 1 >= layers.length) return false;
      index++;
      current = null;
      return true;
    },
    current: () => current,
    targetOf: (title) => (title === null ? null : (targets.get(title) ?? null)),
  };
}

/** The layers of a selection that can be restyled, and why others cannot, in a sentence. */
export function queueOf(
  selection: readonly SceneNode[],
  take: QueuedLayer['take']['kind'] = 'layer',
): { readonly layers: readonly QueuedLayer[]; readonly refusal: string | null } {
  const refusals: string[] = [];
  const layers: QueuedLayer[] = [];
  for (const node of selection) {
    const { type, name, visible } = node;
    const refusal = layerRefusal({ type, name, visible, box: node.absoluteBoundingBox });
    if (refusal !== null) refusals.push(refusal);
    else
      layers.push({
        id: node.id,
        name,
        take: take === 'image' ? { kind: take, hash: null } : { kind: take },
      });
  }
  return { layers, refusal: refusals[0] ?? null };
}

async function readQueued(
  { id, name, take }: QueuedLayer,
  titleOf: (node: SceneNode) => string,
): Promise<ReadLayer> {
  const node = await figma.getNodeByIdAsync(id);
  if (node === null || node.removed) {
    throw new MainError('refused', `“${name}” is gone; select another layer.`);
  }
  const layer = node as SceneNode;
  if (take.kind === 'layer') return readLayer(layer, titleOf);
  if (take.hash === null) return readImageFill(layer, titleOf);
  try {
    return await readImageFill(layer, titleOf, take.hash);
  } catch {
    // A file forgets images that fill nothing any more.
    return readLayer(layer, titleOf);
  }
}
