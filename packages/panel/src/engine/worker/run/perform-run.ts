import {
  type Controls,
  type DoneStep,
  type LiveChanges,
  type Parameters,
  parseParameters,
  type StylizeRequest,
} from '@pastiche/core';
import { toWireError } from '../../../channel/wire-error.js';
import type { NetworkChoice, RunResult } from '../../engine.js';
import type { Networks } from '../networks/networks.js';
import { toBitmap } from '../pictures/canvas.js';
import { toPng } from '../pictures/encode-picture.js';
import { PREVIEW_SIDE } from '../pictures/pictures.js';
import type { Computer } from './computer.js';
import { paint, throwIfCancelled } from './paint.js';
import { choosePainters } from './painters.js';
import type { RunEvents } from './run-events.js';
import { createSideWork } from './side-work.js';
import { sourceFor, type WeightedStyle } from './statistics-choice.js';
import type { Timelapse } from './timelapse.js';

/** Everything that a run needs, pictures and parameters read. */
export interface RunSetting {
  readonly computer: Computer;
  readonly networks: Networks;
  readonly events: RunEvents;
  readonly content: StylizeRequest['content'];
  readonly styles: readonly WeightedStyle[];
  readonly parameters: Parameters;
  readonly network: NetworkChoice;
  readonly timelapse: Timelapse | null;
  readonly checkpoints: boolean;
  readonly resume: Uint8Array | null;
  readonly controls: Controls;
  readonly signal: AbortSignal;
}

/**
 * Loads the networks, paints, and encodes what was painted.
 *
 * @throws StyleTransferError `aborted` when `signal` is, besides what loading and painting throw.
 */
export async function performRun(setting: RunSetting): Promise<RunResult> {
  const { computer, networks, events, content, styles, parameters, controls, signal } = setting;
  const begun = performance.now();
  const { network, ...weights } = await choosePainters({
    networks,
    choice: setting.network,
    parameters,
    statistics: styles.flatMap((style) => (style.kind === 'statistics' ? [style.statistics] : [])),
    signal,
    onProgress: (loaded, total) => {
      events.tell({ kind: 'loading', network: 'vgg19', loaded, total });
    },
  });
  const done = await paint({
    request: {
      content,
      styles: styles.map((style) => sourceFor(style, weights.weights, parameters)),
      ...weights,
      parameters,
      controls,
      signal,
    },
    computer,
    events,
    sideWork: createSideWork(setting),
  });
  await setting.timelapse?.finish(done.picture);
  const encoded = await encode(done);
  throwIfCancelled(signal);
  return {
    ...encoded,
    network,
    seconds: (performance.now() - begun) / 1000,
    parameters: withChanges(parameters, controls.changes),
  };
}

async function encode({ picture, stoppedEarly, losses, failure }: DoneStep) {
  const { width, height } = picture;
  const png = await toPng(picture);
  const preview = await toBitmap(picture, PREVIEW_SIDE);
  const failed = failure === undefined ? {} : { failure: toWireError(failure) };
  return { width, height, png, preview, stoppedEarly, losses, ...failed };
}

function withChanges(parameters: Parameters, changes: LiveChanges): Parameters {
  return parseParameters({ ...parameters, ...changes });
}
