import { type Said, sentence } from '@pastiche/core';
import { reasonNotWritten } from '../base/file-errors.js';
import { extensionFor, formatOf, type ResultFormat } from '../base/picture-formats.js';
import { writeOutputFile } from './output-file.js';
import { isOutputStream, streamName, writeOutputStream } from './output-stream.js';
import { saveNearby } from './save-nearby.js';

export interface SaveOutputOptions {
  /** What it is to people, such as `the painting`. */
  readonly what: Said;
  readonly output: string;
  /** What a picture's bytes are; left out: PNG, or no picture. */
  readonly format?: ResultFormat;
  readonly overwrite: boolean;
  /** Ends the wait for the reader of a named pipe. */
  readonly interrupted: AbortSignal;
  /** Other folders to try; for tests. */
  readonly folders?: readonly string[] | undefined;
}

/** Where a result is. */
export interface SavedPlace {
  readonly output: string;
  /** A sentence: why it is not where it should be. */
  readonly shortfall: Said | null;
}

/** What came out of a stream that was not read is no file yet and needs a name. */
const UNNAMED = 'painting';

/**
 * Writes a result to its place, and where that does not take it at the end (a full disk, a file that
 * has appeared, a reader that has gone), nearby: the time that it took is not lost.
 *
 * @throws CommandError when no place takes it.
 */
export async function saveOutput(
  bytes: Uint8Array,
  options: SaveOutputOptions,
): Promise<SavedPlace> {
  const { what, output, format = 'png', overwrite, interrupted, folders } = options;
  const isStream = await isOutputStream(output);
  try {
    if (isStream) await writeOutputStream(output, bytes, interrupted);
    else await writeOutputFile(output, bytes, { overwrite });
    return { output, shortfall: null };
  } catch (error) {
    const isNamed = !isStream || formatOf(output) !== null;
    const place = isNamed ? output : UNNAMED + extensionFor(format, output);
    const saved = await saveNearby(bytes, { place, failed: isNamed, folders });
    if (saved === null) throw error;
    const reason = reasonNotWritten(streamName(output), error);
    const shortfall = sentence`${reason}; ${what} was saved as ${saved} instead.`;
    return { output: saved, shortfall };
  }
}
