// Paints samples/content.png and samples/style.png, the pair of `npm run demo`: the project's own
// pictures, the same on every machine.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { BRUSHWORK, brushwork } from './samples/brushwork.js';
import { LANDSCAPE, landscape } from './samples/landscape.js';
import { type Raster, render } from './samples/render.js';

const FOLDER = resolve(import.meta.dirname, '..', 'samples');

async function save(name: string, { width, height, data }: Raster): Promise<void> {
  const path = join(FOLDER, name);
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toFile(path);
  console.log(`samples/${name}  ${width} × ${height}`);
}

mkdirSync(FOLDER, { recursive: true });
await save('content.png', render(LANDSCAPE, landscape));
await save('style.png', render(BRUSHWORK, brushwork(), 2));
