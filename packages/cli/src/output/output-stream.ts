import { constants } from 'node:fs';
import { access, type FileHandle, open, stat } from 'node:fs/promises';
import { isatty } from 'node:tty';
import { sentence } from '@pastiche/core';
import { CommandError, systemCode } from '../base/command-error.js';
import { explainWriteError } from '../base/file-errors.js';
import { isStandardOutput } from '../base/standard-streams.js';

/** How long to wait between two looks whether a pipe has its reader, ms. */
const READER_MS = 100;

/** Whether an output is standard output, a pipe or a device: it is written into, not replaced. */
export async function isOutputStream(output: string): Promise<boolean> {
  if (isStandardOutput(output)) return true;
  const found = await stat(output).catch(() => null);
  return found !== null && (found.isFIFO() || found.isCharacterDevice());
}

/**
 * Makes sure before a run that a picture can go into a stream.
 *
 * @throws CommandError for a terminal, on which it would only be noise, and for a pipe that may not
 * be written.
 */
export async function refuseUnfitStream(output: string): Promise<void> {
  if (isStandardOutput(output)) {
    if (process.stdout.isTTY) {
      throw new CommandError(
        'usage',
        sentence`Standard output is the terminal here, which cannot show a picture; send it on (… -o - > out.png), or name a file as -o.`,
      );
    }
    return;
  }
  try {
    await access(output, constants.W_OK);
    if ((await stat(output)).isCharacterDevice()) await refuseTerminal(output);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw explainWriteError(output, error);
  }
}

/**
 * Writes a picture into a stream, to its last byte. A named pipe may wait for its reader; Ctrl-C
 * ends the wait.
 *
 * @throws CommandError when the stream does not take it all, such as for a reader that has gone.
 */
export async function writeOutputStream(
  output: string,
  bytes: Uint8Array,
  interrupted: AbortSignal,
): Promise<void> {
  try {
    if (isStandardOutput(output)) return await writeStandardOutput(bytes);
    const file = await openForWriting(output, interrupted);
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw explainWriteError(streamName(output), error);
  }
}

/** A stream as sentences name it. */
export function streamName(output: string): string {
  return isStandardOutput(output) ? 'stdout' : output;
}

async function refuseTerminal(output: string): Promise<void> {
  const file = await open(output, constants.O_WRONLY | constants.O_NONBLOCK);
  const isTerminal = isatty(file.fd);
  await file.close();
  if (isTerminal) {
    throw new CommandError(
      'usage',
      sentence`${output} is a terminal, which cannot show a picture; name a file as -o.`,
    );
  }
}

function writeStandardOutput(bytes: Uint8Array): Promise<void> {
  const { stdout } = process;
  return new Promise((resolve, reject) => {
    // The picture is the only thing on it, so what goes wrong is told once, by who asked for it.
    stdout.removeAllListeners('error');
    stdout.on('error', reject);
    stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * Opened the plain way, a pipe without a reader would hold a thread that not even the end of the
 * process gets free.
 */
async function openForWriting(output: string, interrupted: AbortSignal): Promise<FileHandle> {
  const { O_WRONLY, O_NONBLOCK } = constants;
  for (;;) {
    try {
      const first = await open(output, O_WRONLY | O_NONBLOCK);
      // Now that there is a reader, a second one opens at once, and waits for it where it is slow.
      const file = await open(output, O_WRONLY);
      await first.close();
      return file;
    } catch (error) {
      if (systemCode(error) !== 'ENXIO' || interrupted.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, READER_MS));
    }
  }
}
