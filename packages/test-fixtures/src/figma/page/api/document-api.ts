import type {
  BaseNode,
  ChildrenMixin,
  EllipseNode,
  FrameNode,
  GroupNode,
  PageNode,
  PaintStyle,
  PluginAPI,
  RectangleNode,
  SectionNode,
} from '@figma/plugin-typings/plugin-api-standalone';
import { imageHandle } from '../images/image-store.js';
import { apiObject } from '../interface/api-object.js';
import { checkString } from '../interface/checks.js';
import { dynamicPage } from '../mixins/component-nodes.js';
import { ancestors } from '../scene/document-model.js';
import type { EventHub } from '../scene/events.js';
import type { NodeTypeName } from '../scene/node-record.js';
import { type Scene, within } from '../scene/scene.js';
import type { HostState } from '../state/host-state.js';

type DocumentMembers = Pick<
  PluginAPI,
  | 'root'
  | 'currentPage'
  | 'setCurrentPageAsync'
  | 'loadAllPagesAsync'
  | 'getNodeById'
  | 'getNodeByIdAsync'
  | 'getStyleByIdAsync'
  | 'createRectangle'
  | 'createEllipse'
  | 'createFrame'
  | 'createSection'
  | 'createPage'
  | 'group'
>;

/** The part of `figma` that finds and makes nodes. */
export function documentApi(state: HostState, scene: Scene, events: EventHub): DocumentMembers {
  const { model } = state;
  const create = (action: string, type: NodeTypeName) =>
    within(action, () => createNode(state, scene, type));
  return {
    get root() {
      return scene.node(model.rootId) as PluginAPI['root'];
    },
    get currentPage() {
      return scene.node(state.currentPage) as PageNode;
    },
    set currentPage(_) {
      throw dynamicPage('set_currentPage', 'figma.setCurrentPageAsync');
    },
    async setCurrentPageAsync(page) {
      const id = scene.idOf(page, 'page');
      scene.loadPage(id);
      if (id === state.currentPage) return;
      state.currentPage = id;
      events.schedule('currentpagechange');
      events.schedule('selectionchange');
    },
    async loadAllPagesAsync() {
      for (const page of model.get(model.rootId).children) scene.loadPage(page);
    },
    getNodeById() {
      throw dynamicPage('getNodeById', 'figma.getNodeByIdAsync');
    },
    async getNodeByIdAsync(id) {
      within('getNodeByIdAsync', () => checkString(id, 'id'));
      return model.find(id) === undefined || isPassedOver(scene, id)
        ? null
        : (scene.node(id) as BaseNode);
    },
    async getStyleByIdAsync(id) {
      within('getStyleByIdAsync', () => checkString(id, 'id'));
      const name = state.config.scene.paintStyles?.[id];
      const style = { id, name, type: 'PAINT' } as const;
      return name === undefined ? null : apiObject('PaintStyle', style as PaintStyle);
    },
    createRectangle: () => create('createRectangle', 'RECTANGLE') as RectangleNode,
    createEllipse: () => create('createEllipse', 'ELLIPSE') as EllipseNode,
    createFrame: () => create('createFrame', 'FRAME') as FrameNode,
    createSection: () => create('createSection', 'SECTION') as SectionNode,
    createPage: () => create('createPage', 'PAGE') as PageNode,
    group: (nodes, parent, index) =>
      within('group', () => groupNodes(scene, nodes, parent, index)) as GroupNode,
  };
}

/** Dev Mode does not give what is hidden inside an instance, as `skipInvisibleInstanceChildren` says. */
function isPassedOver({ model, editorType }: Scene, id: string): boolean {
  if (editorType !== 'dev' || !model.isInsideInstance(id)) return false;
  const line = ancestors(model, id);
  const instance = line.findIndex(({ type }) => type === 'INSTANCE');
  return line.slice(0, instance).some(({ visible }) => !visible);
}

/** A new node lies on top of the current page, at its origin; in Slides and Buzz on the slide that is open. */
function createNode({ model, currentPage, profile }: HostState, scene: Scene, type: NodeTypeName) {
  scene.allowWrite('structure');
  const record = model.create(type);
  const slide = ['slides', 'buzz'].includes(profile.editorType)
    ? model.get(currentPage).children.find((id) => model.get(id).type === 'SLIDE')
    : undefined;
  const parent = type === 'PAGE' ? model.rootId : (slide ?? currentPage);
  model.insert(parent, model.get(parent).children.length, record.id);
  scene.changed({ type: 'CREATE', id: record.id, nodeType: type });
  return scene.node(record.id);
}

function groupNodes(
  scene: Scene,
  nodes: readonly BaseNode[],
  parent: BaseNode & ChildrenMixin,
  index?: number,
): object {
  scene.allowWrite('structure');
  const { model } = scene;
  if (nodes.length === 0) throw new Error('First argument must be an array of at least one node');
  const ids = nodes.map((node) => scene.idOf(node, 'nodes'));
  const parentId = scene.idOf(parent, 'parent');
  const group = model.create('GROUP');
  model.insert(parentId, index ?? model.get(parentId).children.length, group.id);
  for (const id of ids) model.insert(group.id, model.get(group.id).children.length, id);
  scene.changed({ type: 'CREATE', id: group.id, nodeType: 'GROUP' });
  return scene.node(group.id);
}

type ImageMembers = Pick<PluginAPI, 'createImage' | 'createImageAsync' | 'getImageByHash'>;

/** The part of `figma` that keeps images. `fetchImage` asks the network as the VM's `fetch` does. */
export function imageApi(
  state: HostState,
  fetchImage: (url: string) => Promise<Uint8Array>,
): ImageMembers {
  const { images } = state;
  const handle = (hash: string) => imageHandle(images, hash, () => state.imageReads);
  const add = (action: string, bytes: Uint8Array) =>
    within(action, () => handle(images.add(bytes)));
  return {
    createImage(data) {
      if (!(data instanceof Uint8Array)) {
        throw new TypeError('in createImage: Expected "data" to have type Uint8Array');
      }
      return add('createImage', data);
    },
    createImageAsync: async (url) => add('createImageAsync', await fetchImage(url)),
    getImageByHash: (hash) => (images.bytes(hash) === undefined ? null : handle(hash)),
  };
}
