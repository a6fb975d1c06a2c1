import { readFile } from 'node:fs/promises';
import { type Pixels, selectBackend, stylize } from '@pastiche/core';
import { readLiteWeights } from '@pastiche/core/weights';
import sharp from 'sharp';

const LITE = new URL('../../core/data/vgg19-lite.safetensors', import.meta.url);
/** Long side at which pictures are compared, px. */
const SIDE = 96;

/**
 * How far the style of a picture is from that of another one: the style loss of the built-in network,
 * from the first step of a run that begins with the picture.
 *
 * @param painting, style files of pictures
 */
export async function styleDistance(painting: Uint8Array, style: Uint8Array): Promise<number> {
  await selectBackend({ preferred: 'wasm' });
  const weights = readLiteWeights(await readFile(LITE));
  const content = await pixelsOf(painting);
  const parameters = { size: SIDE, iterations: 1, pyramid: false } as const;
  const styles = [{ kind: 'picture', pixels: await pixelsOf(style) }] as const;
  for await (const step of stylize({ weights, content, styles, parameters })) {
    if (step.phase === 'painting') return step.losses.style;
  }
  throw new Error('A run of one iteration should have one step, but it has none.');
}

async function pixelsOf(file: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(file)
    .resize(SIDE, SIDE, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}
