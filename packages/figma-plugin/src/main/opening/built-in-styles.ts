import type { QuickStyle } from './quick-action.js';

/**
 * The built-in styles, for quick actions. The engine's own list would bring the engine into the
 * sandbox; a test holds this one to it.
 */
export const BUILT_IN_STYLES: readonly QuickStyle[] = [
  { id: 'oil-whirls', name: 'Oil whirls' },
  { id: 'palette-knife', name: 'Palette knife' },
  { id: 'watercolour', name: 'Watercolour' },
  { id: 'ink-wash', name: 'Ink wash' },
  { id: 'chalk-pastel', name: 'Chalk pastel' },
  { id: 'pointillism', name: 'Pointillism' },
  { id: 'woodcut', name: 'Woodcut' },
  { id: 'riso-print', name: 'Riso print' },
  { id: 'glass-mosaic', name: 'Glass mosaic' },
  { id: 'knitted-wool', name: 'Knitted wool' },
];
