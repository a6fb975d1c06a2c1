// Paints the style pictures of the built-in presets, packages/core/data/styles/<id>.webp, the same
// on every machine; with --thumbnails also what each preset makes of a sample, <id>.thumbnail.webp:
// npm run styles -- [id …] [--thumbnails]
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { selectBackend } from '../packages/core/src/backend/select.js';
import { BUILT_IN_PRESETS, type BuiltInPreset } from '../packages/core/src/preset/built-in.js';
import { STYLE_PICTURES } from './styles/style-pictures.js';
import { thumbnail } from './styles/thumbnail.js';
import { webpWithin } from './styles/webp-within.js';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'packages', 'core', 'data', 'styles');
const PICTURE_BYTES = 55_000;
const THUMBNAIL_BYTES = 9_000;

/** The sample that shows a preset best, where it is not content.png. */
const CONTENTS: Readonly<Record<string, string>> = {
  'chalk-pastel': 'street',
  'knitted-wool': 'cat',
  'riso-print': 'street',
  woodcut: 'street',
};

async function main(): Promise<void> {
  const options = { thumbnails: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const ids = BUILT_IN_PRESETS.map(({ id }) => id);
  const unknown = positionals.find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    throw new Error(`A built-in style is one of ${ids.join(', ')}, but "${unknown}" came.`);
  }
  await mkdir(FOLDER, { recursive: true });
  if (values.thumbnails) await selectBackend({ preferred: 'wasm' });
  for (const preset of BUILT_IN_PRESETS) {
    if (positionals.length > 0 && !positionals.includes(preset.id)) continue;
    await paintPicture(preset);
    if (values.thumbnails) await paintThumbnail(preset);
  }
}

async function paintPicture({ id }: BuiltInPreset): Promise<void> {
  const paint = STYLE_PICTURES[id];
  if (paint === undefined) throw new Error(`tools/styles/style-pictures.ts does not paint ${id}.`);
  const { width, height, data } = paint();
  await save(`${id}.webp`, sharp(data, { raw: { width, height, channels: 3 } }), PICTURE_BYTES);
}

async function paintThumbnail(preset: BuiltInPreset): Promise<void> {
  const content = join(ROOT, 'samples', `${CONTENTS[preset.id] ?? 'content'}.png`);
  const style = join(FOLDER, `${preset.id}.webp`);
  const picture = await thumbnail(preset, { content, style });
  await save(`${preset.id}.thumbnail.webp`, picture, THUMBNAIL_BYTES);
}

async function save(name: string, picture: Sharp, bytes: number): Promise<void> {
  const file = await webpWithin(picture, bytes);
  await writeFile(join(FOLDER, name), file);
  console.log(`packages/core/data/styles/${name}  ${file.length} bytes`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
