import { type Say, sentence } from '@pastiche/core';
import { type Command, Option } from 'commander';
import { RESULT_FORMATS, type ResultFormat } from '../base/picture-formats.js';
import { percentValue } from './option-values.js';

/** How a result is written as a file. */
export interface FileOptions {
  readonly format?: ResultFormat;
  /** 1 to 100. */
  readonly qualityOfFile?: number;
}

/** Gives a command the options of {@link FileOptions}. */
export function addFileOptions(command: Command, say: Say): Command {
  const format = say(
    sentence`format of the result, on stdout and in a folder too (default: as its name says)`,
  );
  return command
    .addOption(new Option('--format <name>', format).choices(RESULT_FORMATS))
    .option(
      '--quality-of-file <1..100>',
      say(sentence`quality of a JPEG, WebP or AVIF (default: so high that nobody sees the loss)`),
      percentValue,
    );
}
