import { apiName } from '../interface/api-object.js';
import { MIXED } from '../interface/mixed.js';
import type { Packet, Wire } from './wire.js';

/** What packing and unpacking on the page's side need to know of the VM. */
export interface PackContext {
  /** The number under which the VM knows an object of the interface. */
  referenceId(object: object): number;
  /** The object with that number. */
  reference(id: number): object;
  /** The page's stand-in for a function of the VM, always the same one. */
  vmFunction(id: number): (...args: unknown[]) => unknown;
  /** Has the VM told of a promise's end. @returns its number */
  promiseId(promise: Promise<unknown>): number;
}

export function packet(value: unknown, context: PackContext): Packet {
  const buffers: ArrayBuffer[] = [];
  return { json: JSON.stringify(pack(value, buffers, context)), buffers };
}

export function errorPacket(error: unknown): Packet {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { json: JSON.stringify({ $: 'error', name, message } satisfies Wire), buffers: [] };
}

function pack(value: unknown, buffers: ArrayBuffer[], context: PackContext): Wire {
  if (value === undefined) return { $: 'undefined' };
  if (value === MIXED) return { $: 'mixed' };
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : { $: 'number', value: String(value) };
  }
  if (typeof value === 'function') return { $: 'method' };
  if (typeof value !== 'object') throw new Error(`The bridge cannot hand over a ${typeof value}.`);
  return packObject(value, buffers, context);
}

function packObject(value: object, buffers: ArrayBuffer[], context: PackContext): Wire {
  if (apiName(value) !== undefined) return { $: 'reference', value: context.referenceId(value) };
  if (value instanceof Promise) return { $: 'promise', value: context.promiseId(value) };
  if (Array.isArray(value)) return value.map((each) => pack(each, buffers, context));
  if (value instanceof Date) return { $: 'date', value: String(value.getTime()) };
  if (value instanceof Uint8Array) {
    return { $: 'bytes', value: buffers.push(new Uint8Array(value).buffer) - 1 };
  }
  if (value instanceof ArrayBuffer) return { $: 'buffer', value: buffers.push(value) - 1 };
  const packed: Record<string, Wire> = {};
  for (const [key, each] of Object.entries(value)) packed[key] = pack(each, buffers, context);
  return { $: 'object', value: packed };
}

/** @throws Error for what Figma does not let out of its VM: symbols, other buffers, objects of classes. */
export function unpack(wire: Wire, buffers: readonly ArrayBuffer[], context: PackContext): unknown {
  if (typeof wire !== 'object' || wire === null) return wire;
  if (Array.isArray(wire)) return wire.map((each: Wire) => unpack(each, buffers, context));
  const tagged = wire as Extract<Wire, { $: string }>;
  switch (tagged.$) {
    case 'undefined':
      return undefined;
    case 'mixed':
      return MIXED;
    case 'number':
      return Number(tagged.value);
    case 'date':
      return new Date(Number(tagged.value));
    case 'bytes':
      return new Uint8Array(buffers[tagged.value]);
    case 'function':
      return context.vmFunction(tagged.value);
    case 'reference':
      return context.reference(tagged.value);
    case 'object':
      return Object.fromEntries(
        Object.entries(tagged.value).map(([key, each]) => [key, unpack(each, buffers, context)]),
      );
    case 'refused':
      throw new Error(`Cannot unwrap ${tagged.value}`);
    default:
      throw new Error(`The bridge does not know "${tagged.$}".`);
  }
}
