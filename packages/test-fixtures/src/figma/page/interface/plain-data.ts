/**
 * Looks for what Figma's messages cannot carry: they take plain data, Date and Uint8Array, and nothing
 * else that a structured clone would.
 *
 * @returns what it found and where, such as `ArrayBuffer at message.bytes`; `null` if all is well
 */
export function whatIsNotPlain(value: unknown, where = 'message', depth = 0): string | null {
  if (depth > 200) return `cyclic object at ${where}`;
  if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)) {
    return null;
  }
  if (typeof value !== 'object') return `${typeof value} at ${where}`;
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind === 'Date' || kind === 'Uint8Array') return null;
  if (Array.isArray(value)) {
    return firstOf(
      value.map((each, index) => [`${where}[${index}]`, each]),
      depth,
    );
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (kind !== 'Object' || !isPlain) return `${kind} at ${where}`;
  return firstOf(
    Object.entries(value).map(([key, each]) => [`${where}.${key}`, each]),
    depth,
  );
}

function firstOf(entries: readonly (readonly [string, unknown])[], depth: number): string | null {
  for (const [where, value] of entries) {
    const found = whatIsNotPlain(value, where, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
