import { type Say, sentence } from '@pastiche/core';
import type { Command } from 'commander';
import { CONTENT_NAME } from './mask-of-content.js';

/** Which parts of a content are treated otherwise than the rest. */
export interface MaskOptions {
  /** The file of a mask, or a pattern with {@link CONTENT_NAME}. */
  readonly protect?: string;
}

/** Gives a command the options of {@link MaskOptions}. */
export function addMaskOptions(command: Command, say: Say): Command {
  return command.option(
    '--protect <mask>',
    say(
      sentence`a picture that is white where the content must stay as it is; ${CONTENT_NAME} in its name stands for that of the content`,
    ),
  );
}
