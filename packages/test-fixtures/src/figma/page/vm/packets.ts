import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import type { Packet } from './wire.js';

/** JSON and buffers as arguments of a call into the VM. */
export function pair(
  context: QuickJSContext,
  { json, buffers }: Packet,
): [QuickJSHandle, QuickJSHandle] {
  const array = context.newArray();
  for (const [index, buffer] of buffers.entries()) putBuffer(context, array, index, buffer);
  return [context.newString(json), array];
}

/** `[json, ...buffers]` in the VM. */
export function putPacket(context: QuickJSContext, { json, buffers }: Packet): QuickJSHandle {
  const array = context.newArray();
  const text = context.newString(json);
  context.setProp(array, 0, text);
  text.dispose();
  for (const [index, buffer] of buffers.entries()) putBuffer(context, array, index + 1, buffer);
  return array;
}

/** Reads `[json, ...buffers]` and lets go of it. */
export function takePacket(context: QuickJSContext, handle: QuickJSHandle): Packet {
  if (context.typeof(handle) === 'undefined') return { json: '{"$":"undefined"}', buffers: [] };
  const text = context.getProp(handle, 0);
  const json = context.getString(text);
  text.dispose();
  const buffers = takeBuffers(context, handle, 1);
  handle.dispose();
  return { json, buffers };
}

/** The ArrayBuffers of an array, copied. */
export function takeBuffers(
  context: QuickJSContext,
  handle: QuickJSHandle,
  from = 0,
): ArrayBuffer[] {
  const length = context.getProp(handle, 'length');
  const count = context.getNumber(length);
  length.dispose();
  const buffers: ArrayBuffer[] = [];
  for (let index = from; index < count; index++) {
    const item = context.getProp(handle, index);
    const view = context.getArrayBuffer(item);
    buffers.push(new Uint8Array(view.value).buffer);
    view.dispose();
    item.dispose();
  }
  return buffers;
}

/** What was thrown in the VM, with its stack; lets go of it. */
export function errorText(context: QuickJSContext, handle: QuickJSHandle): string {
  const error: unknown = context.dump(handle);
  handle.dispose();
  if (typeof error !== 'object' || error === null) return String(error);
  const { name = 'Error', message = '', stack = '' } = error as Partial<Error>;
  return `${name}: ${message}\n${stack}`.trim();
}

function putBuffer(
  context: QuickJSContext,
  array: QuickJSHandle,
  index: number,
  buffer: ArrayBuffer,
) {
  const handle = context.newArrayBuffer(buffer);
  context.setProp(array, index, handle);
  handle.dispose();
}
