import {
  checkpointParameters,
  maskOf,
  maskUnion,
  type Parameters,
  type Pixels,
  parseParameters,
  type StylizeRequest,
  sentence,
} from '@pastiche/core';
import type { RunRequest } from '../../engine.js';
import type { Pictures } from '../pictures/pictures.js';
import type { WeightedStyle } from './statistics-choice.js';

/**
 * A request with the pictures in the place of their ids, and its parameters checked. It is no
 * `StylizeRequest` yet: which network paints depends on the styles, and which of a style's statistics
 * are taken on the network.
 */
export interface ReadRequest
  extends Pick<StylizeRequest, 'content' | 'protect'>,
    Pick<RunRequest, 'network' | 'checkpoints' | 'resume'> {
  readonly styles: readonly WeightedStyle[];
  readonly parameters: Parameters;
}

/** @throws StyleTransferError for parameters, pictures or a checkpoint that cannot be used */
export async function readRequest(request: RunRequest, pictures: Pictures): Promise<ReadRequest> {
  const { styles, protect = [], network, checkpoints, resume } = request;
  const content = pictures.get(request.content);
  return {
    // Those of the checkpoint have the changes of the run in them.
    parameters:
      resume === undefined
        ? parseParameters(request.parameters)
        : await checkpointParameters(resume),
    content,
    ...protectedPart(protect.map(pictures.get), content),
    styles: styles.map(({ picture, weight }) => ({ ...pictures.style(picture), weight })),
    network,
    checkpoints,
    resume,
  };
}

function protectedPart(shown: readonly Pixels[], content: Pixels): Pick<StylizeRequest, 'protect'> {
  if (shown.length === 0) return {};
  return {
    protect: maskUnion(
      shown.map((pixels) => maskOf(pixels, sentence`mask`)),
      content,
    ),
  };
}
