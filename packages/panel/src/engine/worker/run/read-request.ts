import {
  checkpointParameters,
  type Parameters,
  parseParameters,
  type StyleRegion,
  type StylizeRequest,
} from '@pastiche/core';
import type { RequestedStyle, RunRequest } from '../../engine.js';
import { decodePicture } from '../pictures/decode-picture.js';
import type { Pictures } from '../pictures/pictures.js';
import { protectionBy, type ReadMasks, readMasks } from './read-masks.js';
import type { WeightedStyle } from './statistics-choice.js';

/**
 * A request with the pictures in the place of their ids, and its parameters checked. It is no
 * `StylizeRequest` yet: which network paints depends on the styles, and which of a style's statistics
 * are taken on the network.
 */
export interface ReadRequest
  extends Pick<StylizeRequest, 'content' | 'protect' | 'smallerPainting'>,
    Pick<RunRequest, 'network' | 'checkpoints' | 'resume'> {
  readonly styles: readonly WeightedStyle[];
  readonly regions: readonly ReadRegion[];
  readonly parameters: Parameters;
  /** As they came; `protect` is all of those that protect. */
  readonly masks: ReadMasks;
}

/** A region with its mask and its styles in the place of what stands for them. */
export interface ReadRegion extends Pick<StyleRegion, 'mask' | 'strength'> {
  readonly styles: readonly WeightedStyle[];
}

/** @throws StyleTransferError for parameters, pictures, masks or a checkpoint that cannot be used */
export async function readRequest(request: RunRequest, pictures: Pictures): Promise<ReadRequest> {
  const { styles, regions = [], smallerPainting, network, checkpoints, resume } = request;
  const content = pictures.get(request.content);
  const masks = await readMasks(request);
  const held = ({ picture, weight }: RequestedStyle) => {
    const mask = masks.styleParts.get(picture);
    return { ...pictures.style(picture), weight, ...(mask === undefined ? {} : { mask }) };
  };
  return {
    // Those of the checkpoint have the changes of the run in them.
    parameters:
      resume === undefined
        ? parseParameters(request.parameters)
        : await checkpointParameters(resume),
    content,
    masks,
    ...protectionBy(masks, content),
    styles: styles.map(held),
    regions: regions.map(({ styles: own, strength = 1 }, index) => ({
      mask: masks.regions[index],
      styles: own.map(held),
      strength,
    })),
    ...(smallerPainting && { smallerPainting: await decodePicture(smallerPainting) }),
    network,
    checkpoints,
    resume,
  };
}
