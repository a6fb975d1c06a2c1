/**
 * Which item of a grid (or of a list: one column, or one row) a key leads to.
 *
 * @param index of the item that has the focus, 0-based
 * @returns the index of the item that gets it, or `null` when the key leads nowhere
 */
export function indexAfterKey(
  index: number,
  count: number,
  columns: number,
  key: string,
): number | null {
  const target = targetOf(index, count, columns, key);
  return target === null || target < 0 || target >= count || target === index ? null : target;
}

function targetOf(index: number, count: number, columns: number, key: string): number | null {
  switch (key) {
    case 'ArrowLeft':
      return index - 1;
    case 'ArrowRight':
      return index + 1;
    case 'ArrowUp':
      return index - columns;
    case 'ArrowDown':
      // From above a last row that is not full, down leads to its end.
      return lastRowReached(index, count, columns) ? null : Math.min(count - 1, index + columns);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function lastRowReached(index: number, count: number, columns: number): boolean {
  return Math.floor(index / columns) === Math.floor((count - 1) / columns);
}
