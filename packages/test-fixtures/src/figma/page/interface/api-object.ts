interface About {
  /** For errors. */
  readonly name: string;
  /** What the same object has in Figma, where that is known. */
  readonly inFigma: ReadonlySet<string> | undefined;
}

/** Objects that the VM sees as references, never as copies. */
const objects = new WeakMap<object, About>();

/**
 * Marks `members` as an object of Figma's interface. Only what it has can be read, set or called.
 *
 * @param inFigma all members that the same object has in Figma, so that what is missing here can be told
 * from what is missing there
 */
export function apiObject<Members extends object>(
  name: string,
  members: Members,
  inFigma?: ReadonlySet<string>,
): Members {
  objects.set(members, { name, inFigma });
  return members;
}

/** The name of an object of the interface; `undefined` for plain data. */
export function apiName(value: object): string | undefined {
  return objects.get(value)?.name;
}

/**
 * One object with the members of all `parts`, accessors included.
 *
 * @example compose({ get x() { return 1; } }, { y: 2 })
 */
export function compose<Parts extends readonly object[]>(...parts: Parts): Joined<Parts> {
  const target = {};
  for (const part of parts) {
    Object.defineProperties(target, Object.getOwnPropertyDescriptors(part));
  }
  return target as Joined<Parts>;
}

type Joined<Parts extends readonly object[]> = Parts extends readonly [
  infer First,
  ...infer Rest extends readonly object[],
]
  ? First & Joined<Rest>
  : unknown;

/** What engines and languages ask any object for, and Figma's do not have. */
const ABSENT: readonly string[] = ['then', 'toJSON', 'constructor', 'asymmetricMatch'];

/** Reads a member for the VM. @throws Error for one that is not there */
export function getMember(object: object, key: string): unknown {
  if (key in object && !(key in Object.prototype && !Object.hasOwn(object, key))) {
    return (object as Record<string, unknown>)[key];
  }
  if (ABSENT.includes(key)) return undefined;
  throw missing(object, key);
}

/** Sets a member for the VM. @throws Error for one that is not there or cannot be set */
export function setMember(object: object, key: string, value: unknown): void {
  const descriptor = Object.getOwnPropertyDescriptor(object, key);
  if (descriptor === undefined) throw missing(object, key);
  if (descriptor.set === undefined && descriptor.writable !== true) {
    throw new TypeError(`Cannot assign to read only property '${key}' of ${apiName(object)}`);
  }
  (object as Record<string, unknown>)[key] = value;
}

/** Answers `key in object` as Figma would. @throws Error for what the simulator cannot answer */
export function hasMember(object: object, key: string): boolean {
  if (Object.hasOwn(object, key)) return true;
  if (ABSENT.includes(key)) return false;
  const inFigma = objects.get(object)?.inFigma;
  if (inFigma === undefined) throw missing(object, key);
  return inFigma.has(key);
}

function missing(object: object, key: string): Error {
  const { name, inFigma } = objects.get(object) ?? { name: 'object', inFigma: undefined };
  return inFigma === undefined || inFigma.has(key)
    ? new TypeError(
        `The simulator does not implement '${key}' of ${name}: add it, or check its spelling.`,
      )
    : new TypeError(`no such property '${key}' on ${name}`);
}
