/** Whether a value is one of 1, 2, 3 …, as versions are. */
export function isOrdinal(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1;
}
