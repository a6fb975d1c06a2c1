/**
 * The name closest to `name` (fewest inserted, removed or exchanged letters, case ignored), or
 * `null` when even that one takes more than a third of its letters: then it is no slip of the pen.
 *
 * @example
 * nearestName('optimizer', ['optimizer', 'seed']); // 'optimizer'
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  let nearest: string | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    // Every letter of length apart is at least one edit, so this bounds the work for long names.
    if (Math.abs(candidate.length - name.length) > candidate.length / 3) continue;
    const edits = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (edits < fewest && edits <= candidate.length / 3) {
      nearest = candidate;
      fewest = edits;
    }
  }
  return nearest;
}

/** Levenshtein distance, one row of the table at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const exchange = row[j] + (from[i] === to[j] ? 0 : 1);
      next.push(Math.min(exchange, row[j + 1] + 1, next[j] + 1));
    }
    row = next;
  }
  return row[to.length];
}
