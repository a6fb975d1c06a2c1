import {
  keysOfPreset,
  PLUGIN_DATA_NAMESPACE,
  presetFromEntries,
  presetToEntries,
} from '@pastiche/panel/plugin-data';

/** Under which the node of a result keeps its preset, as the document keeps those of its shelf. */
const ID = 'result';
/**
 * Statistics for the built-in network fit, those for VGG19 do not: a file of many results should not grow
 * by megabytes with each. Letters.
 */
const MOST_LETTERS = 1_000_000;

/** The styles that a result was painted with. */
export type CarriedPreset =
  /** They are built-in ones, so that their names are enough; or an older Pastiche kept none. */
  | { readonly kind: 'none' }
  | { readonly kind: 'kept'; readonly document: string }
  /** They were too large to be kept, or what was kept is damaged. */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'damaged' };

/** @returns what the result's recipe should say of it */
export function writeCarriedPreset(
  node: SceneNode,
  document: string | null,
): 'none' | 'kept' | 'too-large' {
  clear(node);
  if (document === null) return 'none';
  if (document.length > MOST_LETTERS) return 'too-large';
  try {
    for (const { key, value } of presetToEntries(ID, document)) {
      node.setSharedPluginData(PLUGIN_DATA_NAMESPACE, key, value);
    }
    return 'kept';
  } catch {
    clear(node);
    return 'too-large';
  }
}

/** @param said what the result's recipe says of it */
export function readCarriedPreset(node: BaseNode, said: unknown): CarriedPreset {
  if (said === 'too-large') return { kind: said };
  if (said !== 'kept') return { kind: 'none' };
  const read = (key: string) => node.getSharedPluginData(PLUGIN_DATA_NAMESPACE, key);
  try {
    return { kind: 'kept', document: presetFromEntries(ID, read) };
  } catch {
    return { kind: 'damaged' };
  }
}

function clear(node: SceneNode): void {
  for (const key of keysOfPreset(ID, node.getSharedPluginDataKeys(PLUGIN_DATA_NAMESPACE))) {
    node.setSharedPluginData(PLUGIN_DATA_NAMESPACE, key, '');
  }
}
