import { sha256 } from '../base/sha256.js';
import type { StyleInput, StylizeRequest } from './stylize-request.js';

/** SHA-256 over the pictures, style weights and networks of a request: what a checkpoint belongs to. */
export async function fingerprintOf(request: StylizeRequest): Promise<string> {
  const { weights, coarseWeights, content, styles, protect } = request;
  const parts = [
    `network ${weights.id}`,
    ...(coarseWeights ? [`coarse network ${coarseWeights.id}`] : []),
    `content ${content.width}x${content.height} ${await sha256(bytesOf(content.data))}`,
  ];
  if (protect !== undefined) {
    parts.push(`protect ${protect.width}x${protect.height} ${await sha256(bytesOf(protect.data))}`);
  }
  for (const style of styles) {
    parts.push(`style ${style.weight ?? 1} ${await describe(style)}`);
  }
  return sha256(new TextEncoder().encode(parts.join('\n')));
}

async function describe(style: StyleInput): Promise<string> {
  if (style.kind === 'picture') {
    const { width, height, data } = style.pixels;
    return `${width}x${height} ${await sha256(bytesOf(data))}`;
  }
  const parts: string[] = [];
  for (const { longSide, layers } of style.statistics.scales) {
    for (const [layer, { mean, covariance }] of layers) {
      const digests = [await sha256(bytesOf(mean)), await sha256(bytesOf(covariance))];
      parts.push(`${longSide} ${layer} ${digests.join(' ')}`);
    }
  }
  return parts.join(' ');
}

function bytesOf(data: Uint8Array | Uint8ClampedArray | Float32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
