import { createCoalescer, REALM_TIMERS } from '../../../channel/index.js';
import type { RunEvent } from '../../engine.js';

/** Steps come to the panel at most so often; the newest wins, ms. */
const STEP_INTERVAL_MS = 50;

type StepEvent = Extract<RunEvent, { kind: 'step' }>;

/** The events of one run on their way to the panel, in order. */
export interface RunEvents {
  /** A finished iteration; another may overtake it before it is sent. */
  step(event: StepEvent): void;
  /** Anything else, sent at once, after the steps before it. */
  tell(event: Exclude<RunEvent, StepEvent>, transfer?: readonly object[]): void;
  /** Sends what waits; nothing comes after it. */
  end(): void;
}

export type TellRunEvent = (event: RunEvent, transfer?: readonly object[]) => void;

export function createRunEvents(tell: TellRunEvent): RunEvents {
  const steps = createCoalescer<'step', StepEvent>({
    send: (_, event) => tell(event),
    intervalMs: STEP_INTERVAL_MS,
    timers: REALM_TIMERS,
  });
  return {
    step: (event) => steps.push('step', event),
    tell(event, transfer) {
      steps.flush();
      tell(event, transfer);
    },
    end() {
      steps.flush();
      steps.close();
    },
  };
}
