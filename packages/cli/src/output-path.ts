import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { CommandError } from './command-error.js';
import type { ContentList } from './content-list.js';
import { explainWriteError } from './file-errors.js';
import { formatOf, WRITABLE_EXTENSIONS } from './picture-formats.js';
import { presetEnding } from './preset-input.js';

export interface OutputOptions {
  readonly contents: ContentList;
  readonly styles: readonly string[];
  /** What `-o` was given: a file, or a folder (there, or to be made). */
  readonly output: string;
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
 * the content's own format (GIF, which cannot hold a painting's colours, becomes PNG).
 *
 * @throws CommandError (wrong usage) for an unknown extension, for several contents and one file,
 * and for two contents that would be written to the same file.
 */
export async function assignOutputs(options: OutputOptions): Promise<Assignment[]> {
  const { contents, styles, output } = options;
  if (!(await meansFolder(output))) {
    refuseFile(output, contents);
    return contents.files.map((content) => ({ content, output }));
  }
  const styleName = styles.map(stemOf).join('+');
  const taken = new Map<string, string>();
  return contents.files.map((content) => {
    const name = `${basename(content, extname(content))}.${styleName}${outputExtension(content)}`;
    // Lower case, because two names that differ in case only are one file on some systems.
    const other = taken.get(name.toLowerCase());
    if (other !== undefined) {
      throw new CommandError(
        'usage',
        `${other} and ${content} would both be written to ${join(output, name)}; give them in separate calls with separate folders.`,
      );
    }
    taken.set(name.toLowerCase(), content);
    return { content, output: join(output, name) };
  });
}

/**
 * Makes sure that no output is one of the inputs, by whatever name or link, that none exists unless
 * `overwrite` is on, and that their folders can be written or made, before any time is spent
 * painting.
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
  const folders = new Set(outputs.map((output) => dirname(resolve(output))));
  for (const folder of folders) await refuseUnwritable(folder);
  for (const output of outputs) {
    const input = inputIdentities.get(await identity(output));
    if (input !== undefined) {
      throw new CommandError(
        'usage',
        `${output} is one of the inputs (${input}), which are never overwritten; choose another -o.`,
      );
    }
    if (!overwrite && (await statOrNull(output)) !== null) {
      throw new CommandError(
        'failed',
        `${output} exists already and was left as it is; give --overwrite to replace it.`,
      );
    }
  }
}

async function refuseUnwritable(folder: string): Promise<void> {
  const existing = await statOrNull(folder);
  if (existing === null) return refuseUnwritable(dirname(folder));
  if (!existing.isDirectory()) {
    throw new CommandError('failed', `${folder} is a file, not a folder; choose another -o.`);
  }
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw explainWriteError(folder, error);
  });
}

async function meansFolder(output: string): Promise<boolean> {
  const existing = await statOrNull(output);
  if (existing !== null) return existing.isDirectory();
  return output.endsWith('/') || output.endsWith(sep) || extname(output) === '';
}

function refuseFile(output: string, contents: ContentList): void {
  if (contents.several) {
    throw new CommandError(
      'usage',
      `Several contents need a folder as -o, and ${output} is a file; name a folder (with a / at the end to have it made).`,
    );
  }
  if (formatOf(output) === null) {
    throw new CommandError(
      'usage',
      `${output} has no extension that a picture can be written in; use one of ${WRITABLE_EXTENSIONS.join(', ')}.`,
    );
  }
}

function outputExtension(content: string): string {
  return formatOf(content) === null ? '.png' : extname(content).toLowerCase();
}

/** Names a file by device and inode where it exists, so that links and letter case are seen through. */
async function identity(path: string): Promise<string> {
  const existing = await statOrNull(path);
  return existing === null
    ? join(resolve(dirname(path)), basename(path))
    : `${existing.dev}:${existing.ino}`;
}

async function statOrNull(path: string) {
  return stat(path, { bigint: true }).catch(() => null);
}

function stemOf(style: string): string {
  const name = basename(style);
  return name.slice(0, name.length - (presetEnding(style) ?? extname(style)).length);
}
