import { dropEvent, type EngineConnection } from './connect-engine.js';
import type { Run, RunEvent, RunRequest } from './engine.js';

/** Makes the panel's side of runs: `Engine.run`. */
export function createRunClient({
  channel,
  listeners,
}: EngineConnection): (request: RunRequest, listener: (event: RunEvent) => void) => Run {
  const start = (request: RunRequest) => channel.request('run', request, { timeoutMs: null }).reply;
  const startHeard = async (request: RunRequest, listener: (event: RunEvent) => void) => {
    listeners.runEvent = listener;
    try {
      return await start(request);
    } finally {
      listeners.runEvent = dropEvent;
    }
  };
  return (request, listener) => {
    // The engine refuses a second run; the first one's listener must survive that.
    const busy = listeners.runEvent !== dropEvent;
    const result = busy ? start(request) : startHeard(request, listener);
    // Who cancels or closes need not listen for the rejection that this causes.
    result.catch(() => {});
    const steer = (action: 'pause' | 'resume' | 'stop' | 'cancel') => {
      channel.tell('steerRun', { action });
    };
    return {
      set: (changes) => channel.tell('changeRun', changes),
      pause: () => steer('pause'),
      resume: () => steer('resume'),
      stop: () => steer('stop'),
      // Not the channel's own cancelling, which would not wait for the iteration under way to end.
      cancel: () => steer('cancel'),
      result,
    };
  };
}
