import { sentence } from '@pastiche/panel/core';
import * as LIMITS from '@pastiche/panel/limits';
import { ExtensionError } from '../ports/extension-error.js';
import { type FigmaAnswer, parseFigmaAnswer } from './figma-answer.js';
import { figmaRefusal } from './figma-refusal.js';
import { readBounded } from './read-bounded.js';

/** What asking needs of its surroundings. */
export interface AskFigmaServices {
  readonly fetch: typeof fetch;
  /** BCP 47. */
  readonly language: string;
  /** A signal that is aborted after so many ms. */
  readonly timeout: (ms: number) => AbortSignal;
}

export interface FigmaQuestion {
  /** See `figmaHost`. */
  readonly host: string;
  /** See `figmaFileKey`. */
  readonly key: string;
  readonly token: string;
}

/** Large files take Figma a while. */
const PATIENCE_MS = 1000 * LIMITS.FIGMA_ANSWER_SECONDS;
const MOST_BYTES = LIMITS.FIGMA_ANSWER_BYTES;
const MOST_REASON_BYTES = LIMITS.FIGMA_REFUSAL_BYTES;

/**
 * Asks Figma for the shared plugin data of a file: one request of Tier 1, of which some plans have
 * six a month.
 *
 * @throws ExtensionError `no-permission`, `not-found`, `rate-limited`, `unavailable`, `too-large`,
 *   `failed`, or `aborted`; the token is in none of them
 */
export async function askFigma(
  { host, key, token }: FigmaQuestion,
  services: AskFigmaServices,
  signal: AbortSignal,
): Promise<FigmaAnswer> {
  const { language } = services;
  const late = services.timeout(PATIENCE_MS);
  try {
    // Depth 1 is the document with its pages' names: all of it that can be left out.
    const url = `${host}/v1/files/${encodeURIComponent(key)}?plugin_data=shared&depth=1`;
    const response = await services.fetch(url, {
      headers: { 'X-Figma-Token': token },
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      // A redirection would take the token along, to wherever it leads.
      redirect: 'error',
      signal: AbortSignal.any([signal, late]),
    });
    if (!response.ok) {
      const text = (await readBounded(response, MOST_REASON_BYTES)) ?? '';
      throw figmaRefusal({ ...facts(response), text }, language);
    }
    return answerIn(await readBounded(response, MOST_BYTES));
  } catch (error) {
    throw error instanceof ExtensionError ? error : unanswered(signal, late);
  }
}

function facts({ status, headers }: Response): Pick<Response, 'status' | 'headers'> {
  return { status, headers };
}

function answerIn(text: string | null): FigmaAnswer {
  if (text === null) {
    throw new ExtensionError(
      'too-large',
      sentence`Figma’s answer may have ${MOST_BYTES / 1e6} MB, but has more; keep the presets in a smaller file.`,
    );
  }
  const answer = parseFigmaAnswer(text);
  if (answer !== null) return answer;
  throw new ExtensionError(
    'failed',
    sentence`Figma should have answered with a file, but sent something else; check pastiche.figma.host and the proxy, or try again later.`,
  );
}

/** Without the cause: what the network layer says may quote the request's headers. */
function unanswered(signal: AbortSignal, late: AbortSignal): ExtensionError {
  if (signal.aborted) return new ExtensionError('aborted', sentence`Cancelled.`);
  if (late.aborted) {
    const seconds = PATIENCE_MS / 1000;
    return new ExtensionError(
      'unavailable',
      sentence`Figma did not answer within ${seconds} seconds; try again later.`,
    );
  }
  return new ExtensionError(
    'unavailable',
    sentence`Figma cannot be reached; check the connection, the proxy and pastiche.figma.host.`,
  );
}
