import { sentence } from '@pastiche/core';
import { CommandError } from '../base/command-error.js';
import { isStandardInput, isStandardOutput, STANDARD } from '../base/standard-streams.js';
import type { MaskOptions } from '../plan/mask-options.js';
import type { StylizeOptions } from '../plan/stylize-options.js';

/**
 * Makes sure that the standard streams are asked for what they can do.
 *
 * @throws CommandError (wrong usage) when several inputs come from standard input, when something
 * else than one picture would go to standard output, or state and frames to a stream.
 */
export function refuseMisusedStreams(contents: readonly string[], options: StylizeOptions): void {
  const { style, init = '', from = '', resume = '', output, json } = options;
  const inputs = [...contents, ...style, ...masksOf(options), init, from, resume];
  const standard = inputs.filter(isStandardInput).length;
  if (standard > 1) {
    throw new CommandError(
      'usage',
      sentence`Standard input (${STANDARD}) can be read once, but ${standard} inputs are to come from it; name files for the others.`,
    );
  }
  if (isStandardOutput(output) && json) {
    throw new CommandError(
      'usage',
      sentence`-o ${output} writes the picture to stdout, where --json prints its steps; name a file as -o, or leave --json out.`,
    );
  }
  for (const name of ['checkpoint', 'timelapse'] as const) {
    const named = options[name];
    if (named === undefined || !isStandardOutput(named)) continue;
    const kind = name === 'checkpoint' ? sentence`a file` : sentence`a folder`;
    throw new CommandError('usage', sentence`--${name} expects ${kind}; ${named} is stdout.`);
  }
}

function masksOf({ protect = '', strengthMap = '', region = [], styleMask = {} }: MaskOptions) {
  return [protect, strengthMap, ...region.map(({ mask }) => mask), ...Object.values(styleMask)];
}
