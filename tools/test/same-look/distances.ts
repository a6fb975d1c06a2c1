import { readFile } from 'node:fs/promises';
import { type Pixels, selectBackend, stylize } from '@pastiche/core';
import { readLiteWeights } from '@pastiche/core/weights';
import sharp from 'sharp';

const LITE = new URL('../../../packages/core/data/vgg19-lite.safetensors', import.meta.url);

/** How far a painting is from what it was painted of: the losses of the built-in network. */
export interface Distances {
  readonly content: number;
  readonly style: number;
}

/**
 * Judges a painting, always on the same backend, whatever painted it: by the first step of a run that
 * begins with the painting.
 *
 * @param painting, content, style files of pictures
 */
export async function distances(
  painting: Uint8Array,
  { content, style }: { readonly content: Uint8Array; readonly style: Uint8Array },
): Promise<Distances> {
  await selectBackend({ preferred: 'wasm' });
  const initialPicture = await pixelsOf(painting);
  const size = Math.max(initialPicture.width, initialPicture.height);
  const run = stylize({
    weights: readLiteWeights(await readFile(LITE)),
    content: await pixelsOf(content),
    styles: [{ kind: 'picture', pixels: await pixelsOf(style) }],
    initialPicture,
    parameters: { size, initialImage: 'picture', iterations: 1, pyramid: false },
  });
  for await (const step of run) if (step.phase === 'painting') return step.losses;
  throw new Error('A run of one iteration should have one step, but it has none.');
}

async function pixelsOf(file: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(file)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}
