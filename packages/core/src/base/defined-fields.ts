/**
 * The fields of `object` that are not `undefined`: `{ alpha: undefined }` says nothing of alpha and
 * must not replace what another object says.
 */
export function definedFields<T extends object>(object: T): Partial<T> {
  const defined = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined) as Partial<T>;
}
