import { shortened } from './layer-refusal.js';

/** A text layer is called after its text, and a recipe cuts names that are very long. */
const LONGEST = 120;

/**
 * What the panel calls layers: their names, told apart by a number, because a result comes back with
 * nothing but its content's name.
 */
export function createTitles(): (node: Pick<BaseNode, 'id' | 'name'>) => string {
  const idsByTitle = new Map<string, string>();
  return ({ id, name }) => {
    const short = shortened(name, LONGEST) || 'Layer';
    for (let number = 1; ; number++) {
      const title = number === 1 ? short : `${short} (${number})`;
      const owner = idsByTitle.get(title);
      if (owner !== undefined && owner !== id) continue;
      idsByTitle.set(title, id);
      return title;
    }
  };
}
