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
import { decodePicture } from '../pictures/decode-picture.js';
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

/** @throws StyleTransferError for parameters, pictures, masks or a checkpoint that cannot be used */
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
    ...(await protectedPart(protect, content)),
    styles: styles.map(({ picture, weight }) => ({ ...pictures.style(picture), weight })),
    network,
    checkpoints,
    resume,
  };
}

async function protectedPart(
  files: readonly Uint8Array[],
  content: Pixels,
): Promise<Pick<StylizeRequest, 'protect'>> {
  if (files.length === 0) return {};
  const shown = await Promise.all(files.map(decodePicture));
  const masks = shown.map((pixels) => maskOf(pixels, sentence`mask`));
  return { protect: maskUnion(masks, content) };
}
