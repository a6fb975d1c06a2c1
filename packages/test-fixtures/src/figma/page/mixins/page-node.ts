import type {
  DocumentNode,
  PageNode,
  SceneNode,
} from '@figma/plugin-typings/plugin-api-standalone';
import { type NodeContext, within } from '../scene/scene.js';

type PageMembers = Pick<
  PageNode,
  'selection' | 'loadAsync' | 'on' | 'once' | 'off' | 'isPageDivider'
>;

export function page(context: NodeContext): PageMembers {
  const { scene, id } = context;
  return {
    get selection() {
      context.record('get_selection');
      return scene.selection(id).map((each) => scene.node(each) as SceneNode);
    },
    set selection(nodes) {
      within('set_selection', () => {
        if (!Array.isArray(nodes)) throw new TypeError('Expected "selection" to have type array');
        const ids = nodes.map((node: unknown) => scene.idOf(node, 'selection'));
        for (const each of ids) {
          if (scene.model.pageOf(each) !== id) {
            throw new Error('The selection of a page can only include nodes in that page');
          }
        }
        scene.select(id, ids);
      });
    },
    async loadAsync() {
      context.record('loadAsync');
      scene.loadPage(id);
    },
    on: (type, callback) => scene.pageEvents(id).on(type, callback),
    once: (type, callback) => scene.pageEvents(id).once(type, callback),
    off: (type, callback) => scene.pageEvents(id).off(type, callback),
    isPageDivider: false,
  };
}

type RootMembers = Pick<
  DocumentNode,
  'children' | 'appendChild' | 'insertChild' | 'findChildren' | 'findChild' | 'documentColorProfile'
>;

/** The document: its pages can be listed, what is on them only page by page. */
export function root(context: NodeContext): RootMembers {
  const { scene } = context;
  const pages = (action: string) =>
    context.record(action).children.map((id) => scene.node(id) as PageNode);
  const move = (action: string, child: unknown, index: number | null) =>
    within(action, () => {
      scene.allowWrite('structure');
      const { children } = scene.model.get(context.id);
      scene.model.insert(context.id, index ?? children.length - 1, scene.idOf(child, 'child'));
    });
  return {
    get children() {
      return pages('get_children');
    },
    appendChild: (child) => move('appendChild', child, null),
    insertChild: (index, child) => move('insertChild', child, index),
    findChildren: (callback = () => true) => pages('findChildren').filter(callback),
    findChild: (callback) => pages('findChild').find(callback) ?? null,
    documentColorProfile: 'SRGB',
  };
}
