import { type Say, sentence } from '@pastiche/core';
import type { Command } from 'commander';
import { CommandError } from '../base/command-error.js';
import { CONTENT_NAME } from './mask-of-content.js';
import { numberValue } from './option-values.js';

/** A `--region`, and which styles follow it. */
export interface RegionOption {
  /** The file of a mask, or a pattern with {@link CONTENT_NAME}. */
  readonly mask: string;
  /** How many `--style` came before. */
  readonly firstStyle: number;
  readonly strength?: number;
}

/** Which parts of a content are treated otherwise than the rest. */
export interface MaskOptions {
  /** The file of a mask, or a pattern with {@link CONTENT_NAME}; as `strengthMap` and those of regions. */
  readonly protect?: string;
  readonly strengthMap?: string;
  readonly region?: readonly RegionOption[];
  /** Masks over style pictures, by the ordinal of their `--style` from 0. */
  readonly styleMask?: Readonly<Record<number, string>>;
}

/**
 * Gives a command the options of {@link MaskOptions}. Commander reads options from left to right, and these say
 * something of the `--style` or `--region` before them.
 */
export function addMaskOptions(command: Command, say: Say): Command {
  const stylesSoFar = () => (command.getOptionValue('style') as string[] | undefined)?.length ?? 0;
  return command
    .option(
      '--protect <mask>',
      say(
        sentence`a picture that is white where the content must stay as it is; ${CONTENT_NAME} in its name stands for that of the content`,
      ),
    )
    .option(
      '--region <mask>',
      say(
        sentence`a picture that is white where the content is painted in the styles of the next --style options; repeat it for more regions, later ones over earlier ones`,
      ),
      (mask: string, before: readonly RegionOption[] = []) => [
        ...before,
        { mask, firstStyle: stylesSoFar() },
      ],
    )
    .option(
      '--region-strength <factor>',
      say(sentence`how strongly the --region before is painted, 1 as the rest`),
      (text: string) => {
        const regions = (command.getOptionValue('region') ?? []) as readonly RegionOption[];
        command.setOptionValue('region', withStrength(regions, numberValue(text)));
      },
    )
    .option(
      '--style-mask <mask>',
      say(sentence`a picture that is white where the --style before is meant`),
      (mask: string, before: Readonly<Record<number, string>> = {}) => {
        if (stylesSoFar() > 0) return { ...before, [stylesSoFar() - 1]: mask };
        throw new CommandError('usage', sentence`--style-mask ${mask} needs a --style before it.`);
      },
    )
    .option(
      '--strength-map <mask>',
      say(sentence`a picture that says how strongly each part is painted: white fully, black not`),
    );
}

function withStrength(regions: readonly RegionOption[], strength: number): RegionOption[] {
  const last = regions.at(-1);
  if (last !== undefined) return [...regions.slice(0, -1), { ...last, strength }];
  throw new CommandError(
    'usage',
    sentence`--region-strength ${strength} needs a --region before it.`,
  );
}
