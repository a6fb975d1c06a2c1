import {
  type Controls,
  type DoneStep,
  type LiveChanges,
  type Parameters,
  parseParameters,
} from '@pastiche/core';
import { toWireError } from '../../../channel/wire-error.js';
import type { RunResult } from '../../engine.js';
import type { Networks } from '../networks/networks.js';
import { toBitmap } from '../pictures/canvas.js';
import { toPng } from '../pictures/encode-picture.js';
import { PREVIEW_SIDE } from '../pictures/pictures.js';
import type { Computer } from './computer.js';
import { createNetworkSpeeds } from './network-speeds.js';
import { paint, throwIfCancelled } from './paint.js';
import { masksInResult } from './read-masks.js';
import type { ReadRequest } from './read-request.js';
import type { RunEvents } from './run-events.js';
import { chooseRunNetworks } from './run-networks.js';
import { createSideWork } from './side-work.js';
import { sourceFor, type WeightedStyle } from './statistics-choice.js';
import type { Timelapse } from './timelapse.js';

/** What a run paints with, and what it tells and keeps on its way. */
export interface RunTools {
  readonly computer: Computer;
  readonly networks: Networks;
  readonly events: RunEvents;
  readonly timelapse: Timelapse | null;
  readonly controls: Controls;
  readonly signal: AbortSignal;
}

/**
 * Loads the networks, paints, and encodes what was painted.
 *
 * @throws StyleTransferError `aborted` when `signal` is, besides what loading and painting throw.
 */
export async function performRun(read: ReadRequest, tools: RunTools): Promise<RunResult> {
  const {
    content,
    styles,
    regions,
    protect,
    smallerPainting,
    parameters,
    checkpoints = false,
    resume = null,
  } = read;
  const { computer, networks, events, timelapse, controls, signal } = tools;
  const begun = performance.now();
  const { network, ...weights } = await chooseRunNetworks({
    networks,
    choice: read.network,
    parameters,
    statistics: allStyles(read).flatMap((style) =>
      style.kind === 'statistics' ? [style.statistics] : [],
    ),
    signal,
    onProgress: (loaded, total, phase) => {
      events.tell({ kind: 'loading', network: 'vgg19', loaded, total, phase });
    },
  });
  const source = (style: WeightedStyle) => sourceFor(style, weights.weights, parameters);
  const speeds = createNetworkSpeeds();
  const done = await paint({
    request: {
      content,
      styles: styles.map(source),
      regions: regions.map((region) => ({ ...region, styles: region.styles.map(source) })),
      ...(protect && { protect }),
      ...(smallerPainting && { smallerPainting }),
      ...weights,
      parameters,
      controls,
      signal,
    },
    computer,
    events,
    speeds,
    sideWork: createSideWork({ computer, events, timelapse, checkpoints, resume }),
  });
  await timelapse?.finish(done.picture);
  const encoded = { ...(await encode(done)), ...(await masksInResult(read.masks)) };
  throwIfCancelled(signal);
  return {
    ...encoded,
    network,
    speeds: speeds.measured(),
    seconds: (performance.now() - begun) / 1000,
    parameters: withChanges(parameters, controls.changes),
  };
}

/** Those of the regions, too. */
function allStyles({ styles, regions }: ReadRequest): readonly WeightedStyle[] {
  return [...styles, ...regions.flatMap((region) => region.styles)];
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
