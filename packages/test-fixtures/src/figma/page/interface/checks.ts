/** Looks at a value that a plugin assigned; throws with Figma's wording, else returns it typed. */
export type Check<Value> = (value: unknown, property: string) => Value;

/** A finite number in `min`..`max`. */
export function numberCheck(min = -Infinity, max = Infinity): Check<number> {
  return (value, property) => {
    if (typeof value !== 'number') throw wrongType(property, 'number', value);
    if (!Number.isFinite(value)) throw failed(property, `Expected a finite number, got ${value}`);
    if (value < min) throw failed(property, `Number must be greater than or equal to ${min}`);
    if (value > max) throw failed(property, `Number must be less than or equal to ${max}`);
    return value;
  };
}

export const checkBoolean: Check<boolean> = (value, property) => {
  if (typeof value !== 'boolean') throw wrongType(property, 'boolean', value);
  return value;
};

export const checkString: Check<string> = (value, property) => {
  if (typeof value !== 'string') throw wrongType(property, 'string', value);
  return value;
};

/** One of a list of words. */
export function oneOf<Word extends string>(...words: readonly Word[]): Check<Word> {
  return (value, property) => {
    const found = words.find((word) => word === value);
    if (found === undefined) {
      throw failed(property, `Expected one of ${words.join(', ')}, got ${show(value)}`);
    }
    return found;
  };
}

/** Takes what is not looked at more closely than that it is plain data. */
export function plainCheck<Value>(): Check<Value> {
  return (value, property) => {
    if (typeof value !== 'object' || value === null) throw wrongType(property, 'object', value);
    return value as Value;
  };
}

export function wrongType(property: string, expected: string, value: unknown): TypeError {
  const actual = value === null ? 'null' : typeof value;
  return new TypeError(`Expected "${property}" to have type ${expected} but got ${actual} instead`);
}

export function failed(property: string, why: string): Error {
  return new Error(`Property "${property}" failed validation: ${why}`);
}

/** A value as an error message shows it. */
export function show(value: unknown): string {
  if (typeof value === 'symbol') return 'symbol';
  return typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? String(value));
}
