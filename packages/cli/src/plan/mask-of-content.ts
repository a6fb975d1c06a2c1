import { dirname, isAbsolute, join, parse, resolve } from 'node:path';
import { type Said, sentence } from '@pastiche/core';
import { CommandError } from '../base/command-error.js';
import { isStandardInput } from '../base/standard-streams.js';
import { listNames } from '../input/folder-pictures.js';

/** Stands for the name of a content in the name of a mask. */
export const CONTENT_NAME = '{name}';

/**
 * The file of a content's mask: the one that is named, or, where the name holds `{name}`, the one with the
 * content's name (without its ending) in its place, seen from the content's folder.
 *
 * @throws CommandError (wrong usage) for a content without a name of its own.
 */
export function maskOfContent(mask: string, content: string): string {
  if (!mask.includes(CONTENT_NAME)) return mask;
  if (isStandardInput(content)) {
    throw new CommandError(
      'usage',
      sentence`The mask ${mask} needs the name of each content, but stdin has none; name the mask's file.`,
    );
  }
  const file = mask.replaceAll(CONTENT_NAME, parse(content).name);
  return isAbsolute(file) ? file : join(dirname(content), file);
}

/** Contents without those that are masks of others, and a sentence about those that were left out. */
export function withoutMasks(
  files: readonly string[],
  masks: readonly string[],
): { readonly files: readonly string[]; readonly leftOut: readonly Said[] } {
  const named = masks.filter((mask) => mask.includes(CONTENT_NAME));
  if (named.length === 0) return { files, leftOut: [] };
  const masksOf = (file: string) => named.map((mask) => resolve(maskOfContent(mask, file)));
  // What would be its own mask is a content: else a pattern such as {name}.png would leave nothing to paint.
  const found = new Set(
    files.flatMap((file) => masksOf(file).filter((mask) => mask !== resolve(file))),
  );
  const isMask = (file: string) => found.has(resolve(file));
  const out = files.filter(isMask);
  const leftOut = out.length === 0 ? [] : [sentence`Left out, being masks: ${listNames(out)}.`];
  return { files: files.filter((file) => !isMask(file)), leftOut };
}
