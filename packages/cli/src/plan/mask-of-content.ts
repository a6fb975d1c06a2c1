import { dirname, isAbsolute, join, parse, resolve } from 'node:path';
import { type Said, sentence } from '@pastiche/core';
import { CommandError } from '../base/command-error.js';
import { isStandardInput } from '../base/standard-streams.js';
import { listNames } from '../input/folder-pictures.js';

/** Stands for the name of a content in `--protect`. */
export const CONTENT_NAME = '{name}';

/**
 * The file of a content's mask: the one that `--protect` names, or, where it holds `{name}`, the one with the
 * content's name (without its ending) in its place, seen from the content's folder.
 *
 * @throws CommandError (wrong usage) for a content without a name of its own.
 */
export function maskOfContent(protect: string, content: string): string {
  if (!protect.includes(CONTENT_NAME)) return protect;
  if (isStandardInput(content)) {
    throw new CommandError(
      'usage',
      sentence`--protect ${protect} needs the name of each content, but stdin has none; name the mask's file.`,
    );
  }
  const file = protect.replaceAll(CONTENT_NAME, parse(content).name);
  return isAbsolute(file) ? file : join(dirname(content), file);
}

/** Contents without those that are masks of others, and a sentence about those that were left out. */
export function withoutMasks(
  files: readonly string[],
  protect: string | undefined,
): { readonly files: readonly string[]; readonly leftOut: readonly Said[] } {
  if (!protect?.includes(CONTENT_NAME)) return { files, leftOut: [] };
  const maskOf = (file: string) => resolve(maskOfContent(protect, file));
  // What would be its own mask is a content: else a pattern such as {name}.png would leave nothing to paint.
  const masks = new Set(files.filter((file) => maskOf(file) !== resolve(file)).map(maskOf));
  const isMask = (file: string) => masks.has(resolve(file));
  const found = files.filter(isMask);
  const leftOut = found.length === 0 ? [] : [sentence`Left out, being masks: ${listNames(found)}.`];
  return { files: files.filter((file) => !isMask(file)), leftOut };
}
