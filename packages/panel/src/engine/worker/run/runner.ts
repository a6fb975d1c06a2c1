import {
  checkpointParameters,
  createControls,
  fitLongSide,
  type LiveChanges,
  parseParameters,
  StyleTransferError,
  sentence,
} from '@pastiche/core';
import type { RunRequest, RunResult } from '../../engine.js';
import type { Networks } from '../networks/networks.js';
import type { Pictures } from '../pictures/pictures.js';
import type { Computer } from './computer.js';
import { performRun } from './perform-run.js';
import { createRunEvents, type TellRunEvent } from './run-events.js';
import { createTimelapse, type Timelapse } from './timelapse.js';

export interface RunnerOptions {
  readonly computer: Computer;
  readonly pictures: Pictures;
  readonly networks: Networks;
  readonly tell: TellRunEvent;
}

/** A request as it arrives: core reads the parameters. */
export type UnreadRunRequest = Omit<RunRequest, 'parameters'> & { readonly parameters: unknown };

/** Makes runs, one at a time. */
export interface Runner {
  /** @throws StyleTransferError `aborted` after `steer('cancel')`, besides what a run throws. */
  run(request: UnreadRunRequest): Promise<RunResult>;
  /** For the run under way; without one, of no effect. */
  change(changes: LiveChanges): void;
  steer(action: 'pause' | 'resume' | 'stop' | 'cancel'): void;
  /** The frames of the last run that collected them, as an animated GIF. */
  timelapse(): Promise<Uint8Array>;
}

export function createRunner({ computer, pictures, networks, tell }: RunnerOptions): Runner {
  let current: ReturnType<typeof createHandle> | null = null;
  let timelapse: Timelapse | null = null;

  const read = async (request: UnreadRunRequest) => {
    const { content, styles, frames, resume = null, checkpoints = false } = request;
    // Those of the checkpoint have the changes of the run in them.
    const parameters =
      resume === null ? parseParameters(request.parameters) : await checkpointParameters(resume);
    const pixels = pictures.get(content);
    const size = fitLongSide(pixels.width, pixels.height, parameters.size);
    const held = styles.map(({ picture, weight }) => ({ ...pictures.style(picture), weight }));
    const frameStore = frames ? createTimelapse(size) : null;
    return {
      parameters,
      content: pixels,
      styles: held,
      timelapse: frameStore,
      checkpoints,
      resume,
    };
  };

  return {
    async run(request) {
      if (current !== null) throw busy();
      const handle = createHandle();
      current = handle;
      const events = createRunEvents(tell);
      try {
        const setting = { ...(await read(request)), ...handle, computer, networks, events };
        timelapse = setting.timelapse ?? timelapse;
        return await performRun({ ...setting, network: request.network });
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
