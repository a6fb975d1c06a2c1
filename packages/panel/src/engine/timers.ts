import type { Timers } from '../channel/index.js';

/** The realm's own timers. */
export const timers: Timers = {
  set: (callback, ms) => setTimeout(callback, ms),
  clear: (handle) => clearTimeout(handle as number),
};
