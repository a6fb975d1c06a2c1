import { sentence } from '@pastiche/panel/core';
import * as LIMITS from '@pastiche/panel/limits';
import { ExtensionError } from '../ports/extension-error.js';

/** What an address of this extension is made of, and of one that came in. */
export interface LinkParts {
  readonly path: string;
  /** Decoded, as `Uri.query` has it. */
  readonly query: string;
}

/** More than any preset with one picture; a statistics preset goes by file. */
export const LONGEST_LINK = LIMITS.PRESET_LINK_CHARACTERS;

/** So much every system hands over; Windows cuts what is longer. */
export const SAFE_LINK = 30_000;

const PATH = '/import';
const FIELD = 'preset=';

/**
 * The address that opens VS Code and imports a preset there, after asking.
 *
 * @param scheme `env.uriScheme`
 * @param extension id of this extension
 */
export function presetLink(scheme: string, extension: string, shareString: string): string {
  // A colon may stand there as it is, so that the share string can be found within the link.
  const text = encodeURIComponent(shareString).replaceAll('%3A', ':');
  return `${scheme}://${extension}${PATH}?${FIELD}${text}`;
}

/**
 * The share string in an address of this extension.
 *
 * @throws ExtensionError `invalid-address`
 */
export function shareStringIn({ path, query }: LinkParts): string {
  const field = query.split('&').find((part) => part.startsWith(FIELD));
  const text = field === undefined ? '' : decoded(field.slice(FIELD.length));
  if (path !== PATH || text === '') {
    throw new ExtensionError(
      'invalid-address',
      sentence`A link to Pastiche should hold a preset, but this one does not; copy it once more.`,
    );
  }
  if (text.length <= LONGEST_LINK) return text;
  throw new ExtensionError(
    'too-large',
    sentence`This link is too long for a preset; let the preset be sent as a file.`,
  );
}

/** A text that may hold a share string; some programs encode it as part of a link. */
export function withoutEncoding(text: string): string {
  return /%3a/i.test(text) ? decoded(text) : text;
}

/** Encoded once or not at all: editors differ in what they decode. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
