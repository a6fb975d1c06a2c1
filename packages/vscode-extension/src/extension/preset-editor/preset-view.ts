import { type Preset, parsePreset } from '@pastiche/panel/core';
import type { PresetPageContent } from '../../shared/preset-editor-contract.js';
import { toldBy } from '../ports/extension-error.js';
import type { Translate } from '../ports/translate.js';
import { type Fact, parametersInWords } from './parameters-in-words.js';

type Shown = PresetPageContent['shown'];

/**
 * What the page shows of a preset's file.
 *
 * @param name of the file
 * @param read its text; may reject with a sentence, which is shown instead
 * @param language BCP 47
 */
export async function presetView(
  name: string,
  read: () => Promise<string>,
  t: Translate,
  language: string,
): Promise<Shown> {
  try {
    return shownOf(parsePreset(await read()), t, language);
  } catch (error) {
    return { kind: 'problem', name, message: toldBy(error, t) };
  }
}

/** The words on the page itself. */
export function presetPageWords(t: Translate): PresetPageContent['words'] {
  return {
    preset: t('Pastiche preset'),
    apply: t('Apply to…'),
    save: t('Save to My Presets'),
    copyString: t('Copy Share String'),
    openText: t('Open as Text'),
    styles: t('Styles'),
    parameters: t('Settings'),
    noParameters: t('It decides no setting; they stay as they are.'),
    statistics: t('Style statistics only, without the picture'),
    problem: t('This preset cannot be shown'),
  };
}

function shownOf(preset: Preset, t: Translate, language: string): Shown {
  const total = preset.styles.reduce((sum, { weight }) => sum + weight, 0);
  const share = (weight: number) => t('{0} %', Math.round((weight / total) * 100));
  return {
    kind: 'preset',
    name: preset.name,
    facts: creditsOf(preset, t),
    styles: preset.styles.map(({ name, weight, picture = null }) => ({
      name,
      share: preset.styles.length > 1 ? share(weight) : '',
      picture,
    })),
    parameters: parametersInWords(preset.parameters, t, language),
  };
}

function creditsOf({ author, licence, source }: Preset, t: Translate): readonly Fact[] {
  const facts = [
    { label: t('Author'), value: author },
    { label: t('Licence'), value: licence },
    { label: t('Source'), value: source },
  ];
  return facts.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]));
}
