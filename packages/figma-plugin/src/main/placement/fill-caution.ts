import { type Said, sentence } from '@pastiche/panel/sentence';
import { shortened } from '../layer/layer-refusal.js';

/**
 * What a fill of a layer changes beside it, in sentences; `null`: nothing. Figma passes what is changed in a main
 * component on to its instances, and takes a style from fills that are set.
 */
export async function fillCaution(node: SceneNode): Promise<Said | null> {
  const [instances, style] = await Promise.all([instancesCaution(node), styleCaution(node)]);
  return instances !== null && style !== null
    ? sentence`${instances} ${style}`
    : (instances ?? style);
}

async function instancesCaution(node: SceneNode): Promise<Said | null> {
  const component = mainComponentAround(node);
  if (component === null) return null;
  const { length } = await component.getInstancesAsync();
  const name = shortened(component.name);
  return length === 0
    ? null
    : sentence`This changes all instances of the main component “${name}”, too: ${length}.`;
}

async function styleCaution(node: SceneNode): Promise<Said | null> {
  const id = 'fillStyleId' in node ? node.fillStyleId : '';
  if (typeof id !== 'string' || id === '') return null;
  const style = await figma.getStyleByIdAsync(id);
  return style === null
    ? sentence`This detaches the layer’s colour style.`
    : sentence`This detaches the layer’s colour style “${shortened(style.name)}”.`;
}

/** The main component that the layer is, or lies in. */
function mainComponentAround(node: SceneNode): ComponentNode | null {
  let at: BaseNode | null = node;
  while (at !== null && at.type !== 'COMPONENT') at = at.parent;
  return at;
}
