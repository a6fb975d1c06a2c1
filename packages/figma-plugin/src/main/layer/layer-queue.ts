import type { HostPicture } from '@pastiche/panel/host';
import { inEnglish, type Said, sentence } from '@pastiche/panel/sentence';
import { MainError } from '../base/main-error.js';
import { layerRefusal, shortened } from './layer-refusal.js';
import {
  type CoveredImage,
  type ReadLayer,
  readHidden,
  readImageFill,
  readLayer,
} from './read-layer.js';
import { seenBox } from './seen-box.js';
import { shapeOver } from './shape-over.js';
import type { Target } from './target.js';

/** A layer to be painted, and which picture of it. */
export interface QueuedLayer {
  readonly id: string;
  readonly name: string;
  /** `image`: its image fill as uploaded, or the one of that hash; `hidden`: what a result (`covered`) hides of it. */
  readonly take:
    | { readonly kind: 'layer' }
    | ({ readonly kind: 'image'; readonly hash: string | null } & Partial<CoveredImage>)
    | { readonly kind: 'hidden'; readonly picture: Uint8Array; readonly covered: string };
  /** A shape that was selected with it and lies over it: it may be the mask. */
  readonly over?: LayerOver;
  /** The parts that stayed in the result for which it is painted again; left out: nobody has chosen. */
  readonly stays?: readonly string[];
}

/** A layer that lies over another. */
export interface LayerOver {
  readonly id: string;
  readonly name: string;
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
  /** The target of a content that was read, by the mark that its picture was given. */
  targetOf(mark: string | null): Target | null;
  /** What lies over the layer of that content and may be its mask. */
  overOf(mark: string): LayerOver | null;
  /** The parts that stayed in the result for which that content was read; `null`: nobody has chosen. */
  staysOf(mark: string): readonly string[] | null;
  /** Notes which parts of that content stay in its next result. */
  keep(mark: string, ids: readonly string[]): void;
  /** What was noted last; `null`: nothing. */
  keptOf(mark: string | null): readonly string[] | null;
  /** Passes over a layer, or over none any more. @returns whether this is another than before */
  leaveOut(id: string | null): boolean;
}

export interface LayerQueueOptions {
  /** Tells the person, at once. */
  notify?(said: Said): void;
  /** Told of a target that was read, and the mark of its picture. */
  onRead?(mark: string, target: Target): void;
}

export function createLayerQueue({
  notify = (said) => void figma.notify(inEnglish(said)),
  onRead = () => {},
}: LayerQueueOptions = {}): LayerQueue {
  const targets = new Map<string, Target>();
  const overs = new Map<string, LayerOver | null>();
  const stays = new Map<string, readonly string[] | null>();
  const kept = new Map<string, readonly string[]>();
  let leftOut: string | null = null;
  let layers: readonly QueuedLayer[] = [];
  let index = 0;
  let current: Target | null = null;
  return {
    shown: () => {
      const shown = layers.filter(({ id }) => id !== leftOut);
      const names = shown.map(({ name }) => name);
      return names.length > 1 ? { index: shown.indexOf(layers[index]), names } : null;
    },
    isEmpty: () => layers.length === 0,
    fill(next) {
      layers = next;
      index = 0;
      current = null;
      leftOut = null;
    },
    async read() {
      if (layers.length === 0) return null;
      const layer = layers[index];
      const { picture, target } = await readQueued(layer, notify);
      // One layer may be read as it is seen and by its image; names may be those of others, too.
      const mark = `${layer.id} ${layer.take.kind}`;
      targets.set(mark, target);
      overs.set(mark, layer.over ?? null);
      stays.set(mark, layer.stays ?? null);
      // Another layer may have been taken while this one was exported.
      if (layer === layers[index]) current = target;
      onRead(mark, target);
      return { ...picture, id: mark };
    },
    advance() {
      const next = layers.findIndex(({ id }, at) => at > index && id !== leftOut);
      if (next < 0) return false;
      index = next;
      current = null;
      return true;
    },
    current: () => current,
    targetOf: (mark) => (mark === null ? null : (targets.get(mark) ?? null)),
    overOf: (mark) => overs.get(mark) ?? null,
    staysOf: (mark) => stays.get(mark) ?? null,
    keep: (mark, ids) => void kept.set(mark, ids),
    keptOf: (mark) => (mark === null ? null : (kept.get(mark) ?? null)),
    leaveOut(id) {
      const isAnother = id !== leftOut;
      leftOut = id;
      return isAnother;
    },
  };
}

/** The layers of a selection that can be restyled, and why others cannot; a shape after the layer that it lies over. */
export function queueOf(
  selection: readonly SceneNode[],
  take: 'layer' | 'image' = 'layer',
): { readonly layers: readonly QueuedLayer[]; readonly refusal: Said | null } {
  const refusals: Said[] = [];
  const layers: QueuedLayer[] = [];
  const pair = take === 'layer' ? shapeOver(selection) : null;
  for (const node of pair === null ? selection : [pair.layer, pair.shape]) {
    const { type, name, visible } = node;
    const refusal = layerRefusal({ type, name, visible, box: seenBox(node) });
    if (refusal !== null) refusals.push(refusal);
    else
      layers.push({
        id: node.id,
        name,
        take: take === 'image' ? { kind: take, hash: null } : { kind: take },
        ...(node === pair?.layer ? { over: { id: pair.shape.id, name: pair.shape.name } } : {}),
      });
  }
  return { layers, refusal: refusals[0] ?? null };
}

async function readQueued(
  { id, name, take }: QueuedLayer,
  notify: (said: Said) => void,
): Promise<ReadLayer> {
  const node = await figma.getNodeByIdAsync(id);
  if (node === null || node.removed) {
    throw new MainError('refused', sentence`“${name}” is gone; select another layer.`);
  }
  const layer = node as SceneNode;
  if (take.kind === 'layer') return readLayer(layer);
  if (take.kind === 'hidden') return readHidden(layer, take.picture, take.covered);
  if (take.hash === null) return readImageFill(layer);
  if (figma.getImageByHash(take.hash) !== null) {
    return readImageFill(layer, take.hash, take);
  }
  // A file forgets images that fill nothing any more.
  notify(
    sentence`“${shortened(name)}” is restyled as it is: the file has lost the image that it had.`,
  );
  return readLayer(layer);
}
