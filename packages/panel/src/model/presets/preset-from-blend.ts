import {
  type GivenParameters,
  type Parameters,
  StyleTransferError,
  sentence,
} from '@pastiche/core';
import * as LIMITS from '@pastiche/core/limits';
import type { Preset, PresetStyle } from '@pastiche/core/presets';
import type { Engine, NetworkChoice } from '../../engine/engine.js';
import type { BlendedPicture } from '../styles/styles-part.js';

/** Large enough for every scale at which a style is looked at. */
const LONG_SIDE = 512;
/** Of all pictures together, so that the preset fits into one entry of a Figma file: 100 kB as Base64. */
const PICTURE_BYTES = 60_000;

/** What a preset is made of. */
export interface PresetOrder {
  readonly engine: Engine;
  readonly name: string;
  readonly look: GivenParameters;
  readonly pictures: readonly Omit<BlendedPicture, 'longSide'>[];
  /** `false`: statistics stand for the pictures. */
  readonly withPictures: boolean;
  /** What the statistics are taken with. */
  readonly parameters: Parameters;
  readonly network: NetworkChoice;
}

/**
 * A preset of the styles that are chosen, with their pictures made small, or without them.
 *
 * @throws EngineError when a picture cannot be encoded; StyleTransferError `invalid-preset` when the
 *   look needs the pictures that are left out.
 */
export async function presetFromBlend(order: PresetOrder): Promise<Preset> {
  const { look, pictures, withPictures } = order;
  refuseTuning(order);
  const withPicture = pictures.filter(({ statistics }) => withPictures && statistics === null);
  const bytes = Math.floor(PICTURE_BYTES / Math.max(1, withPicture.length));
  const styles: PresetStyle[] = [];
  for (const picture of pictures) styles.push(await styleOf(order, picture, bytes));
  return { name: presetName(order.name), parameters: look, styles };
}

/** A name as presets may have it: one line of at most 120 characters; empty when nothing is left. */
export function presetName(name: string): string {
  return presetLine(name, LIMITS.PRESET_NAME_CHARACTERS);
}

/** A text as presets may have it, cut where it is too long. */
export function presetLine(text: string, most: number): string {
  const line = text.replace(/[\p{Cc}\p{Cs}\s\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  // Half of a character beyond the basic plane would be no character.
  return line
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}

async function styleOf(
  { engine, withPictures, parameters, network }: PresetOrder,
  { name: given, picture, statistics, weight }: PresetOrder['pictures'][number],
  bytes: number,
): Promise<PresetStyle> {
  const name = presetName(given) || 'Style';
  if (statistics !== null) return { name, weight, statistics };
  if (withPictures) {
    const reduced = await engine.reducePicture(picture, { longSide: LONG_SIDE, bytes });
    return { name, weight, picture: reduced };
  }
  const taken = await engine.takeStatistics(picture, { parameters, network });
  return { name, weight, statistics: taken };
}

/** Said in the words of the panel, where the parameters have other names. */
function refuseTuning({ look, pictures, withPictures }: PresetOrder): void {
  if (withPictures && pictures.every(({ statistics }) => statistics === null)) return;
  if ((look.keepColours ?? 'off') !== 'off') {
    throw new StyleTransferError(
      'invalid-preset',
      sentence`Without its picture a style cannot be tuned to a picture’s colours; set Colours to “From the style”, or save it with the picture.`,
    );
  }
  if (look.initialImage === 'style') {
    throw new StyleTransferError(
      'invalid-preset',
      sentence`Without its picture a style cannot be what a painting starts from; set Start from to “The picture”, or save it with the picture.`,
    );
  }
}
