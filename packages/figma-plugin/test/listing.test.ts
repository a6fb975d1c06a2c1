import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { PLUGIN } from '../../../scripts/build-figma.mjs';

const listing = (name: string) => join(PLUGIN, 'listing', name);

it('has pictures of the sizes that Figma’s Community asks for', async () => {
  const sizeOf = async (name: string) => {
    const { width, height, format } = await sharp(listing(name)).metadata();
    return { width, height, format };
  };
  expect(await sizeOf('icon.png')).toEqual({ width: 128, height: 128, format: 'png' });
  expect(await sizeOf('cover.png')).toEqual({ width: 1920, height: 1080, format: 'png' });
});

it('has the manifest’s name, and a tagline that fits', () => {
  const text = readFileSync(listing('listing.md'), 'utf8');
  const { name } = JSON.parse(readFileSync(join(PLUGIN, 'src', 'manifest.json'), 'utf8'));
  expect(/\*\*Name\*\*: (.+)/.exec(text)?.[1]).toBe(name);
  const tagline = /\*\*Tagline\*\*[^:]*: (.+)/.exec(text)?.[1] ?? '';
  expect(tagline.length).toBeGreaterThan(20);
  expect(tagline.length).toBeLessThanOrEqual(100);
});
