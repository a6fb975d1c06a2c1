/** A value in a few words for a message: long strings are cut, objects only named. */
export function valueInWords(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
    case 'undefined':
      return 'nothing';
    case 'function':
      return 'a function';
    case 'object':
      return value === null ? 'null' : objectInWords(value);
    default:
      return String(value);
  }
}

function objectInWords(value: object): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const kind = tagOf(value);
  return kind === 'Object' ? 'an object' : `an object of kind ${kind}`;
}

/** What kind of object a value is, such as `Uint8Array`, also one of another realm. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
