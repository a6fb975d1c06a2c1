import {
  encodeRecipe,
  parseRecipe,
  readPictureRecipe,
  recipeInXmp,
  recipeXmp,
  writePictureRecipe,
} from '@pastiche/core/presets';
import sharp, { type Sharp } from 'sharp';
import { DEFAULT_PARAMETERS } from '../../../packages/core/src/parameters/schema.js';
import { type FuzzTarget, textInput, textOf } from './fuzz-target.js';

const RECIPE = encodeRecipe({
  ...{ pasticheVersion: '0.1.0', network: 'vgg19-lite+vgg19', styleNames: ['Große Welle 🌊'] },
  preset: { name: 'Waves', fingerprint: '0123456789abcdef' },
  ...{ source: 'a.png', stoppedEarly: true, parameters: DEFAULT_PARAMETERS },
});

const recipe: FuzzTarget = {
  name: 'recipe',
  form: 'json',
  seeds: () => [textInput(RECIPE), textInput(recipeXmp(RECIPE))],
  words: [
    '"styleNames"',
    '"preset"',
    '"fingerprint"',
    '"parameters"',
    '"version"',
    '<rdf:li>',
    '&lt;',
  ],
  read: (input) => {
    const text = textOf(input);
    parseRecipe(recipeInXmp(text) ?? text);
  },
};

const KINDS = {
  png: (alpha: boolean) => small(alpha).png(),
  jpeg: (alpha: boolean) => small(alpha).flatten().jpeg({ progressive: alpha }),
  webp: (alpha: boolean) => small(alpha).webp({ lossless: alpha }),
} as const;

/** Found in a picture, and put into it: what was put there must be found. */
function pictureRecipe(kind: keyof typeof KINDS): FuzzTarget {
  return {
    name: `recipe-in-${kind}`,
    seeds: async () => {
      const plain = await Promise.all([true, false].map((alpha) => KINDS[kind](alpha).toBuffer()));
      return plain.flatMap((picture) => [picture, writePictureRecipe(picture, RECIPE)]);
    },
    words: ['iTXt', 'XML:com.adobe.xmp', 'XMP ', 'VP8X', 'IEND', 'http://ns.adobe.com/xap/1.0/'],
    read: (input) => {
      const found = readPictureRecipe(input);
      const written = writePictureRecipe(input, RECIPE);
      const again = readPictureRecipe(written);
      if (again !== RECIPE) throw new Error(`what was written is ${String(again).slice(0, 60)}`);
      return found === null ? 'none' : 'found';
    },
  };
}

function small(alpha: boolean): Sharp {
  const channels = alpha ? 4 : 3;
  const data = Uint8Array.from({ length: 9 * 7 * channels }, (_, index) => (index * 7) % 256);
  return sharp(data, { raw: { width: 9, height: 7, channels } });
}

export const RECIPE_TARGETS: readonly FuzzTarget[] = [
  recipe,
  pictureRecipe('png'),
  pictureRecipe('jpeg'),
  pictureRecipe('webp'),
];
