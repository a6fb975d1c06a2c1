import type { NodeDifference, PlainNode } from '@pastiche/test-fixtures/figma';

/** A layer that is new in the document. */
export function addedNode(difference: NodeDifference): PlainNode {
  if (difference.change === 'added') return difference.node;
  throw new Error(`${difference.id} should be new, but it was ${difference.change}.`);
}

/** What a result remembers of its making. */
export function recipeOn({ sharedPluginData }: PlainNode) {
  const { pastiche } = sharedPluginData as { pastiche: { result: string } };
  const { recipe, ...rest } = JSON.parse(pastiche.result);
  return { ...rest, recipe: JSON.parse(recipe) };
}
