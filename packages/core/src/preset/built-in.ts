import type { GivenParameters } from '../parameters/schema.js';

/** A style that ships with the engine: a picture that it takes the style from, and how. */
export interface BuiltInPreset {
  /** Kebab-case; its files are `styles/<id>.webp` and `styles/<id>.thumbnail.webp` of the package. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** What it is good for, in one sentence. */
  readonly description: string;
  /** Only those that differ from `DEFAULT_PARAMETERS`. */
  readonly parameters: GivenParameters;
}

/** The built-in presets, paint before print before craft; `parseParameters` takes each one's parameters. */
export const BUILT_IN_PRESETS: readonly BuiltInPreset[] = [
  {
    id: 'oil-whirls',
    name: 'Oil whirls',
    description: 'Restless strokes of thick oil that give skies, water and foliage movement.',
    parameters: { strength: 0.6 },
  },
  {
    id: 'palette-knife',
    name: 'Palette knife',
    description: 'Slabs of earthy paint with hard ridges, for bold scenes that can spare detail.',
    parameters: { strength: 0.7 },
  },
  {
    id: 'watercolour',
    name: 'Watercolour',
    description:
      'Light washes that run and dry with dark rims, for landscapes, flowers and portraits.',
    parameters: { strength: 0.6 },
  },
  {
    id: 'ink-wash',
    name: 'Ink wash',
    description:
      'Black ink on rice paper with a little vermilion, for calm scenes with clear shapes.',
    parameters: { strength: 0.65 },
  },
  {
    id: 'chalk-pastel',
    name: 'Chalk pastel',
    description: 'Glowing chalk hatched over dark paper, for night scenes and strong light.',
    parameters: { strength: 0.65 },
  },
  {
    id: 'pointillism',
    name: 'Pointillism',
    description: 'Dots of pure colour that mix in the eye, for sunny scenes with open skies.',
    parameters: { strength: 0.6 },
  },
  {
    id: 'woodcut',
    name: 'Woodcut',
    description: 'Knife-cut lines in navy and red on cream, for scenes with strong outlines.',
    parameters: { strength: 0.6 },
  },
  {
    id: 'riso-print',
    name: 'Riso print',
    description: 'Three inks in coarse dots, a little out of register, for posters and covers.',
    parameters: { strength: 0.65 },
  },
  {
    id: 'glass-mosaic',
    name: 'Glass mosaic',
    description:
      'Pieces of lit coloured glass in dark lead, for large shapes and saturated colours.',
    parameters: { strength: 0.65 },
  },
  {
    id: 'knitted-wool',
    name: 'Knitted wool',
    description: 'Plump stitches in festive yarn, for simple motifs, animals and greeting cards.',
    parameters: { strength: 0.75 },
  },
];
