import { cutOutPicture } from '@pastiche/test-fixtures';
import type {
  LayerDescription,
  NamedImagePaint,
  SceneDescription,
} from '@pastiche/test-fixtures/figma';
import sharp from 'sharp';

export const solid = (r: number, g: number, b: number) =>
  ({ type: 'SOLID', color: { r, g, b } }) as const;

/** A part of the scene's image `photo`, seen through. */
export const CROPPED_PHOTO = {
  type: 'IMAGE',
  image: 'photo',
  scaleMode: 'CROP',
  imageTransform: [
    [0.5, 0, 0.2],
    [0, 0.5, 0.1],
  ],
  opacity: 0.7,
} satisfies NamedImagePaint;

/** A frame with something in it, 96 × 72 px. */
export function card(id: string, name: string, x = 40): LayerDescription {
  const fills = [solid(1, 0.8, 0.2)];
  return { type: 'FRAME', id, name, x, y: 40, width: 96, height: 72, fills, children: [dot(id)] };
}

function dot(id: string): LayerDescription {
  const fills = [solid(0.2, 0.3, 0.8)];
  const box = { x: 10, y: 10, width: 40, height: 40 };
  return { type: 'ELLIPSE', id: `${id}9`, name: 'Dot', ...box, fills };
}

/** A file of one page, with the first of its layers selected. */
export function fileOf(...children: readonly LayerDescription[]): SceneDescription {
  const [{ id = '' }] = children;
  return { pages: [{ name: 'Page 1', children }], selection: [id] };
}

/** A picture without a ground, as a PNG: fully transparent in its corners. */
export function cutOutPng(side: number): Promise<Uint8Array> {
  const { width, height, data } = cutOutPicture(side, side, 3);
  return sharp(Buffer.from(data), { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}

/** A picture that is red above and blue below, as a PNG: it shows how it was turned. */
export function halvesPng(side: number): Promise<Uint8Array> {
  const [red, blue] = ['#dc1e1e', '#1e28dc'];
  return sharp({ create: { width: side, height: side, channels: 3, background: red } })
    .composite([
      {
        input: { create: { width: side, height: side / 2, channels: 3, background: blue } },
        gravity: 'south',
      },
    ])
    .png()
    .toBuffer();
}

/** The pixels of a PNG, as RGBA. */
export async function pixelsOf(png: Uint8Array) {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const at = (x: number, y: number) => [
    ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
  ];
  return { width, height, at };
}
