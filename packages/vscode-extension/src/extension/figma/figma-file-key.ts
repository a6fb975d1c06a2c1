import { sentence } from '@pastiche/panel/core';
import * as LIMITS from '@pastiche/panel/limits';
import { ExtensionError } from '../ports/extension-error.js';

const LONGEST = LIMITS.FIGMA_ADDRESS_CHARACTERS;

const KEY = /^[0-9A-Za-z_-]{10,128}$/;
/** What comes before the key in a file's address; `file` is the older form of `design`. */
const KINDS = ['design', 'file', 'board'];

/**
 * The key of a Figma file, from its address as the browser or “Copy link” gives it, or from the key
 * itself. A branch has a key of its own, behind its file's.
 *
 * @throws ExtensionError `invalid-address`
 *
 * @example
 * figmaFileKey('https://www.figma.com/design/AbCdEf0123456789/Harbour?node-id=0-1');
 */
export function figmaFileKey(given: string): string {
  const text = given.trim();
  if (KEY.test(text)) return text;
  const key = text.length > LONGEST ? null : keyInAddress(text);
  if (key !== null) return key;
  throw new ExtensionError(
    'invalid-address',
    sentence`The address of a Figma file should look like https://www.figma.com/design/…, but this one does not; copy it with “Copy link” in Figma.`,
  );
}

function keyInAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, pathname } = new URL(text);
  const isFigma = hostname === 'figma.com' || hostname === 'www.figma.com';
  if (protocol !== 'https:' || !isFigma) return null;
  const [kind, key, word, branch] = pathname.split('/').slice(1);
  if (!KINDS.includes(kind)) return null;
  const found = word === 'branch' ? branch : key;
  return KEY.test(found ?? '') ? found : null;
}
