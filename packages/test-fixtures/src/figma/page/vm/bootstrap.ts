/**
 * Runs in the VM before the plugin: makes `figma` and the other globals out of the one function that
 * the page gives. Bundled by itself into a script; knows nothing but the language.
 */
import type { Wire } from './wire.js';

type Callback = (...args: unknown[]) => unknown;
type Host = (operation: string, json: string, buffers: ArrayBuffer[]) => [string, ...ArrayBuffer[]];

interface VmGlobals {
  __host?: Host;
  __constants?: { readonly html: string | null };
  __bridge?: unknown;
  [name: string]: unknown;
}

const FIGMA = 1;
const SYSTEM = 2;

const vm = globalThis as unknown as VmGlobals;
const host = vm.__host as Host;
const constants = vm.__constants;
delete vm.__host;
delete vm.__constants;

const mixed = Symbol('figma.mixed');
const references = new Map<number, object>();
const referenceIds = new WeakMap<object, number>();
const methods = new Map<string, Callback>();
const functions: Callback[] = [];
const functionIds = new Map<Callback, number>();
const waiting = new Map<number, { resolve: Callback; reject: Callback }>();

function call(operation: string, ...args: unknown[]): unknown {
  const buffers: ArrayBuffer[] = [];
  const [json, ...answered] = host(
    operation,
    JSON.stringify(args.map((arg) => pack(arg, buffers))),
    buffers,
  );
  return unpack(JSON.parse(json), answered);
}

function pack(value: unknown, buffers: ArrayBuffer[], depth = 0): Wire {
  if (depth > 200) return { $: 'refused', value: 'cyclic object' };
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : { $: 'number', value: String(value) };
    case 'undefined':
      return { $: 'undefined' };
    case 'function':
      return { $: 'function', value: functionId(value as Callback) };
    case 'symbol':
      return value === mixed ? { $: 'mixed' } : { $: 'refused', value: 'symbol' };
    case 'object':
      return value === null ? null : packObject(value, buffers, depth);
    default:
      return { $: 'refused', value: typeof value };
  }
}

function packObject(value: object, buffers: ArrayBuffer[], depth: number): Wire {
  const reference = referenceIds.get(value);
  if (reference !== undefined) return { $: 'reference', value: reference };
  if (Array.isArray(value)) return value.map((each) => pack(each, buffers, depth + 1));
  if (value instanceof Uint8Array) {
    buffers.push(
      value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer,
    );
    return { $: 'bytes', value: buffers.length - 1 };
  }
  if (value instanceof Date) return { $: 'date', value: String(value.getTime()) };
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return { $: 'refused', value: Object.prototype.toString.call(value).slice(8, -1) };
  }
  const packed: Record<string, Wire> = {};
  for (const [key, each] of Object.entries(value)) packed[key] = pack(each, buffers, depth + 1);
  return { $: 'object', value: packed };
}

function functionId(value: Callback): number {
  const known = functionIds.get(value);
  if (known !== undefined) return known;
  functionIds.set(value, functions.push(value) - 1);
  return functions.length - 1;
}

function unpack(wire: Wire, buffers: readonly ArrayBuffer[]): unknown {
  if (typeof wire !== 'object' || wire === null) return wire;
  if (Array.isArray(wire)) return wire.map((each: Wire) => unpack(each, buffers));
  return unpackTagged(wire as Extract<Wire, { $: string }>, buffers);
}

function unpackTagged(
  wire: Extract<Wire, { $: string }>,
  buffers: readonly ArrayBuffer[],
): unknown {
  switch (wire.$) {
    case 'undefined':
      return undefined;
    case 'mixed':
      return mixed;
    case 'number':
      return Number(wire.value);
    case 'date':
      return new Date(Number(wire.value));
    case 'bytes':
      return new Uint8Array(buffers[wire.value]);
    case 'buffer':
      return buffers[wire.value];
    case 'reference':
      return reference(wire.value);
    case 'promise':
      return new Promise((resolve, reject) => waiting.set(wire.value, { resolve, reject }));
    case 'error':
      throw wire.name === 'TypeError' ? new TypeError(wire.message) : new Error(wire.message);
    case 'object':
      return Object.fromEntries(
        Object.entries(wire.value).map(([key, each]) => [key, unpack(each, buffers)]),
      );
    default:
      throw new Error(`The bridge does not know "${wire.$}".`);
  }
}

/** The one object of the VM that stands for an object of the interface. */
function reference(id: number): object {
  const known = references.get(id);
  if (known !== undefined) return known;
  const made = new Proxy(Object.create(null) as object, {
    get: (_, key) => (typeof key === 'string' ? member(id, key) : undefined),
    set(_, key, value) {
      call('set', id, String(key), value);
      return true;
    },
    has: (_, key) => typeof key === 'string' && call('has', id, key) === true,
    deleteProperty: (_, key) => refuse('delete', key),
    defineProperty: (_, key) => refuse('define', key),
    ownKeys: () => refuse('list', 'the members'),
    setPrototypeOf: () => refuse('change', 'the prototype'),
  });
  references.set(id, made);
  referenceIds.set(made, id);
  return made;
}

function refuse(what: string, key: string | symbol): never {
  throw new TypeError(`The simulator cannot ${what} ${String(key)} of an object of Figma's.`);
}

function member(id: number, key: string): unknown {
  const [json, ...buffers] = host('get', JSON.stringify([id, key]), []);
  const wire = JSON.parse(json) as Wire;
  const isMethod = typeof wire === 'object' && wire !== null && '$' in wire && wire.$ === 'method';
  // What is read is frozen, as Figma's arrays of paints and of nodes are.
  return isMethod ? method(id, key) : freeze(unpack(wire, buffers));
}

function method(id: number, key: string): Callback {
  const name = `${id} ${key}`;
  const known = methods.get(name);
  if (known !== undefined) return known;
  const made = (...args: unknown[]) => call('call', id, key, args);
  methods.set(name, made);
  return made;
}

function freeze(value: unknown): unknown {
  const isPlain =
    typeof value === 'object' &&
    value !== null &&
    !referenceIds.has(value) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof Promise);
  if (!isPlain) return value;
  for (const each of Object.values(value)) freeze(each);
  return Object.freeze(value);
}

/** What `console` shows of a value. */
function show(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return `${value.name}: ${value.message}\n${value.stack ?? ''}`;
  try {
    return JSON.stringify(pack(value, [])) ?? String(value);
  } catch {
    return String(value);
  }
}

const system =
  (name: string) =>
  (...args: unknown[]) =>
    call('call', SYSTEM, name, args);
const log =
  (level: string) =>
  (...args: unknown[]) => {
    call('call', SYSTEM, 'log', [level, args.map(show).join(' ')]);
  };

Object.assign(vm, {
  figma: reference(FIGMA),
  console: {
    log: log('log'),
    error: log('error'),
    info: log('info'),
    warn: log('warn'),
    clear: () => undefined,
    assert: (condition?: boolean, ...args: unknown[]) => {
      if (condition !== true) log('error')('Assertion failed:', ...args);
    },
  },
  setTimeout: system('setTimeout'),
  clearTimeout: system('clearTimeout'),
  setInterval: system('setInterval'),
  clearInterval: system('clearInterval'),
  fetch: system('fetch'),
});
if (constants?.html != null) vm.__html__ = constants.html;

vm.__bridge = {
  /** Calls a function of the VM. @returns its answer as a packet; an answer that is a promise is watched, not handed on */
  invoke(id: number, json: string, buffers: ArrayBuffer[]) {
    const args = unpack(JSON.parse(json), buffers) as unknown[];
    const answer = functions[id](...args);
    const answered: ArrayBuffer[] = [];
    if (answer instanceof Promise) {
      answer.then(undefined, (error: unknown) => call('call', SYSTEM, 'uncaught', [show(error)]));
      return [JSON.stringify({ $: 'undefined' }), ...answered];
    }
    const wire = pack(answer, answered);
    return [JSON.stringify(wire), ...answered];
  },
  settle(id: number, isFulfilled: boolean, json: string, buffers: ArrayBuffer[]) {
    const promise = waiting.get(id);
    waiting.delete(id);
    try {
      const value = unpack(JSON.parse(json), buffers);
      if (isFulfilled) promise?.resolve(value);
    } catch (error) {
      promise?.reject(error);
    }
  },
};
