import type { Timers } from '@pastiche/panel/channel';

/** Those of Figma's sandbox. */
export const TIMERS: Timers = {
  set: (callback, ms) => setTimeout(callback, ms),
  clear: (handle) => clearTimeout(handle as number),
};
