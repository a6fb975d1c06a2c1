import type { PlainNode } from './scene-description.js';

/** One node that is not as it was. */
export type NodeDifference =
  | {
      readonly id: string;
      readonly change: 'added';
      readonly node: PlainNode;
      readonly parent: string;
    }
  | { readonly id: string; readonly change: 'removed'; readonly node: PlainNode }
  | {
      readonly id: string;
      readonly change: 'changed';
      /** The names of the properties that changed; `parent` and `order` where the node was moved. */
      readonly properties: readonly string[];
      readonly before: PlainNode;
      readonly after: PlainNode;
    };

/** What changed between two answers of `document()`; empty when nothing did. A node's children are told of by themselves. */
export function documentDifference(before: PlainNode, after: PlainNode): readonly NodeDifference[] {
  const old = placesOf(before);
  const now = placesOf(after);
  const differences: NodeDifference[] = [];
  for (const [id, { node, parent }] of now) {
    const was = old.get(id);
    if (was === undefined) {
      differences.push({ id, change: 'added', node, parent });
      continue;
    }
    const properties = changedProperties(was.node, node);
    if (was.parent !== parent) properties.push('parent');
    if (isReordered(was.node, node)) properties.push('order');
    if (properties.length > 0) {
      differences.push({ id, change: 'changed', properties, before: was.node, after: node });
    }
  }
  for (const [id, { node }] of old) {
    if (!now.has(id)) differences.push({ id, change: 'removed', node });
  }
  return differences;
}

interface Place {
  readonly node: PlainNode;
  readonly parent: string;
}

function placesOf(root: PlainNode): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const visit = (node: PlainNode, parent: string) => {
    places.set(node.id, { node, parent });
    for (const child of node.children) visit(child, node.id);
  };
  visit(root, '');
  return places;
}

function changedProperties(before: PlainNode, after: PlainNode): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => key !== 'children' && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
}

/** Whether children that were there before lie in another order now. */
function isReordered(before: PlainNode, after: PlainNode): boolean {
  const kept = (node: PlainNode, other: PlainNode) =>
    node.children.map(({ id }) => id).filter((id) => other.children.some((each) => each.id === id));
  return kept(before, after).join() !== kept(after, before).join();
}
