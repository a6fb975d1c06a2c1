import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import type { Entry } from './entry.js';
import { errorText, pair, takePacket } from './packets.js';
import type { Packet } from './wire.js';

/** The way from the page into the VM, by the two functions that `bootstrap.ts` leaves for it. */
export interface Bridge {
  /** Takes the two functions; they are there once `bootstrap.ts` ran. */
  connect(): void;
  /** Calls a function of the plugin. @throws Error with what it threw */
  invoke(id: number, args: Packet): Packet;
  /** Ends a promise that the plugin waits for. */
  settle(id: number, isFulfilled: boolean, value: Packet): void;
}

/** @param onUncaught told of what the plugin throws where nothing of the page waits for it */
export function createBridge(
  context: QuickJSContext,
  entry: Entry,
  onUncaught: (message: string) => void,
): Bridge {
  let functions: { invoke: QuickJSHandle; settle: QuickJSHandle } | undefined;
  const call = (name: 'invoke' | 'settle', ...args: QuickJSHandle[]): Packet => {
    if (functions === undefined) throw new Error('The VM is not connected yet.');
    const handle = functions[name];
    return entry(() => {
      const result = context.callFunction(handle, context.undefined, args);
      for (const arg of args) arg.dispose();
      if (result.error !== undefined) throw new Error(errorText(context, result.error));
      return takePacket(context, result.value);
    });
  };
  return {
    connect() {
      const object = context.getProp(context.global, '__bridge');
      functions = {
        invoke: context.getProp(object, 'invoke'),
        settle: context.getProp(object, 'settle'),
      };
      object.dispose();
      context.unwrapResult(context.evalCode('delete globalThis.__bridge')).dispose();
    },
    invoke: (id, args) => call('invoke', context.newNumber(id), ...pair(context, args)),
    settle(id, isFulfilled, value) {
      const fulfilled = isFulfilled ? context.true : context.false;
      try {
        call('settle', context.newNumber(id), fulfilled, ...pair(context, value));
      } catch (error) {
        onUncaught(String(error));
      }
    },
  };
}
