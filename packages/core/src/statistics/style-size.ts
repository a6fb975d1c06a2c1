import { StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import type { Size } from '../image/fit.js';
import { deepestOf, poolingsBefore } from '../vgg19/network/layers.js';
import type { Network } from '../vgg19/network/network.js';

/** The short side that a picture needs so that the last pooling of `network` leaves one pixel, px. */
export function smallestSideOf(network: Network): number {
  return 2 ** poolingsBefore(deepestOf(network.layerNames));
}

/**
 * Refuses a style picture that the network would pool to nothing. All of the network counts, not
 * only the layers asked for: all of it is computed, and the WASM backend writes beyond its memory
 * when a feature map is empty.
 *
 * @param measured the size it enters the network with
 * @param style the picture itself, of which only the visible part may be left
 * @throws StyleTransferError `invalid-image`.
 */
export function checkStyleSize(
  measured: Size,
  { image, trimmed }: { readonly image: Size; readonly trimmed: boolean },
  network: Network,
): void {
  const needed = smallestSideOf(network);
  if (Math.min(measured.width, measured.height) >= needed) return;
  const advice =
    Math.min(image.width, image.height) < needed
      ? trimmed
        ? sentence`give one that shows more, since only what is visible counts, and it is never enlarged`
        : sentence`give a larger style picture, since it is never enlarged`
      : sentence`give a squarer style picture, or choose a larger size or style scale`;
  throw new StyleTransferError(
    'invalid-image',
    sentence`The style picture should be at least ${needed} px on its short side where it is measured, but it is ${measured.width} × ${measured.height} px there; ${advice}.`,
  );
}
