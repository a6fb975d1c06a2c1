import type { Timers } from './channel.js';

// Every realm has these two, but no library of types that all realms share declares them.
declare function setTimeout(callback: () => void, ms: number): unknown;
declare function clearTimeout(handle: unknown): void;

/** The timers of whichever realm runs this. */
export const REALM_TIMERS: Timers = {
  set: (callback, ms) => setTimeout(callback, ms),
  clear: (handle) => clearTimeout(handle),
};
