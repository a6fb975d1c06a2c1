import { basename } from 'node:path';
import { sentence } from '@pastiche/core';
import * as LIMITS from '@pastiche/core/limits';
import { decodeText, type Preset, readPreset } from '@pastiche/core/presets';
import { CommandError, describeError } from '../base/command-error.js';
import { inputName } from '../base/standard-streams.js';
import { readBytes } from './read-bytes.js';

/** Endings of files that hold a preset, or its share string, instead of a picture. */
const ENDINGS = ['.pastiche.json', '.json', '.pastiche', '.txt'];

/** The ending by which a `--style` is a preset, or `null`: another kind of file. */
export function presetEnding(file: string): string | null {
  const name = basename(file).toLowerCase();
  return ENDINGS.find((ending) => name.endsWith(ending)) ?? null;
}

/**
 * Reads a preset from a file of its own, or from one that holds its share string.
 *
 * @throws CommandError with the file's name and a sentence.
 */
export async function readPresetFile(file: string): Promise<Preset> {
  const bytes = await readBytes(file);
  if (bytes.length > 2 * LIMITS.PRESET_TEXT_CHARACTERS) {
    throw new CommandError(
      'failed',
      sentence`${inputName(file)} is larger than any preset; name another file.`,
    );
  }
  try {
    return await readPreset(decodeText(bytes));
  } catch (error) {
    throw new CommandError(
      'failed',
      sentence`${inputName(file)}: ${describeError(error, false)}`,
      error,
    );
  }
}
