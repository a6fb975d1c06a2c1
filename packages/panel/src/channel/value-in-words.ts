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
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  return kind === 'Object' ? 'an object' : `an object of kind ${kind}`;
}
