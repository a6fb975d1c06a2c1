// Paints samples/*.png: content.png and style.png, the pair of `npm run demo`, and the others of the
// contact sheet in docs/. The project's own pictures, the same on every machine:
// npm run samples -- [name …]
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { BRUSHWORK, brushwork } from './samples/brushwork.js';
import { CAT, cat } from './samples/cat.js';
import { DOTS, dots } from './samples/dots.js';
import { FRUIT, fruitBowl } from './samples/fruit.js';
import { LANDSCAPE, landscape } from './samples/landscape.js';
import { MOSAIC, mosaic } from './samples/mosaic.js';
import { type Raster, render } from './samples/render.js';
import { STREET, street } from './samples/street.js';
import { WOODCUT, woodcut } from './samples/woodcut.js';

const FOLDER = resolve(import.meta.dirname, '..', 'samples');

const SAMPLES: Readonly<Record<string, () => Raster>> = {
  content: () => render(LANDSCAPE, landscape),
  street: () => render(STREET, street),
  fruit: () => render(FRUIT, fruitBowl),
  cat: () => render(CAT, cat),
  style: () => render(BRUSHWORK, brushwork(), 2),
  woodcut: () => render(WOODCUT, woodcut),
  mosaic: () => render(MOSAIC, mosaic),
  dots: () => render(DOTS, dots),
};

async function save(name: string, { width, height, data }: Raster): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toFile(path);
  console.log(`samples/${name}.png  ${width} × ${height}`);
}

const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in SAMPLES));
if (unknown === undefined) {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, paint] of Object.entries(SAMPLES)) {
    if (names.length === 0 || names.includes(name)) await save(name, paint());
  }
} else {
  console.error(`A sample is one of ${Object.keys(SAMPLES).join(', ')}, but "${unknown}" came.`);
  process.exitCode = 2;
}
