import type { Timers } from '@pastiche/panel/channel';

/** The extension host's own timers. */
export const TIMERS: Timers = {
  set: (callback, ms) => setTimeout(callback, ms),
  clear: (handle) => clearTimeout(handle as number),
};
