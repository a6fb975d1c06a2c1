import type { Handlers } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/sentence';
import type { SANDBOX_CONTRACT } from '../../window-contract.js';
import { MainError } from '../base/main-error.js';
import type { LayerQueue } from '../layer/layer-queue.js';
import { shortened } from '../layer/layer-refusal.js';
import { layerParts } from './layer-parts.js';
import { silhouetteOf } from './silhouette.js';
import { silhouettePlan } from './silhouette-plan.js';

type Requests = Handlers<typeof SANDBOX_CONTRACT>['requests'];

/**
 * Answers what the window asks to keep parts of a layer as they are. It asks for one silhouette after another, so
 * that Figma goes on between them.
 */
export function keptRequests(
  queue: Pick<LayerQueue, 'targetOf' | 'overOf' | 'staysOf'>,
): Pick<Requests, 'layerParts' | 'silhouettePlan' | 'silhouette'> {
  return {
    async layerParts({ contentId }) {
      const layer = await seenLayer(queue, contentId);
      if (layer === null) return { parts: [], unlisted: 0, stays: null };
      const { parts, unlisted } = layerParts(layer);
      const over = queue.overOf(contentId);
      const first =
        over === null ? [] : [{ ...over, kind: 'shape', depth: 0, isOver: true } as const];
      const within = parts.map((part) => ({ ...part, isOver: false }));
      const stays = queue.staysOf(contentId);
      return { parts: [...first, ...within], unlisted, stays: stays && [...stays] };
    },
    async silhouettePlan({ contentId, ids }) {
      const layer = await presentLayer(queue, contentId);
      const over = queue.overOf(contentId);
      const nodes = await nodesOf(ids);
      const chosen = nodes.filter(({ id }) => id !== over?.id);
      const mask = nodes.find(({ id }) => id === over?.id) ?? null;
      const { silhouettes, ...plan } = silhouettePlan(layer, chosen, mask);
      return {
        ...plan,
        silhouettes: silhouettes.map(({ cuts, box, ...rest }) => ({
          ...rest,
          box: { ...box },
          cuts: cuts.map((outline) => [...outline]),
        })),
      };
    },
    async silhouette({ contentId, id }) {
      const layer = await presentLayer(queue, contentId);
      const [node] = await nodesOf([id]);
      return node === undefined ? new Uint8Array() : silhouetteOf(node, layer);
    },
  };
}

/**
 * Hears what the window tells of parts that stay.
 *
 * @param onQueue told that other layers are painted than before
 */
export function keptEvents(
  queue: Pick<LayerQueue, 'overOf' | 'leaveOut' | 'keep'>,
  onQueue: () => void,
): Pick<Handlers<typeof SANDBOX_CONTRACT>['events'], 'partsChosen' | 'resultStays'> {
  return {
    partsChosen: ({ contentId, ids }) => {
      const over = queue.overOf(contentId);
      // What is the mask of a layer is not painted after it.
      if (queue.leaveOut(over !== null && ids.includes(over.id) ? over.id : null)) onQueue();
    },
    resultStays: ({ contentId, ids }) => queue.keep(contentId, ids),
  };
}

/** The layers of these ids that are still there. */
async function nodesOf(ids: readonly string[]): Promise<readonly SceneNode[]> {
  const nodes = await Promise.all(ids.map((id) => figma.getNodeByIdAsync(id)));
  return nodes.filter((node): node is SceneNode => node !== null && !node.removed);
}

/** The layer of a picture that shows it as it is seen; `null`: the picture is another, or the layer is gone. */
async function seenLayer(
  queue: Pick<LayerQueue, 'targetOf'>,
  contentId: string,
): Promise<SceneNode | null> {
  const target = queue.targetOf(contentId);
  if (target === null || target.original || target.covered !== null) return null;
  const node = await figma.getNodeByIdAsync(target.id);
  return node === null || node.removed ? null : (node as SceneNode);
}

/** @throws MainError `refused` */
async function presentLayer(
  queue: Pick<LayerQueue, 'targetOf'>,
  contentId: string,
): Promise<SceneNode> {
  const layer = await seenLayer(queue, contentId);
  if (layer !== null) return layer;
  const name = queue.targetOf(contentId)?.name ?? '';
  throw new MainError(
    'refused',
    sentence`“${shortened(name)}” is gone, so nothing of it can be kept as it is.`,
  );
}
