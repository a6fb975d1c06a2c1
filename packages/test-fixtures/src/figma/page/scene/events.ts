type Callback = (event?: unknown) => unknown;

/** Listeners of one kind of event each, called later and together, as Figma does it. */
export interface EventHub {
  on(type: string, callback: (...args: never[]) => unknown): void;
  once(type: string, callback: (...args: never[]) => unknown): void;
  off(type: string, callback: (...args: never[]) => unknown): void;
  /** Tells the listeners soon; what is scheduled twice before that is told once, with the event of `collect`. */
  schedule(type: string, collect?: () => unknown): void;
  /** Tells the listeners at once. @returns what each of them answered */
  fire(type: string, event?: unknown): readonly unknown[];
}

/**
 * @param types the events that there are
 * @param name for errors, such as `figma`
 * @param later runs something in a later turn of the event loop
 */
export function createEventHub(
  types: readonly string[],
  name: string,
  later: (run: () => void) => void,
): EventHub {
  const listeners = new Map<string, { callback: Callback; once: boolean }[]>();
  const scheduled = new Set<string>();
  const add = (type: string, callback: Callback, once: boolean) => {
    if (!types.includes(type)) throw new Error(`${name} has no event "${type}" in the simulator.`);
    listeners.set(type, [...(listeners.get(type) ?? []), { callback, once }]);
  };
  const hub: EventHub = {
    on: (type, callback) => add(type, callback as Callback, false),
    once: (type, callback) => add(type, callback as Callback, true),
    off(type, callback) {
      const left = (listeners.get(type) ?? []).filter((each) => each.callback !== callback);
      listeners.set(type, left);
    },
    schedule(type, collect = () => undefined) {
      if (scheduled.has(type)) return;
      scheduled.add(type);
      later(() => {
        scheduled.delete(type);
        hub.fire(type, collect());
      });
    },
    fire(type, event) {
      const called = listeners.get(type) ?? [];
      const left = called.filter(({ once }) => !once);
      listeners.set(type, left);
      return called.map(({ callback }) => callback(event));
    },
  };
  return hub;
}
