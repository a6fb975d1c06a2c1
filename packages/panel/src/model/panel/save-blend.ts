import { sentence } from '@pastiche/core';
import * as LIMITS from '@pastiche/core/limits';
import type { Preset } from '@pastiche/core/presets';
import type { NetworkChoice } from '../../engine/engine.js';
import { presetFromBlend, presetLine, presetName } from '../presets/preset-from-blend.js';
import { refuseLargeStatistics } from '../presets/statistics-size.js';
import type { PresetCredits, SavePresetOptions } from '../save-preset-options.js';
import { lookOf } from '../styles/look.js';
import { takingPart, type WeightedSource } from '../styles/style-source.js';
import type { BlendedPicture } from '../styles/styles-part.js';
import type { PanelParts } from './panel-parts.js';

const nameCharacters = LIMITS.PRESET_NAME_CHARACTERS;
const sourceCharacters = LIMITS.PRESET_SOURCE_CHARACTERS;
const MOST = { author: nameCharacters, licence: nameCharacters, source: sourceCharacters };

/** What a preset is made from, and where it goes. */
export type BlendParts = Pick<
  PanelParts,
  'engine' | 'styles' | 'settings' | 'presets' | 'notices' | 'weights'
>;

/**
 * Keeps the blend and the look as a preset. Never rejects.
 *
 * @param given without pictures, statistics stand for them
 */
export async function saveBlend(
  { engine, styles, settings, presets, notices, weights }: BlendParts,
  name: string,
  { withPictures = true, withVgg19, credits = {} }: SavePresetOptions,
): Promise<void> {
  const from = engine.engine.peek();
  const pictures = styles.pictures();
  const kept = presetName(name);
  if (kept === '')
    return notices.error(sentence`Give the preset a name, such as “Harbour mosaic”.`);
  if (from === null || pictures.length === 0) {
    return notices.error(
      sentence`A preset needs a style; choose one and wait until it has been read.`,
    );
  }
  try {
    const { parameters, network } = settings.settings.peek();
    const taken = statisticsFor(network, withVgg19 ?? network === 'vgg19');
    const order = { engine: from, name: kept, pictures, withPictures, parameters, network: taken };
    const wantsVgg19 = !withPictures && taken === 'vgg19';
    if (wantsVgg19 && weights.vgg19.peek().here) refuseLargeStatistics(pictures, parameters);
    const preset = await presetFromBlend({ ...order, look: lookOf(parameters) });
    const source = await presets.add({
      ...preset,
      ...creditsOf(takingPart(styles.blend()), credits),
    });
    if (source === null) return;
    if (wantsVgg19 && lacksVgg19(preset, pictures)) {
      return notices.error(
        sentence`The preset ${kept} is on the shelf, but without statistics for VGG19, which is not here or could not be read; download it anew under Network, then save the preset again.`,
      );
    }
    notices.info(sentence`The preset ${kept} is on the shelf.`);
  } catch (error) {
    notices.error(error);
  }
}

/** What `takeStatistics` takes them for. */
function statisticsFor(chosen: NetworkChoice, withVgg19: boolean): NetworkChoice {
  if (withVgg19) return 'vgg19';
  return chosen === 'vgg19' ? 'auto' : chosen;
}

/** Whether none for VGG19 came back of a style whose statistics were taken. */
function lacksVgg19({ styles }: Preset, pictures: readonly BlendedPicture[]): boolean {
  return styles.some(
    ({ statistics }, index) =>
      pictures[index].statistics === null &&
      !statistics?.some(({ network }) => network === 'vgg19'),
  );
}

/** What is made of one preset alone is still somebody's, unless something else is said. */
function creditsOf(blend: readonly WeightedSource[], given: PresetCredits): PresetCredits {
  const preset = blend.length === 1 ? blend[0].source.preset : undefined;
  const said = (['author', 'licence', 'source'] as const).flatMap((name) => {
    const own = presetLine(given[name] ?? '', MOST[name]);
    const text = own === '' ? preset?.[name] : own;
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(said);
}
