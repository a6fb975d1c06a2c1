import { sentence } from '@pastiche/core';
import type { Preset } from '@pastiche/core/presets';
import { CommandError } from '../base/command-error.js';
import type { RegionOption } from './mask-options.js';
import type { MaskPlan } from './mask-plan.js';
import type { StylePlan } from './style-plan.js';
import type { StylizeOptions } from './stylize-options.js';

/**
 * Which styles are for what of a content: those before the first `--region` for all that no region has, and
 * those after a region for it.
 *
 * @param presets by the name of their `--style` file
 * @throws CommandError (wrong usage) where a part has no style, or weights are not one for each style.
 */
export function planStyles(
  options: StylizeOptions,
  presets: ReadonlyMap<string, Preset>,
): { readonly styles: readonly StylePlan[]; readonly masks: MaskPlan } {
  const { region: regions = [], protect = null, strengthMap = null } = options;
  const all = weighStyles(options);
  refuseWithoutStyles(regions, all.length);
  const between = (first: number, end: number | undefined) =>
    all.slice(first, end).flatMap((style) => stylesOf(style, presets.get(style.file)));
  return {
    styles: between(0, regions[0]?.firstStyle),
    masks: {
      protect,
      strengthMap,
      regions: regions.map(({ mask, firstStyle, strength = 1 }, index) => {
        const styles = between(firstStyle, regions[index + 1]?.firstStyle);
        return { mask, styles, strength };
      }),
    },
  };
}

function weighStyles({ style: files, styleWeight, styleMask }: StylizeOptions): StylePlan[] {
  if (styleWeight !== undefined && styleWeight.length !== files.length) {
    throw new CommandError(
      'usage',
      sentence`--style-weight is expected once for each --style: got ${styleWeight.length} for ${files.length}.`,
    );
  }
  return files.map((file, index) => {
    const mask = styleMask?.[index];
    return { file, weight: styleWeight?.[index] ?? 1, ...(mask === undefined ? {} : { mask }) };
  });
}

function refuseWithoutStyles(regions: readonly RegionOption[], styles: number): void {
  const [first] = regions;
  if (first?.firstStyle === 0) {
    throw new CommandError(
      'usage',
      sentence`A --style is expected before the first --region: it paints what no region has.`,
    );
  }
  const without = regions.find(
    ({ firstStyle }, index) => firstStyle === (regions[index + 1]?.firstStyle ?? styles),
  );
  if (without === undefined) return;
  throw new CommandError('usage', sentence`--region ${without.mask} needs a --style after it.`);
}

/** A preset shares the weight of its file among its styles. */
function stylesOf(style: StylePlan, preset: Preset | undefined): readonly StylePlan[] {
  if (preset === undefined) return [style];
  if (style.mask !== undefined) {
    throw new CommandError(
      'usage',
      sentence`--style-mask ${style.mask} is for a picture, but ${style.file} is a preset; name the picture.`,
    );
  }
  const sum = preset.styles.reduce((total, { weight }) => total + weight, 0);
  return preset.styles.map(({ name, weight }, inPreset) => ({
    file: style.file,
    weight: (style.weight * weight) / sum,
    inPreset,
    name,
  }));
}
