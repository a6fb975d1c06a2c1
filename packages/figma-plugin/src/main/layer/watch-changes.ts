import type { Timers } from '@pastiche/panel/channel';

/** Changes that come together, as while something is dragged, are looked at once, ms. */
const REST_MS = 500;

/** What can be changed of a layer itself without its picture becoming another. */
const HARMLESS: readonly string[] = ['x', 'y', 'relativeTransform', 'name', 'locked', 'pluginData'];

/**
 * Calls `look` a while after anybody changed something in a layer, on the page that is open. Figma tells of
 * it node by node: what is in the layer counts as well.
 *
 * @param idOf the layer of the moment; `null`: there is none
 */
export function watchChanges(
  idOf: () => string | null,
  timers: Timers,
  look: () => Promise<void>,
): void {
  let timer: unknown = null;
  const listener = ({ nodeChanges }: NodeChangeEvent) => {
    const id = idOf();
    if (id === null || !nodeChanges.some((change) => concerns(change, id))) return;
    if (timer !== null) timers.clear(timer);
    timer = timers.set(() => {
      timer = null;
      void look();
    }, REST_MS);
  };
  let page = figma.currentPage;
  page.on('nodechange', listener);
  figma.on('currentpagechange', () => {
    page.off('nodechange', listener);
    page = figma.currentPage;
    page.on('nodechange', listener);
  });
}

function concerns(change: NodeChange, id: string): boolean {
  // What is gone no longer tells in which layer it was.
  if (change.type === 'DELETE' || change.node.removed) return true;
  if (change.type === 'PROPERTY_CHANGE' && change.node.id === id) {
    return !change.properties.every((property) => HARMLESS.includes(property));
  }
  let at: BaseNode | null = change.node as SceneNode;
  while (at !== null && at.id !== id) at = at.parent;
  return at !== null;
}
