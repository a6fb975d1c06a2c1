import {
  createControls,
  fitLongSide,
  type LiveChanges,
  type Size,
  StyleTransferError,
  sentence,
} from '@pastiche/core';
import type { RunRequest, RunResult } from '../../engine.js';
import type { Networks } from '../networks/networks.js';
import type { Pictures } from '../pictures/pictures.js';
import type { Computer } from './computer.js';
import { performRun } from './perform-run.js';
import { type ReadRequest, readRequest } from './read-request.js';
import { createRunEvents, type TellRunEvent } from './run-events.js';
import { createTimelapse, type Timelapse } from './timelapse.js';

export interface RunnerOptions {
  readonly computer: Computer;
  readonly pictures: Pictures;
  readonly networks: Networks;
  readonly tell: TellRunEvent;
}

/** Makes runs, one at a time. */
export interface Runner {
  /** @throws StyleTransferError `aborted` after `steer('cancel')`, besides what a run throws. */
  run(request: RunRequest): Promise<RunResult>;
  /** For the run under way; without one, of no effect. */
  change(changes: LiveChanges): void;
  steer(action: 'pause' | 'resume' | 'stop' | 'cancel'): void;
  /** The frames of the last run that collected them, as an animated GIF. */
  timelapse(): Promise<Uint8Array>;
}

export function createRunner({ computer, pictures, networks, tell }: RunnerOptions): Runner {
  let current: ReturnType<typeof createHandle> | null = null;
  let timelapse: Timelapse | null = null;

  return {
    async run(request) {
      if (current !== null) throw busy();
      const handle = createHandle();
      current = handle;
      const events = createRunEvents(tell);
      try {
        const read = await readRequest(request, pictures);
        const frames = request.frames ? createTimelapse(sizeOf(read)) : null;
        timelapse = frames ?? timelapse;
        return await performRun(read, { ...handle, computer, networks, events, timelapse: frames });
      } finally {
        current = null;
        events.end();
      }
    },
    change: (changes) => current?.controls.set(changes),
    steer(action) {
      if (action === 'cancel') current?.cancel();
      else current?.controls[action]();
    },
    async timelapse() {
      if (timelapse === null) throw frameless();
      return timelapse.toGif();
    },
  };
}

/** Of the finished picture. */
function sizeOf({ content, parameters }: ReadRequest): Size {
  return fitLongSide(content.width, content.height, parameters.size);
}

/** What acts on a run from outside. */
function createHandle() {
  const giveUp = new AbortController();
  return {
    controls: createControls(),
    signal: giveUp.signal,
    cancel: () => giveUp.abort(),
  };
}

function busy(): StyleTransferError {
  return new StyleTransferError(
    'invalid-parameter',
    sentence`One picture is painted at a time, but a second one was asked for; wait for the first or cancel it.`,
  );
}

function frameless(): StyleTransferError {
  return new StyleTransferError(
    'invalid-image',
    sentence`A timelapse needs a run whose frames were collected, but there is none; switch frames on and stylize again.`,
  );
}
