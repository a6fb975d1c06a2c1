import { inEnglish } from '@pastiche/core';
import { Command } from 'commander';
import { addStylizeOptions, type StylizeOptions } from '../src/plan/stylize-options.js';

/**
 * The options of `pastiche stylize` as its arguments give them, without a word to anybody.
 *
 * @throws CommanderError
 */
export function parsedOptions(args: readonly string[]): StylizeOptions {
  const command = addStylizeOptions(new Command('stylize').argument('<content...>'), inEnglish)
    .exitOverride()
    .configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  command.parse([...args], { from: 'user' });
  return command.opts<StylizeOptions>();
}
