import { FIGMA_TARGETS } from './targets/figma.js';
import type { FuzzTarget } from './targets/fuzz-target.js';
import { MESSAGE_TARGETS } from './targets/messages.js';
import { PICTURE_TARGETS } from './targets/pictures.js';
import { PRESET_TARGETS } from './targets/presets.js';
import { RECIPE_TARGETS } from './targets/recipes.js';
import { TERMINAL_TARGETS } from './targets/terminal.js';
import { WEIGHTS_TARGETS } from './targets/weights.js';

/** Every parser of our own, and every decoder's entrance. */
export const TARGETS: readonly FuzzTarget[] = [
  ...PRESET_TARGETS,
  ...RECIPE_TARGETS,
  ...WEIGHTS_TARGETS,
  ...PICTURE_TARGETS,
  ...TERMINAL_TARGETS,
  ...MESSAGE_TARGETS,
  ...FIGMA_TARGETS,
];
