import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { type Said, sentence } from '@pastiche/core';
import { CommandError } from '../base/command-error.js';
import { explainWriteError } from '../base/file-errors.js';
import { formatOf, type ResultFormat, WRITABLE_EXTENSIONS } from '../base/picture-formats.js';
import { inputName } from '../base/standard-streams.js';
import type { ContentList } from '../input/content-list.js';
import { followLinks } from './followed-link.js';
import { outputName } from './output-name.js';
import { probeOutputs } from './output-probe.js';
import { isOutputStream, refuseUnfitStream, streamName } from './output-stream.js';

export interface OutputOptions {
  readonly contents: ContentList;
  readonly styles: readonly string[];
  /** What `-o` was given: a file, a folder (there, or to be made), or `-` or another stream. */
  readonly output: string;
  /** `--format`; left out or `null`: as the names say. */
  readonly format?: ResultFormat | null;
}

/** One content and the file its painting goes to. */
export interface Assignment {
  readonly content: string;
  readonly output: string;
}

/** Which outputs must not be written to. */
export interface OutputRules {
  readonly inputs: readonly string[];
  /** Outputs that exist may be replaced. */
  readonly overwrite: boolean;
}

/**
 * Decides the output file of every content. In a folder it is `<content>.<style>.<extension>`, in
 * the content's own format or that of `format` (GIF, which cannot hold a painting's colours, becomes PNG).
 *
 * @throws CommandError (wrong usage) for an extension that is unknown or of another format, for several
 * contents and one file or stream, and for two contents that would be written to the same file.
 */
export async function assignOutputs(options: OutputOptions): Promise<Assignment[]> {
  const { contents, styles, output, format = null } = options;
  const isStream = await isOutputStream(output);
  if (isStream || !(await meansFolder(output))) {
    refuseSeveral(
      isStream ? sentence`${streamName(output)} takes one picture` : sentence`${output} is a file`,
      contents,
    );
    if (!isStream) refuseUnknownExtension(output);
    refuseOtherFormat(output, format);
    return contents.files.map((content) => ({ content, output }));
  }
  const taken = new Map<string, string>();
  return contents.files.map((content) => {
    const name = outputName(content, styles, format);
    // Lower case, because two names that differ in case only are one file on some systems.
    const other = taken.get(name.toLowerCase());
    if (other !== undefined) {
      throw new CommandError(
        'usage',
        sentence`${inputName(other)} and ${inputName(content)} would both be written to ${join(output, name)}; give them in separate calls with separate folders.`,
      );
    }
    taken.set(name.toLowerCase(), content);
    return { content, output: join(output, name) };
  });
}

/**
 * Makes sure that no output is one of the inputs, by whatever name or link, that none exists unless
 * `overwrite` is on, and that they can be written, before any time is spent painting.
 *
 * @throws CommandError with the sentence for the first obstacle.
 */
export async function refuseUnsafeOutputs(
  outputs: readonly string[],
  { inputs, overwrite }: OutputRules,
): Promise<void> {
  const inputIdentities = new Map<string, string>();
  for (const input of inputs) {
    inputIdentities.set(await identity(input), input);
  }
  const files: string[] = [];
  for (const output of outputs) {
    if (await isOutputStream(output)) await refuseUnfitStream(output);
    else files.push(output);
  }
  for (const output of files) {
    const input = inputIdentities.get(await identity(output));
    if (input !== undefined) {
      throw new CommandError(
        'usage',
        sentence`${output} is one of the inputs (${input}), which are never overwritten; choose another -o.`,
      );
    }
    await refuseExisting(output, overwrite);
  }
  await probeOutputs(files);
}

/**
 * Makes sure that no two outputs are one file, by a link among them.
 *
 * @throws CommandError (wrong usage) with the names of the first two.
 */
export async function refuseSharedOutputs(outputs: readonly string[]): Promise<void> {
  const places = new Map<string, string>();
  for (const output of outputs) {
    const place = await placeOf(output);
    const other = places.get(place);
    if (other !== undefined) {
      throw new CommandError(
        'usage',
        other === output
          ? sentence`${output} is to hold two results; choose another name or folder for one of them.`
          : sentence`${other} and ${output} are one file, to hold two results; choose another name or folder for one of them.`,
      );
    }
    places.set(place, output);
  }
}

async function refuseExisting(output: string, overwrite: boolean): Promise<void> {
  const existing = await statOrNull(output);
  if (existing === null) return;
  if (!overwrite) throw explainWriteError(output, systemError('EEXIST'));
  if (existing.isDirectory()) throw explainWriteError(output, systemError('EISDIR'));
  if (!existing.isFile()) {
    throw new CommandError(
      'failed',
      sentence`${output} is no file that can be replaced; name another.`,
    );
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

async function meansFolder(output: string): Promise<boolean> {
  const existing = await statOrNull(output);
  if (existing !== null) return existing.isDirectory();
  return output.endsWith('/') || output.endsWith(sep) || extname(output) === '';
}

function refuseSeveral(what: Said, { several }: ContentList): void {
  if (!several) return;
  throw new CommandError(
    'usage',
    sentence`Several contents need a folder as -o, and ${what}; name a folder (with a / at the end to have it made).`,
  );
}

function refuseUnknownExtension(output: string): void {
  if (formatOf(output) !== null) return;
  throw new CommandError(
    'usage',
    sentence`${output} has no extension that a picture can be written in; use one of ${WRITABLE_EXTENSIONS.join(', ')}.`,
  );
}

function refuseOtherFormat(output: string, format: ResultFormat | null): void {
  const named = formatOf(output);
  if (format === null || named === null || named === format) return;
  throw new CommandError(
    'usage',
    sentence`${output} is the name of a ${named} file, but --format says ${format}; give one of them, or both alike.`,
  );
}

/** Names a file by device and inode where it exists, so that links and letter case are seen through. */
async function identity(path: string): Promise<string> {
  const existing = await statOrNull(path);
  return existing === null ? placeOf(path) : `${existing.dev}:${existing.ino}`;
}

/** The path that writing would go to, links followed; two hard links to a file are two places. */
async function placeOf(path: string): Promise<string> {
  const place = resolve(await followLinks(path).catch(() => path));
  const folder = await realpath(dirname(place)).catch(() => dirname(place));
  return join(folder, basename(place));
}

async function statOrNull(path: string) {
  return stat(path, { bigint: true }).catch(() => null);
}
