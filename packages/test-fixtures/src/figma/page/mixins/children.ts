import type {
  ChildrenMixin,
  FindAllCriteria,
  NodeType,
  SceneNode,
} from '@figma/plugin-typings/plugin-api-standalone';
import { layOut } from '../scene/auto-layout.js';
import type { NodeRecord } from '../scene/node-record.js';
import { type NodeContext, within } from '../scene/scene.js';

type Members = Pick<
  ChildrenMixin,
  | 'children'
  | 'appendChild'
  | 'insertChild'
  | 'findChildren'
  | 'findChild'
  | 'findAll'
  | 'findOne'
  | 'findAllWithCriteria'
>;

/** What nodes that hold others have. A page that is not loaded shows nothing of them. */
export function children(context: NodeContext): Members {
  const { scene, id } = context;
  const listed = (action: string): SceneNode[] => {
    const record = context.record(action);
    within(action, () => checkLoaded(context));
    return record.children.map((child) => scene.node(child) as SceneNode);
  };
  const below = (action: string): SceneNode[] => {
    listed(action);
    return scene.model
      .subtree(id)
      .slice(1)
      .map((node) => scene.node(node.id) as SceneNode);
  };
  return {
    get children() {
      return listed('get_children');
    },
    appendChild(child) {
      within('appendChild', () => insert(context, scene.idOf(child, 'child'), null));
    },
    insertChild(index, child) {
      within('insertChild', () => insert(context, scene.idOf(child, 'child'), index));
    },
    findChildren: (callback = () => true) => listed('findChildren').filter(callback),
    findChild: (callback) => listed('findChild').find(callback) ?? null,
    findAll: (callback = () => true) => below('findAll').filter(callback),
    findOne: (callback) => below('findOne').find(callback) ?? null,
    findAllWithCriteria: ((criteria: Criteria) => {
      const fitting = criterion(criteria);
      listed('findAllWithCriteria');
      return scene.model
        .subtree(id)
        .slice(1)
        .filter(fitting)
        .map((node) => scene.node(node.id));
    }) as Members['findAllWithCriteria'],
  };
}

type Criteria = FindAllCriteria<NodeType[]>;

/** What may be asked for together; other fields are refused, as Figma does. */
function criterion(criteria: Criteria): (node: NodeRecord) => boolean {
  const { types, pluginData, sharedPluginData, ...rest } = criteria;
  const unknown = Object.keys(rest);
  if (unknown.length > 0 || Object.keys(criteria).length === 0) {
    throw new Error(
      `in findAllWithCriteria: Unrecognized key(s) in object: '${unknown.join("', '")}'`,
    );
  }
  const holds = (entries: Record<string, string>, keys: readonly string[] | undefined) =>
    keys === undefined ? Object.keys(entries).length > 0 : keys.some((key) => key in entries);
  return (node) =>
    (types === undefined || types.some((type) => type === node.type)) &&
    (pluginData === undefined || holds(node.pluginData, pluginData.keys)) &&
    (sharedPluginData === undefined ||
      holds(node.sharedPluginData[sharedPluginData.namespace] ?? {}, sharedPluginData.keys));
}

function checkLoaded({ scene, id }: NodeContext): void {
  if (scene.model.get(id).type === 'PAGE' && !scene.isLoaded(id)) {
    throw new Error(
      'Cannot access children on a page that has not been explicitly loaded. Call `await page.loadAsync()` first',
    );
  }
}

function insert(context: NodeContext, childId: string, index: number | null): void {
  const { scene, id } = context;
  const { model } = scene;
  scene.allowWrite('structure');
  checkLoaded(context);
  const record = model.get(id);
  const from = model.get(childId).parent;
  model.insert(id, index ?? record.children.filter((each) => each !== childId).length, childId);
  layOut(model, record);
  if (from !== null) layOut(model, model.find(from));
  scene.changed({ type: 'PROPERTY_CHANGE', id: childId, properties: ['parent'] });
}
