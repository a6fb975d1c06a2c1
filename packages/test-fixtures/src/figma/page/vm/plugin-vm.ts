import RELEASE_SYNC from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
} from 'quickjs-emscripten-core';
import { getMember, hasMember, setMember } from '../interface/api-object.js';
import { within } from '../scene/scene.js';
import { createBridge } from './bridge.js';
import { createEntry, type Entry } from './entry.js';
import { errorPacket, type PackContext, packet, unpack } from './pack.js';
import { errorText, putPacket, takeBuffers } from './packets.js';
import type { Packet, Wire } from './wire.js';

export interface PluginVmOptions {
  /** The source of `bootstrap.ts`, bundled. */
  readonly bootstrap: string;
  /** What `figma` is, and what the other globals call. */
  readonly figma: object;
  readonly system: object;
  readonly html: string | null;
  /** Before every access of the plugin to `figma`; throws once the plugin is closed. */
  checkOpen(): void;
  /** What the plugin threw where nothing of the page waits for it. */
  onUncaught(message: string): void;
}

export interface PluginVm {
  /** Runs a script. @throws Error with the message and stack of what it threw */
  evaluate(code: string, fileName: string): void;
}

/** Starts a VM of its own: a fresh module, so that nothing of an earlier run is left. */
export async function createPluginVm(options: PluginVmOptions): Promise<PluginVm> {
  const variant = newVariant(RELEASE_SYNC, { wasmLocation: '/quickjs.wasm' });
  const module = await newQuickJSWASMModuleFromVariant(variant);
  const context = module.newContext();
  const entry = createEntry(context, options.onUncaught);
  const link = createLink(context, entry, options);
  defineHost(context, link, options);
  const { html } = options;
  const constants = `globalThis.__constants = ${JSON.stringify({ html })};`;
  evaluate(context, entry, `${constants}\n${options.bootstrap}`, 'bootstrap.js');
  link.connect();
  return { evaluate: (code, fileName) => evaluate(context, entry, code, fileName) };
}

interface Link extends PackContext {
  /** Takes the two functions by which the page calls the VM; they are there once `bootstrap.ts` ran. */
  connect(): void;
}

function createLink(context: QuickJSContext, entry: Entry, options: PluginVmOptions): Link {
  const objects: object[] = [{}, options.figma, options.system];
  const ids = new Map(objects.map((object, id) => [object, id]));
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  let promises = 0;
  const { connect, invoke, settle } = createBridge(context, entry, options.onUncaught);
  const link: Link = {
    connect,
    referenceId(object) {
      const known = ids.get(object);
      if (known !== undefined) return known;
      ids.set(object, objects.push(object) - 1);
      return objects.length - 1;
    },
    reference: (id) => objects[id],
    vmFunction(id) {
      const known = functions.get(id);
      if (known !== undefined) return known;
      const made = (...args: unknown[]) => {
        const answer = invoke(id, packet(args, link));
        return unpack(JSON.parse(answer.json) as Wire, answer.buffers, link);
      };
      functions.set(id, made);
      return made;
    },
    promiseId(promise) {
      const id = ++promises;
      promise.then(
        (value) => settle(id, true, packet(value, link)),
        (error: unknown) => settle(id, false, errorPacket(error)),
      );
      return id;
    },
  };
  return link;
}

function defineHost(context: QuickJSContext, link: PackContext, options: PluginVmOptions): void {
  const host = context.newFunction('__host', (operation, json, buffers) => {
    const name = context.getString(operation);
    const args = JSON.parse(context.getString(json)) as Wire[];
    let answer: Packet;
    try {
      answer = packet(perform(name, args, takeBuffers(context, buffers), link, options), link);
    } catch (error) {
      answer = errorPacket(error);
    }
    return putPacket(context, answer);
  });
  context.setProp(context.global, '__host', host);
  host.dispose();
}

function perform(
  operation: string,
  args: readonly Wire[],
  buffers: readonly ArrayBuffer[],
  link: PackContext,
  { checkOpen, system }: PluginVmOptions,
): unknown {
  const object = link.reference(args[0] as number);
  const key = args[1] as string;
  if (object !== system) checkOpen();
  if (operation === 'get') return getMember(object, key);
  if (operation === 'has') return hasMember(object, key);
  const given = within(operation === 'set' ? `set_${key}` : key, () =>
    unpack(args[2], buffers, link),
  );
  if (operation === 'set') return setMember(object, key, given);
  const method = getMember(object, key);
  if (typeof method !== 'function') throw new TypeError(`${key} is not a function`);
  return method.apply(object, given as unknown[]);
}

function evaluate(context: QuickJSContext, entry: Entry, code: string, fileName: string): void {
  entry(() => {
    const result = context.evalCode(code, fileName);
    if (result.error !== undefined) throw new Error(errorText(context, result.error));
    result.value.dispose();
  });
}
