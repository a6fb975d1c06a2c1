// Makes the pictures of the plugin's page in Figma's Community from the project's own pictures, painted
// by its own engine: packages/figma-plugin/listing/{icon,cover}.png. npx tsx tools/figma-listing.ts
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { build } from '../scripts/build.mjs';
import { ROOT, runCommand } from '../scripts/run-command.mjs';

const LISTING = resolve(ROOT, 'packages', 'figma-plugin', 'listing');
/** Paintings are kept here, so that another layout needs no new ones. */
const PAINTINGS = resolve(ROOT, 'out', 'figma-listing');
const STYLES = ['oil-whirls', 'riso-print', 'woodcut'] as const;
const CONTENT = join(ROOT, 'samples', 'street.png');

/** What Figma asks for, px. */
const ICON = 128;
const COVER = { width: 1920, height: 1080 } as const;
/** A picture on the cover. */
const TILE = { width: 792, height: 444 } as const;

async function main(): Promise<void> {
  mkdirSync(LISTING, { recursive: true });
  mkdirSync(PAINTINGS, { recursive: true });
  const icon = join(ROOT, 'packages', 'vscode-extension', 'media', 'icon.png');
  await sharp(icon)
    .resize(ICON, ICON)
    .png({ compressionLevel: 9 })
    .toFile(join(LISTING, 'icon.png'));
  const missing = STYLES.filter((style) => !existsSync(paintingOf(style)));
  if (missing.length > 0) await build();
  for (const style of missing) paint(style);
  await layOutCover([CONTENT, ...STYLES.map(paintingOf)]);
  console.log(LISTING);
}

function paintingOf(style: string): string {
  return join(PAINTINGS, `${style}.png`);
}

function paint(style: string): void {
  const picture = join(ROOT, 'packages', 'core', 'data', 'styles', `${style}.webp`);
  const files = [CONTENT, '--style', picture, '-o', paintingOf(style), '--overwrite', '--quiet'];
  const work = ['--network', 'vgg19-lite', '--size', '640', '--quality', 'draft'];
  const pastiche = join(ROOT, 'packages', 'cli', 'dist', 'pastiche.js');
  const code = runCommand(process.execPath, [pastiche, 'stylize', ...files, ...work]);
  if (code !== 0) throw new Error(`${style} could not be painted, for the reason above.`);
}

/** The original first, its paintings after it, under the name. */
async function layOutCover(pictures: readonly string[]): Promise<void> {
  const margin = 156;
  const top = 64;
  const tiles = pictures.map(async (picture, index) => ({
    input: await rounded(picture),
    left: margin + (index % 2) * (TILE.width + 24),
    top: top + Math.floor(index / 2) * (TILE.height + 24),
  }));
  const words = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${COVER.width}" height="${COVER.height}">
      <g fill="#f7f3e8" font-family="Inter, DejaVu Sans, sans-serif">
        <text x="${margin}" y="1040" font-size="48" font-weight="700">Pastiche</text>
        <text x="${margin + 260}" y="1040" font-size="32">Restyle the selected layer. Everything is painted on your own machine.</text>
      </g>
    </svg>`,
  );
  await sharp({ create: { ...COVER, channels: 3, background: '#1b2233' } })
    .composite([...(await Promise.all(tiles)), { input: words, left: 0, top: 0 }])
    .png({ compressionLevel: 9, palette: true, quality: 92 })
    .toFile(join(LISTING, 'cover.png'));
}

async function rounded(picture: string): Promise<Buffer> {
  const { width, height } = TILE;
  const mask = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="20"/></svg>`;
  return sharp(picture)
    .resize(width, height, { fit: 'cover', position: 'south' })
    .composite([{ input: Buffer.from(mask), blend: 'dest-in' }])
    .png()
    .toBuffer();
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
