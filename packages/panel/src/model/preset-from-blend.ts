import type { GivenParameters, Preset } from '@pastiche/core';
import type { Engine } from '../engine/engine.js';
import type { BlendedPicture } from './styles-part.js';

/** Small enough to be mailed, large enough for every scale at which a style is looked at. */
const PICTURE_LIMIT = { longSide: 512, bytes: 60_000 } as const;
const LONGEST_NAME = 120;

/**
 * A preset of the styles that are chosen, with their pictures made small.
 *
 * @throws EngineError when a picture cannot be encoded.
 */
export async function presetFromBlend(
  engine: Engine,
  name: string,
  look: GivenParameters,
  pictures: readonly BlendedPicture[],
): Promise<Preset> {
  const styles: Preset['styles'][number][] = [];
  for (const { name: styleName, picture, weight } of pictures) {
    styles.push({
      name: presetName(styleName) || 'Style',
      weight,
      picture: await engine.reducePicture(picture, PICTURE_LIMIT),
    });
  }
  return { name: presetName(name), parameters: look, styles };
}

/** A name as presets may have it: one line of at most 120 characters; empty when nothing is left. */
export function presetName(name: string): string {
  const line = name.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  // Half of a character beyond the basic plane would be no character.
  return line
    .slice(0, LONGEST_NAME)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}
