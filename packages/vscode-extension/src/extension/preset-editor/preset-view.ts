import { type Preset, parsePreset, type Say, sentence } from '@pastiche/panel/core';
import type { PresetPageContent } from '../../shared/preset-editor-contract.js';
import { toldBy } from '../ports/extension-error.js';
import { type Fact, parametersInWords } from './parameters-in-words.js';

type Shown = PresetPageContent['shown'];

/**
 * What the page shows of a preset's file.
 *
 * @param name of the file
 * @param read its text; may reject with a sentence, which is shown instead
 */
export async function presetView(
  name: string,
  read: () => Promise<string>,
  say: Say,
): Promise<Shown> {
  try {
    return shownOf(parsePreset(await read()), say);
  } catch (error) {
    return { kind: 'problem', name, message: toldBy(error, say) };
  }
}

/** The words on the page itself. */
export function presetPageWords(say: Say): PresetPageContent['words'] {
  return {
    preset: say(sentence`Pastiche preset`),
    apply: say(sentence`Apply to…`),
    save: say(sentence`Save to My Presets`),
    copyString: say(sentence`Copy Share String`),
    openText: say(sentence`Open as Text`),
    styles: say(sentence`Styles`),
    parameters: say(sentence`Settings`),
    noParameters: say(sentence`It decides no setting; they stay as they are.`),
    statistics: say(sentence`Style statistics only, without the picture`),
    problem: say(sentence`This preset cannot be shown`),
  };
}

function shownOf(preset: Preset, say: Say): Shown {
  const total = preset.styles.reduce((sum, { weight }) => sum + weight, 0);
  const share = (weight: number) => say(sentence`${Math.round((weight / total) * 100)} %`);
  return {
    kind: 'preset',
    name: preset.name,
    facts: creditsOf(preset, say),
    styles: preset.styles.map(({ name, weight, picture = null }) => ({
      name,
      share: preset.styles.length > 1 ? share(weight) : '',
      picture,
    })),
    parameters: parametersInWords(preset.parameters, say),
  };
}

function creditsOf({ author, licence, source }: Preset, say: Say): readonly Fact[] {
  const facts = [
    { label: say(sentence`Author`), value: author },
    { label: say(sentence`Licence`), value: licence },
    { label: say(sentence`Source`), value: source },
  ];
  return facts.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]));
}
