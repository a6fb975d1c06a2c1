import type { QuickJSContext } from 'quickjs-emscripten-core';
import { errorText } from './packets.js';

/** Runs something in the VM; when the outermost such call ends, what promises wait for runs too. */
export type Entry = <Result>(run: () => Result) => Result;

export function createEntry(context: QuickJSContext, onUncaught: (message: string) => void): Entry {
  let depth = 0;
  return (run) => {
    depth += 1;
    try {
      return run();
    } finally {
      depth -= 1;
      if (depth === 0) {
        const jobs = context.runtime.executePendingJobs();
        if (jobs.error !== undefined) onUncaught(errorText(context, jobs.error));
        jobs.dispose();
      }
    }
  };
}
