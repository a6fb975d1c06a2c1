import { type Sentence, sentence } from '@pastiche/panel/core';
import { ExtensionError } from '../ports/extension-error.js';
import { READING_SCOPE } from './figma-token.js';
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
export function figmaRefusal(refusal: Refusal, language: string): ExtensionError {
  const { status, text } = refusal;
  switch (status) {
    case 401:
    case 403:
      return new ExtensionError('no-permission', forbidden(text));
    case 404:
      return new ExtensionError(
        'not-found',
        sentence`Figma knows no such file, or hides it from this token; check the address.`,
      );
    case 429:
      return new ExtensionError('rate-limited', tooMany(refusal, language));
    case 400:
    case 413:
      return new ExtensionError(
        'too-large',
        sentence`Figma could not answer with this file, which may be too large; try a file that holds little besides the presets.`,
      );
    default:
      return new ExtensionError(
        'unavailable',
        sentence`Figma should have answered with the file, but reports ${status}; try again later.`,
      );
  }
}

/** Figma tells the reasons apart by words only. */
function forbidden(text: string): Sentence {
  if (/expired/i.test(text)) return sentence`Figma’s token has expired; make a new one and set it.`;
  if (/scope/i.test(text)) {
    return sentence`Figma’s token lacks the scope ${READING_SCOPE}; make one that has it, and set it.`;
  }
  if (/invalid token/i.test(text)) {
    return sentence`Figma does not know this token; copy it once more, or make a new one, and set it.`;
  }
  return sentence`Figma does not let the owner of this token see this file; ask to be invited to it, or set another token.`;
}

function tooMany({ headers }: Refusal, language: string): Sentence {
  const when = waitIn(headers, language) ?? sentence`later`;
  if (headers.get('x-figma-plan-tier') === 'starter') {
    return sentence`Figma allows about 6 requests a month for a file in a Starter plan, and they are spent; try again ${when}, or export the preset in Figma as a file.`;
  }
  if (headers.get('x-figma-rate-limit-type') === 'low') {
    return sentence`Figma allows about 6 requests a month with a View or Collab seat, and they are spent; try again ${when}, or export the preset in Figma as a file.`;
  }
  return sentence`Figma was asked too often; try again ${when}.`;
}

function waitIn(headers: Refusal['headers'], language: string): string | null {
  const seconds = Number.parseInt(headers.get('retry-after') ?? '', 10);
  if (!(seconds >= 0)) return null;
  return relativeTime(Math.min(Math.max(seconds, 1), LONGEST_WAIT_S) * 1000, language);
}
