import { inEnglish, type Said, type Say, type Sentence, sentence } from '@pastiche/core';
import type { WeightsPhase } from '../engine/shared-download.js';
import type { Problem } from './model.js';
import { codeOf, saidIn } from './problem.js';

/** The engine's own sentences name addresses and attempts, which are for the report. */
const SHORT: Readonly<Record<WeightsPhase, Sentence>> = {
  downloading: sentence`VGG19 could not be downloaded; check the connection.`,
  copying: sentence`VGG19 could not be copied, because its folder holds other files than it should; put the right ones there.`,
  verifying: sentence`VGG19 arrived damaged, as checking its files showed; bring it here again.`,
  unpacking: sentence`VGG19 could not be loaded into the engine, because its files are damaged; bring it here again.`,
};

/** Before the host's own words. */
const FAILED: Readonly<Record<WeightsPhase, Sentence>> = {
  downloading: sentence`VGG19 could not be downloaded`,
  copying: sentence`VGG19 could not be copied from its folder`,
  verifying: sentence`VGG19's files could not be checked`,
  unpacking: sentence`VGG19 could not be loaded into the engine`,
};

/**
 * Why VGG19 is not in the engine, in a sentence that names the phase which failed.
 *
 * @param phase that was under way
 */
export function vgg19Sentence(error: unknown, phase: WeightsPhase): Sentence {
  return shortSentence(codeOf(error), phase) ?? sentence`${FAILED[phase]}: ${saidIn(error)}`;
}

/**
 * The problem of a run as it is told to people: one for want of VGG19 has the built-in network as a way out.
 *
 * @param phase that was under way as the run ended; `null`: VGG19 was not on its way
 */
export function forWantOfVgg19(
  problem: Problem,
  phase: WeightsPhase | null,
  say: Say = inEnglish,
): Problem {
  const said = shortSentence(problem.code, phase) ?? inPhase(problem.message, phase);
  return said === null ? problem : { ...problem, message: say(said), wantsVgg19: true };
}

function shortSentence(code: string, phase: WeightsPhase | null): Sentence | null {
  const failed = failedPhase(code, phase);
  return failed === null ? null : SHORT[failed];
}

/** Which phase the code of one of the engine's failures is about; `null`: others have their own words. */
function failedPhase(code: string, phase: WeightsPhase | null): WeightsPhase | null {
  switch (code) {
    case 'weights-unavailable':
      return phase === null || phase === 'downloading' ? 'downloading' : null;
    case 'checksum-mismatch':
      return phase === 'copying' ? phase : 'verifying';
    case 'invalid-weights':
      return phase === 'copying' || phase === 'unpacking' ? phase : 'verifying';
    default:
      return null;
  }
}

function inPhase(message: Said, phase: WeightsPhase | null): Sentence | null {
  return phase === null ? null : sentence`${FAILED[phase]}: ${message}`;
}
