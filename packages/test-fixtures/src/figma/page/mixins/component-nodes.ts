import type {
  ComponentNode,
  InstanceNode,
  TextNode,
} from '@figma/plugin-typings/plugin-api-standalone';
import { checkString } from '../interface/checks.js';
import { type NodeContext, within } from '../scene/scene.js';

export function component(
  context: NodeContext,
): Pick<ComponentNode, 'getInstancesAsync' | 'instances'> {
  const { scene, id } = context;
  const all = (action: string) => {
    context.record(action);
    const records = scene.model.subtree(scene.model.rootId);
    return records
      .filter(({ mainComponent }) => mainComponent === id)
      .map((record) => scene.node(record.id) as InstanceNode);
  };
  return {
    getInstancesAsync: async () => all('getInstancesAsync'),
    get instances() {
      if (scene.isDynamic) throw dynamicPage('get_instances', 'node.getInstancesAsync');
      return all('get_instances');
    },
  };
}

export function instance(
  context: NodeContext,
): Pick<InstanceNode, 'getMainComponentAsync' | 'mainComponent'> {
  const { scene } = context;
  const main = (action: string) => {
    const { mainComponent } = context.record(action);
    const found = mainComponent === null ? undefined : scene.model.find(mainComponent);
    return found === undefined ? null : (scene.node(found.id) as ComponentNode);
  };
  return {
    getMainComponentAsync: async () => main('getMainComponentAsync'),
    get mainComponent() {
      if (scene.isDynamic) throw dynamicPage('get_mainComponent', 'node.getMainComponentAsync');
      return main('get_mainComponent');
    },
    set mainComponent(_) {
      throw new Error('The simulator does not swap components.');
    },
  };
}

/** Figma's words for what `documentAccess: "dynamic-page"` forbids. */
export function dynamicPage(action: string, instead: string): Error {
  return new Error(
    `in ${action}: Cannot call with documentAccess: dynamic-page. Use ${instead} instead`,
  );
}

export function text(context: NodeContext): Pick<TextNode, 'characters' | 'hasMissingFont'> {
  return {
    get characters() {
      return context.record('get_characters').characters;
    },
    set characters(value) {
      within('set_characters', () => {
        checkString(value, 'characters');
        const font = 'Cannot write to node with unloaded font "Inter Regular". Please call';
        const call = 'figma.loadFontAsync({ family: "Inter", style: "Regular" })';
        // The simulator loads no fonts, so that writing text always meets Figma's refusal.
        throw new Error(`${font} ${call} and await the returned promise first`);
      });
    },
    get hasMissingFont() {
      context.record('get_hasMissingFont');
      return false;
    },
  };
}
