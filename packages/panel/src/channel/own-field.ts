/** `object[name]` if it is the object's own; names that arrive from outside may be `constructor`. */
export function ownField<T>(object: { readonly [name: string]: T }, name: string): T | undefined {
  // biome-ignore lint/suspicious/noPrototypeBuiltins: Object.hasOwn is newer than the oldest realm that runs this (ES2020).
  return Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined;
}
