import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { blobsPicture } from '@pastiche/test-fixtures';
import { toTensor } from '../../packages/core/src/backend/tensor.js';
import type { Size } from '../../packages/core/src/image/fit.js';
import { planPieces, reachOf } from '../../packages/core/src/loss/pieces/piece-plan.js';
import { preparePictures } from '../../packages/core/src/run/painting-pictures.js';
import { createScaleObjective } from '../../packages/core/src/run/scale-objective.js';
import type { StyleRegion } from '../../packages/core/src/run/stylize-request.js';
import { createNetwork } from '../../packages/core/src/vgg19/create-network.js';
import type { Network, NetworkOptions } from '../../packages/core/src/vgg19/network/network.js';
import type { NetworkWeights } from '../../packages/core/src/vgg19/network/network-weights.js';
import { readLiteWeights } from '../../packages/core/src/weights/formats/lite-weights.js';
import { adamContender } from './adam-contender.js';
import type { Contender } from './contender.js';
import { DEEPEST, DEFAULTS } from './objective-defaults.js';

const LITE = fileURLToPath(
  new URL('../../packages/core/data/vgg19-lite.safetensors', import.meta.url),
);

/** The built-in network as it ships. */
export async function readLite(): Promise<NetworkWeights> {
  return readLiteWeights(await readFile(LITE));
}

export interface NetworkContenderOptions {
  readonly make?: (options: NetworkOptions) => Network;
  /** Long sides of the pieces in which pictures pass through the network, px; `null`: as they are. */
  readonly seen?: number | null;
  /** Vertical parts of the picture, each with a style of its own. */
  readonly parts?: number;
}

/** One iteration as a run makes it, with any network; pictures of `size` px square, made by seed. */
export async function networkContender(
  weights: NetworkWeights,
  size: number,
  { make = createNetwork, seen = null, parts = 1 }: NetworkContenderOptions = {},
): Promise<Contender> {
  const calibration = weights.calibration?.[DEFAULTS.pooling] ?? null;
  const network = make({
    weights,
    deepest: DEEPEST,
    pooling: DEFAULTS.pooling,
    calibration,
  });
  const content = blobsPicture(size, size, 1);
  const styles = [{ kind: 'picture', pixels: blobsPicture(size, size, 2) }] as const;
  const scale = { width: size, height: size, iterations: 1 };
  const request = { weights, content, styles, regions: regionsOf(size, parts - 1) };
  const pictures = preparePictures(request, DEFAULTS, scale);
  const planOf = (whole: Size) => {
    const side = seen ?? size;
    const piece = { width: Math.min(whole.width, side), height: Math.min(whole.height, side) };
    return planPieces(whole, piece, reachOf(network.layerNames));
  };
  const objective = await createScaleObjective({
    network,
    pictures,
    parameters: DEFAULTS,
    scale,
    planOf,
    breathe: async () => {},
  });
  const start = toTensor(pictures.initial(scale));
  const contender = adamContender(network, objective, start);
  start.dispose();
  return contender;
}

/** So many upright stripes beside one that no region has. */
function regionsOf(size: number, count: number): StyleRegion[] {
  const stripe = size / (count + 1);
  return Array.from({ length: count }, (_, index) => {
    const data = Uint8Array.from({ length: size ** 2 }, (_, at) =>
      Math.floor((at % size) / stripe) === index ? 255 : 0,
    );
    const pixels = blobsPicture(size, size, 3 + index);
    return { mask: { width: size, height: size, data }, styles: [{ kind: 'picture', pixels }] };
  });
}
