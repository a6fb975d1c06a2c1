/** A length for a style: Preact adds no units of its own. */
export function px(length: number): string {
  return `${length}px`;
}
