/** What one entry may weigh: its key, its value and, for shared data, the namespace. "100 kB" in the narrowest reading. */
export const ENTRY_LIMIT = 100_000;

/** @throws Error when the parts of an entry weigh more than 100 kB together. */
export function checkEntrySize(...parts: readonly string[]): void {
  const size = parts.reduce((sum, part) => sum + new TextEncoder().encode(part).length, 0);
  if (size > ENTRY_LIMIT) {
    throw new Error(`The total size of the entry exceeds 100 kB: it has ${size} bytes`);
  }
}

/** @throws Error for a namespace of fewer than three letters, digits, `_` and `.`. */
export function checkNamespace(namespace: string): void {
  if (!/^[A-Za-z0-9_.]{3,}$/.test(namespace)) {
    throw new Error(
      `The namespace "${namespace}" must be at least 3 alphanumeric characters, and should be a name related to your plugin`,
    );
  }
}
