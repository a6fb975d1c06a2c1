import { ExtensionError } from '../ports/extension-error.js';
import type { Translate } from '../ports/translate.js';

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
export function figmaHost(setting: string, t: Translate): string {
  const text = setting.trim() === '' ? FIGMA_HOST : setting.trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
  const isOrigin =
    url?.username === '' && url.password === '' && url.pathname === '/' && url.search === '';
  if (url !== null && isSafe && isOrigin) return url.origin;
  throw new ExtensionError(
    'invalid-setting',
    t(
      'pastiche.figma.host should be an https address such as {0}, but it is “{1}”; change this setting.',
      FIGMA_HOST,
      // A password in an address is nobody's business, not even in an error.
      text.replace(/\/\/.*@/, '//…@').slice(0, 200),
    ),
  );
}
