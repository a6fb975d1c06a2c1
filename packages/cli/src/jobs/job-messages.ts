import type { Said } from '@pastiche/core';
import type { ExitCode } from '../base/command-error.js';
import type { StreamBytes } from '../input/read-bytes.js';
import type { JobPlan } from '../plan/job-plan.js';
import type { CommandEvent, SavedRun } from '../progress/command-event.js';
import type { ChosenEngine } from './network-choice.js';

/** The hidden command that a child process runs. */
export const JOB_COMMAND = 'job';

/** What the parent tells a child that paints one content. */
export type MessageToJob =
  | {
      readonly kind: 'paint';
      readonly plan: JobPlan;
      readonly engine: ChosenEngine;
      /** What the parent has read from pipes, which give it once. */
      readonly streams: StreamBytes;
    }
  | { readonly kind: 'stop' };

/** What the child tells its parent; the last is `saved` or `failed`. */
export type MessageFromJob =
  | { readonly kind: 'event'; readonly event: CommandEvent }
  | { readonly kind: 'saved'; readonly saved: SavedRun }
  | { readonly kind: 'failed'; readonly message: Said; readonly exitCode: ExitCode };
