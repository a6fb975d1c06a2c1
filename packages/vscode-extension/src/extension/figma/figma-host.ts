import { sentence } from '@pastiche/panel/core';
import { ExtensionError } from '../ports/extension-error.js';

/** Where Figma answers programs. */
export const FIGMA_HOST = 'https://api.figma.com';

/** Only on this computer a token may travel without encryption. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Reads `pastiche.figma.host`: the origin that is asked, without a slash at the end. The token goes
 * there, so it must be HTTPS.
 *
 * @throws ExtensionError `invalid-setting`
 */
export function figmaHost(setting: string): string {
  const text = setting.trim() === '' ? FIGMA_HOST : setting.trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
  const isOrigin =
    url?.username === '' && url.password === '' && url.pathname === '/' && url.search === '';
  if (url !== null && isSafe && isOrigin) return url.origin;
  // A password in an address is nobody's business, not even in an error.
  const shown = text.replace(/\/\/.*@/, '//…@').slice(0, 200);
  throw new ExtensionError(
    'invalid-setting',
    sentence`pastiche.figma.host should be an https address such as ${FIGMA_HOST}, but it is “${shown}”; change this setting.`,
  );
}
