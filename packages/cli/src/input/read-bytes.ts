import { createReadStream, type Stats } from 'node:fs';
import { readFile, readlink, stat } from 'node:fs/promises';
import { sentence } from '@pastiche/core';
import { CommandError, systemCode } from '../base/command-error.js';
import { explainReadError } from '../base/file-errors.js';
import { formatBytes } from '../base/readable-units.js';
import { inputName, isStandardInput, STANDARD } from '../base/standard-streams.js';
import { limitsInForce } from './input-limits.js';

/** What came through pipes. They give it once, and it is wanted for the plan and for the painting. */
const kept = new Map<string, Promise<Uint8Array>>();

/** What came through pipes, by their names, for a child process to have as well. */
export type StreamBytes = ReadonlyMap<string, Uint8Array>;

/**
 * Reads a whole input: a file, a pipe (such as `/dev/fd/63`), or standard input for `-`. What comes
 * through a pipe is kept, so that it can be read again.
 *
 * @throws CommandError with a sentence for what can go wrong, among it that there is nothing in it.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  const earlier = kept.get(keyOf(path));
  if (earlier !== undefined) return earlier;
  try {
    const bytes = await readWhole(path);
    if (bytes.length === 0) throw emptyError(path);
    return bytes;
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw await explainUnreadable(inputName(path), error);
  }
}

/** As `explainReadError`, but of a link that leads nowhere it says so: its own name is right. */
export async function explainUnreadable(path: string, error: unknown): Promise<CommandError> {
  const target = systemCode(error) === 'ENOENT' ? await readlink(path).catch(() => null) : null;
  if (target === null) return explainReadError(path, error);
  return new CommandError(
    'failed',
    sentence`${path} is a link to ${target}, which cannot be found; mend the link.`,
    error,
  );
}

/** Whether an input is a pipe or standard input, whose name says nothing about what is in it. */
export async function isStream(path: string): Promise<boolean> {
  if (isStandardInput(path) || kept.has(keyOf(path))) return true;
  const found = await stat(path).catch(() => null);
  return found?.isFIFO() ?? false;
}

/**
 * Reads those of the inputs that are pipes, in this order, so that they are there when they are
 * needed and what is wrong with them is said at once.
 */
export async function readStreams(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (await isStream(path)) await readBytes(path);
  }
}

/** Those of the inputs that came through pipes. */
export async function streamsAmong(paths: readonly string[]): Promise<StreamBytes> {
  const found = new Map<string, Uint8Array>();
  for (const path of paths) {
    const bytes = await kept.get(keyOf(path));
    if (bytes !== undefined) found.set(keyOf(path), bytes);
  }
  return found;
}

/** Takes over what the parent process read from its pipes. */
export function keepStreams(streams: StreamBytes): void {
  for (const [key, bytes] of streams) kept.set(key, Promise.resolve(bytes));
}

function keyOf(path: string): string {
  return isStandardInput(path) ? STANDARD : path;
}

async function readWhole(path: string): Promise<Uint8Array> {
  if (isStandardInput(path)) return keep(path, readStandardInput());
  const found = await stat(path);
  if (found.isFIFO()) return keep(path, drain(path, createReadStream(path)));
  refuseOddFile(path, found);
  if (found.size > limitsInForce().bytes) throw tooLarge(path);
  return readFile(path);
}

function keep(path: string, bytes: Promise<Uint8Array>): Promise<Uint8Array> {
  kept.set(keyOf(path), bytes);
  // Nothing that failed is kept: the sentence is made anew.
  bytes.catch(() => kept.delete(keyOf(path)));
  return bytes.then((all) => {
    if (all.length === 0) throw emptyError(path);
    return all;
  });
}

function refuseOddFile(path: string, found: Stats): void {
  if (found.isDirectory()) {
    throw new CommandError('failed', sentence`${path} is a folder; name a file.`);
  }
  if (!found.isFile()) {
    const kind = found.isSocket() ? sentence`a socket` : sentence`a device`;
    throw new CommandError(
      'failed',
      sentence`${path} is ${kind}; name a file, a pipe, or - for stdin.`,
    );
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  // Node finds out what it is when it is first asked for, and that may fail, as for a folder.
  const { stdin } = process;
  if (stdin.isTTY) {
    throw new CommandError(
      'usage',
      sentence`Standard input is the keyboard here; send a file into it (cat photo.png | pastiche …), or name one.`,
    );
  }
  return drain(STANDARD, stdin);
}

async function drain(path: string, stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  const { bytes: most } = limitsInForce();
  let total = 0;
  for await (const part of stream) {
    const bytes = Buffer.from(part);
    total += bytes.length;
    if (total > most) throw tooLarge(path);
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

function emptyError(path: string): CommandError {
  return new CommandError(
    'failed',
    isStandardInput(path)
      ? sentence`Nothing came through stdin; look at what should send the picture.`
      : sentence`${path} is empty (0 bytes).`,
  );
}

function tooLarge(path: string): CommandError {
  const { name, bytes } = limitsInForce();
  return new CommandError(
    'failed',
    name === 'strict'
      ? sentence`${inputName(path)} has more than the ${formatBytes(bytes)} that are read with --limits strict; reduce it first.`
      : sentence`${inputName(path)} has more than the 2 GiB that can be read; reduce it first.`,
  );
}
