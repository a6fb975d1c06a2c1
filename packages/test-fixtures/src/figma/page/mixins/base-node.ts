import type {
  BaseNode,
  BaseNodeMixin,
  ChildrenMixin,
} from '@figma/plugin-typings/plugin-api-standalone';
import { compose } from '../interface/api-object.js';
import { checkString, failed } from '../interface/checks.js';
import { layOut } from '../scene/auto-layout.js';
import { ancestors } from '../scene/document-model.js';
import { type NodeContext, within } from '../scene/scene.js';
import { stored } from './stored-properties.js';

const LONGEST_DESCRIPTION = 1000;

type Members = Pick<
  BaseNodeMixin,
  | 'id'
  | 'parent'
  | 'removed'
  | 'toString'
  | 'remove'
  | 'setRelaunchData'
  | 'getRelaunchData'
  | 'getTopLevelFrame'
>;

/** What every node has. */
export function baseNode(context: NodeContext) {
  const { scene, id } = context;
  const own: Members = {
    get id() {
      return id;
    },
    get parent() {
      const { parent } = context.record('get_parent');
      return parent === null ? null : (scene.node(parent) as BaseNode & ChildrenMixin);
    },
    get removed() {
      return scene.model.find(id) === undefined;
    },
    toString: () => `[${scene.model.find(id)?.type ?? 'removed'} ${id}]`,
    remove: () => removeNode(context),
    setRelaunchData(data) {
      context.write('setRelaunchData', { kind: 'data', properties: [] }, (record) => {
        record.relaunchData = checkRelaunchData(data, scene.relaunchCommands);
      });
    },
    getRelaunchData: () => ({ ...context.record('getRelaunchData').relaunchData }),
    getTopLevelFrame() {
      if (['figjam', 'slides'].includes(scene.editorType)) {
        throw new Error(`in getTopLevelFrame: Cannot be called in ${scene.editorType}`);
      }
      const line = ancestors(scene.model, context.record('getTopLevelFrame').id);
      const frame = line.filter(({ type }) => type === 'FRAME').at(-1);
      return frame && (scene.node(frame.id) as ReturnType<Members['getTopLevelFrame']>);
    },
  };
  return compose(own, stored(context, 'name'));
}

function removeNode({ scene, id }: NodeContext): void {
  within('remove', () => {
    const { model } = scene;
    const { type, parent } = model.get(id);
    scene.allowWrite('structure');
    if (type === 'DOCUMENT') throw new Error('The document node cannot be removed');
    if (model.isInsideInstance(id)) {
      throw new Error('Removing this node is not allowed: it is inside of an instance');
    }
    const gone = model.remove(id);
    layOut(model, model.find(parent ?? ''));
    for (const each of gone) scene.changed({ type: 'DELETE', id: each, nodeType: type });
  });
}

function checkRelaunchData(data: unknown, commands: readonly string[]): Record<string, string> {
  if (typeof data !== 'object' || data === null) {
    throw failed('relaunchData', 'Expected an object of commands and descriptions');
  }
  for (const [command, description] of Object.entries(data)) {
    checkString(description, command);
    if (description.length > LONGEST_DESCRIPTION) {
      throw new Error(`The description of "${command}" exceeds ${LONGEST_DESCRIPTION} characters`);
    }
    // Figma shows no button for such a command and says nothing; a test wants to know.
    if (!commands.includes(command)) {
      throw new Error(`The manifest's relaunchButtons have no command "${command}"`);
    }
  }
  return { ...data };
}
