import type { Reader } from './channel.js';
import { MisreadError, misread, readAt } from './misread-error.js';
import { ownField } from './own-field.js';
import { tagOf, valueInWords } from './value-in-words.js';

// Each maker gives a Reader, which returns the value it was given, rebuilt from the parts that
// were checked, or throws a MisreadError: "Expected X at path, but Y came."

type Literal = string | number | boolean | null;
type Shape = { readonly [field: string]: Reader<unknown> };

/** Both ends are included; what is missing is not limited. */
export interface NumberRange {
  readonly least?: number;
  readonly most?: number;
}

/** Anything at all: for what another parser reads afterwards. */
export const anything: Reader<unknown> = (value) => value;

/** No value: `undefined`, or the `null` that some pipes make of it. */
export const nothing: Reader<undefined> = (value) =>
  value === undefined || value === null ? undefined : misread('nothing', value);

export const flag: Reader<boolean> = matching(
  'true or false',
  (value) => typeof value === 'boolean',
);

export function text(options: { readonly maxLength?: number } = {}): Reader<string> {
  const { maxLength = Number.POSITIVE_INFINITY } = options;
  const expected =
    maxLength < Number.POSITIVE_INFINITY ? ` of at most ${maxLength} characters` : '';
  return matching(
    `text${expected}`,
    (value) => typeof value === 'string' && value.length <= maxLength,
  );
}

/** A finite number. */
export function number(range: NumberRange = {}): Reader<number> {
  return matching(`a number${inRange(range)}`, (value) => isWithin(range, value));
}

export function whole(range: NumberRange = {}): Reader<number> {
  return matching(
    `a whole number${inRange(range)}`,
    (value) => Number.isInteger(value) && isWithin(range, value),
  );
}

export function literal<const T extends readonly Literal[]>(...choices: T): Reader<T[number]> {
  return matching(choices.map((choice) => valueInWords(choice)).join(' or '), (value) =>
    choices.some((choice) => choice === value),
  );
}

/** A `Uint8Array` of any realm. */
export const bytes: Reader<Uint8Array> = matching(
  'bytes (Uint8Array)',
  (value) => ArrayBuffer.isView(value) && tagOf(value) === 'Uint8Array',
);

export function nullable<T>(reader: Reader<T>): Reader<T | null> {
  return (value) => (value === null ? null : reader(value));
}

export function list<T>(
  reader: Reader<T>,
  options: { readonly maxLength: number },
): Reader<readonly T[]> {
  const { maxLength } = options;
  return (value) => {
    if (!Array.isArray(value) || value.length > maxLength) {
      return misread(`a list of at most ${maxLength}`, value);
    }
    return Array.from(value, (item: unknown, index) => readAt(index, () => reader(item)));
  };
}

/**
 * An object of exactly these fields; a missing one counts as `undefined`, a further one is refused.
 *
 * @example
 * const readPicture = record({ name: text(), bytes });
 */
export function record<S extends Shape>(
  shape: S,
): Reader<{ readonly [F in keyof S]: ReturnType<S[F]> }> {
  const fields = Object.entries(shape);
  return (value) => {
    const object = objectOf(value);
    for (const field of Object.keys(object)) {
      if (ownField(shape, field) === undefined) {
        throw new MisreadError(`no field ${valueInWords(field)}`, valueInWords(object[field]));
      }
    }
    const read = fields.map(([field, reader]) => [
      field,
      readAt(field, () => reader(ownField(object, field))),
    ]);
    return Object.fromEntries(read) as { readonly [F in keyof S]: ReturnType<S[F]> };
  };
}

/** An object of any fields whose values are all alike, such as losses by layer. */
export function dictionary<T>(
  reader: Reader<T>,
  options: { readonly maxLength: number },
): Reader<{ readonly [field: string]: T }> {
  return (value) => {
    const entries = Object.entries(objectOf(value));
    if (entries.length > options.maxLength) {
      throw new MisreadError(
        `an object of at most ${options.maxLength} fields`,
        `one of ${entries.length}`,
      );
    }
    // fromEntries defines fields rather than assigning them, so `__proto__` is one like any other.
    return Object.fromEntries(
      entries.map(([field, item]) => [field, readAt(field, () => reader(item))]),
    );
  };
}

/**
 * A discriminated union: the value's field `tag` chooses its reader.
 *
 * @example
 * tagged('kind', {
 *   address: record({ kind: literal('address'), url: text() }),
 *   files: record({ kind: literal('files') }),
 * });
 */
export function tagged<S extends Shape>(tag: string, readers: S): Reader<ReturnType<S[keyof S]>> {
  const readTag = literal(...Object.keys(readers));
  return (value) => {
    const object = objectOf(value);
    const chosen = readAt(tag, () => readTag(ownField(object, tag)));
    return readers[chosen](value) as ReturnType<S[keyof S]>;
  };
}

/** What `accepts` accepts, as it came; `expected` fits after "Expected". */
export function matching<T>(expected: string, accepts: (value: unknown) => boolean): Reader<T> {
  return (value) => (accepts(value) ? (value as T) : misread(expected, value));
}

function objectOf(value: unknown): { readonly [field: string]: unknown } {
  return tagOf(value) === 'Object'
    ? (value as { readonly [field: string]: unknown })
    : misread('an object', value);
}

function isWithin({ least, most }: NumberRange, value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  return (least === undefined || value >= least) && (most === undefined || value <= most);
}

function inRange({ least, most }: NumberRange): string {
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return ` of at least ${least}`;
  return most === undefined ? '' : ` of at most ${most}`;
}
