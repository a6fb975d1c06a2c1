import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import type { Pixels } from '../../packages/core/src/image/pixels.js';
import type { BuiltInPreset } from '../../packages/core/src/preset/built-in.js';
import { stylize } from '../../packages/core/src/run/stylize.js';
import { readLiteWeights } from '../../packages/core/src/weights/formats/lite-weights.js';
import { readPixels } from '../quality/pictures.js';

const LITE = fileURLToPath(
  new URL('../../packages/core/data/vgg19-lite.safetensors', import.meta.url),
);
/** Long side of the painting, px. */
const SIZE = 320;
const THUMBNAIL = { width: 192, height: 144 } as const;

/** Paints a content with a preset and reduces the result. */
export async function thumbnail(
  { parameters }: BuiltInPreset,
  paths: { readonly content: string; readonly style: string },
): Promise<Sharp> {
  const content = await readPixels(paths.content);
  const pixels = await readPixels(paths.style);
  const painting = stylize({
    weights: readLiteWeights(await readFile(LITE)),
    content,
    styles: [{ kind: 'picture', pixels }],
    parameters: { ...parameters, size: SIZE },
  });
  let picture: Pixels | undefined;
  for await (const step of painting) {
    if (step.phase !== 'done') continue;
    if (step.failure !== undefined) throw step.failure;
    picture = step.picture;
  }
  if (picture === undefined) throw new Error('The run ended without a picture.');
  const { width, height, data } = picture;
  const whole = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
  // In two steps, since in one sharp takes the alpha off only after it has reduced the picture.
  const opaque = await whole.png().toBuffer();
  // What matters in an upright picture is in its upper part.
  return sharp(opaque).resize({ ...THUMBNAIL, fit: 'cover', position: 'top' });
}
