import { readFileSync } from 'node:fs';
import type { GivenParameters } from '@pastiche/core';
import { encodePreset } from '@pastiche/core/presets';
import sharp from 'sharp';

const sample = (name: string) => readFileSync(new URL(`../../../samples/${name}`, import.meta.url));

/** The harbour, 4 : 3, as a PNG of this width. */
export function harbourPng(width = 96): Promise<Buffer> {
  return sharp(sample('content.png')).resize(width).png().toBuffer();
}

/** A PNG whose file ends in the middle. */
export async function truncatedPng(): Promise<Buffer> {
  const whole = await harbourPng();
  return whole.subarray(0, whole.length / 2);
}

/** The text of a preset file whose style is small. */
export async function presetText(name: string, parameters: GivenParameters = {}): Promise<string> {
  const bytes = await sharp(sample('style.png')).resize(48).png().toBuffer();
  const picture = { mediaType: 'image/png', bytes } as const;
  return encodePreset({ name, parameters, styles: [{ name: 'Waves', weight: 1, picture }] });
}
