import { BRUSHWORK, brushwork } from '../samples/brushwork.js';
import { DOTS, dots } from '../samples/dots.js';
import { MOSAIC, mosaic } from '../samples/mosaic.js';
import { type Raster, render } from '../samples/render.js';
import { WOODCUT, woodcut } from '../samples/woodcut.js';
import { CHALK_PASTEL, chalkPastel } from './chalk-pastel.js';
import { INK_WASH, inkWash } from './ink-wash.js';
import { KNITTED_WOOL, knittedWool } from './knitted-wool.js';
import { PALETTE_KNIFE, paletteKnife } from './palette-knife.js';
import { RISO_PRINT, risoPrint } from './riso-print.js';
import { WATERCOLOUR, watercolour } from './watercolour.js';

/** How each built-in preset's style picture is painted, by the preset's id. */
export const STYLE_PICTURES: Readonly<Record<string, () => Raster>> = {
  'oil-whirls': () => render(BRUSHWORK, brushwork(), 2),
  'palette-knife': () => render(PALETTE_KNIFE, paletteKnife(), 2),
  watercolour: () => render(WATERCOLOUR, watercolour(), 1),
  'ink-wash': () => render(INK_WASH, inkWash(), 2),
  'chalk-pastel': () => render(CHALK_PASTEL, chalkPastel(), 2),
  pointillism: () => render(DOTS, dots),
  woodcut: () => render(WOODCUT, woodcut),
  'riso-print': () => render(RISO_PRINT, risoPrint),
  'glass-mosaic': () => render(MOSAIC, mosaic),
  'knitted-wool': () => render(KNITTED_WOOL, knittedWool),
};
