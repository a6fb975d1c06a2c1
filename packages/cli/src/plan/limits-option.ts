import { type Say, sentence } from '@pastiche/core';
import { type Command, Option } from 'commander';
import { LIMITS_NAMES, type LimitsName } from '../input/input-limits.js';

/** How much of its inputs a command takes. */
export interface LimitsOption {
  readonly limits: LimitsName;
}

/** Gives a command the option of {@link LimitsOption}. */
export function addLimitsOption(command: Command, say: Say): Command {
  const limits = say(
    sentence`how large inputs may be: strict is for files that strangers send (docs/limits.md)`,
  );
  return command.addOption(
    new Option('--limits <name>', limits).choices(LIMITS_NAMES).default('default'),
  );
}
