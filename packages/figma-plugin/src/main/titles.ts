/**
 * What the panel calls layers: their names, told apart by a number, because a result comes back with
 * nothing but its content's name.
 */
export function createTitles(): (node: Pick<BaseNode, 'id' | 'name'>) => string {
  const idsByTitle = new Map<string, string>();
  return ({ id, name }) => {
    for (let number = 1; ; number++) {
      const title = number === 1 ? name : `${name} (${number})`;
      const owner = idsByTitle.get(title);
      if (owner !== undefined && owner !== id) continue;
      idsByTitle.set(title, id);
      return title;
    }
  };
}
