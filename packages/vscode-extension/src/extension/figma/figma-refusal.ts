import { ExtensionError } from '../ports/extension-error.js';
import type { Translate } from '../ports/translate.js';
import { relativeTime } from './relative-time.js';

/** An answer that is none: its status, its headers, and the beginning of its text. */
export interface Refusal {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  readonly text: string;
}

/** Half a year; no limit of Figma's lasts longer. */
const LONGEST_WAIT_S = 180 * 86_400;

/** What a refusal of Figma means, in a sentence. Nothing of what Figma wrote is repeated. */
export function figmaRefusal(refusal: Refusal, t: Translate, language: string): ExtensionError {
  const { status, text } = refusal;
  switch (status) {
    case 401:
    case 403:
      return new ExtensionError('no-permission', forbidden(text, t));
    case 404:
      return new ExtensionError(
        'not-found',
        t('Figma knows no such file, or hides it from this token; check the address.'),
      );
    case 429:
      return new ExtensionError('rate-limited', tooMany(refusal, t, language));
    case 400:
    case 413:
      return new ExtensionError(
        'too-large',
        t(
          'Figma could not answer with this file, which may be too large; try a file that holds little besides the presets.',
        ),
      );
    default:
      return new ExtensionError(
        'unavailable',
        t('Figma should have answered with the file, but reports {0}; try again later.', status),
      );
  }
}

/** Figma tells the reasons apart by words only. */
function forbidden(text: string, t: Translate): string {
  if (/expired/i.test(text)) return t('Figma’s token has expired; make a new one and set it.');
  if (/scope/i.test(text)) {
    return t(
      'Figma’s token lacks the scope {0}; make one that has it, and set it.',
      'file_content:read',
    );
  }
  if (/invalid token/i.test(text)) {
    return t('Figma does not know this token; copy it once more, or make a new one, and set it.');
  }
  return t(
    'Figma does not let the owner of this token see this file; ask to be invited to it, or set another token.',
  );
}

function tooMany({ headers }: Refusal, t: Translate, language: string): string {
  const when = waitIn(headers, language) ?? t('later');
  if (headers.get('x-figma-plan-tier') === 'starter') {
    return t(
      'Figma allows about 6 requests a month for a file in a Starter plan, and they are spent; try again {0}, or export the preset in Figma as a file.',
      when,
    );
  }
  if (headers.get('x-figma-rate-limit-type') === 'low') {
    return t(
      'Figma allows about 6 requests a month with a View or Collab seat, and they are spent; try again {0}, or export the preset in Figma as a file.',
      when,
    );
  }
  return t('Figma was asked too often; try again {0}.', when);
}

function waitIn(headers: Refusal['headers'], language: string): string | null {
  const seconds = Number.parseInt(headers.get('retry-after') ?? '', 10);
  if (!(seconds >= 0)) return null;
  return relativeTime(Math.min(Math.max(seconds, 1), LONGEST_WAIT_S) * 1000, language);
}
