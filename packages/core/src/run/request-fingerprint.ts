import { sha256 } from '../base/sha256.js';
import type { Mask } from '../image/mask.js';
import type { StyleInput, StylizeRequest } from './stylize-request.js';

/** SHA-256 over the pictures, masks, style weights and networks of a request: what a checkpoint belongs to. */
export async function fingerprintOf(request: StylizeRequest): Promise<string> {
  const {
    weights,
    coarseWeights,
    content,
    styles,
    regions = [],
    protect,
    strengthMap,
    smallerPainting,
  } = request;
  const parts = [
    `network ${weights.id}`,
    ...(coarseWeights ? [`coarse network ${coarseWeights.id}`] : []),
    `content ${content.width}x${content.height} ${await sha256(bytesOf(content.data))}`,
  ];
  if (protect !== undefined) parts.push(`protect ${await describeMask(protect)}`);
  if (strengthMap !== undefined) parts.push(`strength map ${await describeMask(strengthMap)}`);
  if (smallerPainting !== undefined) {
    const { width, height, data } = smallerPainting;
    parts.push(`smaller painting ${width}x${height} ${await sha256(bytesOf(data))}`);
  }
  if (request.erosion !== undefined) parts.push(`erosion ${request.erosion}`);
  for (const style of styles) parts.push(`style ${await describe(style)}`);
  for (const { mask, styles: own, strength = 1 } of regions) {
    parts.push(`region ${strength} ${await describeMask(mask)}`);
    for (const style of own) parts.push(`style ${await describe(style)}`);
  }
  return sha256(new TextEncoder().encode(parts.join('\n')));
}

async function describe(style: StyleInput): Promise<string> {
  const weight = style.weight ?? 1;
  if (style.kind === 'picture') {
    const { width, height, data } = style.pixels;
    const picture = `${weight} ${width}x${height} ${await sha256(bytesOf(data))}`;
    return style.mask ? `${picture} mask ${await describeMask(style.mask)}` : picture;
  }
  const parts = [`${weight}`];
  for (const { longSide, layers } of style.statistics.scales) {
    for (const [layer, { mean, covariance }] of layers) {
      const digests = [await sha256(bytesOf(mean)), await sha256(bytesOf(covariance))];
      parts.push(`${longSide} ${layer} ${digests.join(' ')}`);
    }
  }
  return parts.join(' ');
}

async function describeMask({ width, height, data }: Mask): Promise<string> {
  return `${width}x${height} ${await sha256(bytesOf(data))}`;
}

function bytesOf(data: Uint8Array | Uint8ClampedArray | Float32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
