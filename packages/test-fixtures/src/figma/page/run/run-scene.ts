import { exportNode } from '../images/export-node.js';
import { createNodeObject } from '../mixins/node-object.js';
import { createEventHub, type EventHub } from '../scene/events.js';
import type { NodeRecord } from '../scene/node-record.js';
import { nodeContext, type Scene, type SceneChange } from '../scene/scene.js';
import { type HostState, isReadOnly } from '../state/host-state.js';

export interface RunSceneOptions {
  readonly state: HostState;
  /** Runs something in a later turn, if the plugin is still open then. */
  later(run: () => void): void;
  /** Whether the plugin is being asked for suggestions, and may write nothing. */
  isQuerying(): boolean;
  readonly figmaEvents: EventHub;
}

/** The document as one run sees it. */
export function createRunScene(options: RunSceneOptions): Scene {
  const { state, later, figmaEvents } = options;
  const { model } = state;
  const objects = new Map<string, object>();
  const ids = new WeakMap<object, string>();
  const hubs = new Map<string, EventHub>();
  const loaded = new Set([state.currentPage]);
  const changes: SceneChange[] = [];
  const scene: Scene = {
    model,
    editorType: state.profile.editorType,
    isDynamic: state.manifest.documentAccess === 'dynamic-page',
    relaunchCommands: (state.manifest.relaunchButtons ?? []).map(({ command }) => command),
    isLoaded: (pageId) => loaded.has(pageId),
    loadPage(pageId) {
      loaded.add(pageId);
      state.loadedPages.add(pageId);
    },
    node(id) {
      const known = objects.get(id);
      if (known !== undefined) return known;
      const made = createNodeObject(nodeContext(scene, id), model.get(id).type);
      objects.set(id, made);
      ids.set(made, id);
      return made;
    },
    idOf(node, argument) {
      const id = typeof node === 'object' && node !== null ? ids.get(node) : undefined;
      if (id === undefined) throw new TypeError(`Expected "${argument}" to be a node`);
      model.get(id);
      return id;
    },
    allowWrite(kind) {
      if (options.isQuerying()) throw new Error('Cannot write while parameters are asked for');
      if (isReadOnly(state) && kind !== 'data') {
        throw new Error('Cannot write to internal and read-only nodes');
      }
    },
    changed(change) {
      changes.push(change);
      scheduleNews(scene, figmaEvents, changes);
      if (change.type === 'DELETE') dropFromSelection(state, scene);
    },
    select(pageId, selected) {
      state.selections.set(pageId, [...selected]);
      if (pageId === state.currentPage) figmaEvents.schedule('selectionchange');
    },
    selection: (pageId) => (state.selections.get(pageId) ?? []).filter((id) => model.find(id)),
    pageEvents(pageId) {
      const hub = hubs.get(pageId) ?? createEventHub(['nodechange'], 'page', later);
      hubs.set(pageId, hub);
      return hub;
    },
    exportNode: (id, settings) => exportWithFaults(state, id, settings),
    clone: (id) => scene.node(cloneNode(scene, state.currentPage, model.get(id)).id),
  };
  return scene;
}

async function exportWithFaults(
  state: HostState,
  id: string,
  settings: Parameters<Scene['exportNode']>[1],
): Promise<Uint8Array> {
  const { failure, delayMs } = state.exports;
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
  if (failure !== null) throw new Error(`in exportAsync: ${failure}`);
  try {
    return await exportNode(state.model, state.images, id, settings);
  } catch (error) {
    throw new Error(`in exportAsync: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function dropFromSelection(state: HostState, scene: Scene): void {
  for (const [page, selected] of state.selections) {
    const left = selected.filter((id) => state.model.find(id) !== undefined);
    if (left.length < selected.length) scene.select(page, left);
  }
}

/** Tells of all changes since the last time at once: by page, and by document where that was asked for. */
function scheduleNews(scene: Scene, figmaEvents: EventHub, changes: SceneChange[]): void {
  figmaEvents.schedule('changes', () => {
    const told = changes.splice(0).map((change) => ({ ...newsOf(scene, change), origin: 'LOCAL' }));
    for (const page of scene.model.get(scene.model.rootId).children) {
      const own = told.filter(({ id }) => !scene.model.find(id) || scene.model.pageOf(id) === page);
      if (own.length > 0) scene.pageEvents(page).fire('nodechange', { nodeChanges: own });
    }
    figmaEvents.fire('documentchange', { documentChanges: told });
  });
}

function newsOf(scene: Scene, change: SceneChange) {
  const { id } = change;
  const found = scene.model.find(id);
  const nodeType = 'nodeType' in change ? change.nodeType : 'REMOVED';
  const node = found === undefined ? { removed: true, type: nodeType, id } : scene.node(id);
  return change.type === 'PROPERTY_CHANGE'
    ? { type: change.type, id, node, properties: [...change.properties] }
    : { type: change.type, id, node };
}

function cloneNode(scene: Scene, parentId: string, record: NodeRecord): NodeRecord {
  scene.allowWrite('structure');
  const copy = scene.model.create(record.type);
  const { id, parent, children } = copy;
  Object.assign(copy, structuredClone(record), { id, parent, children });
  scene.model.insert(parentId, scene.model.get(parentId).children.length, copy.id);
  for (const child of record.children) cloneNode(scene, copy.id, scene.model.get(child));
  scene.changed({ type: 'CREATE', id: copy.id, nodeType: copy.type });
  return copy;
}
