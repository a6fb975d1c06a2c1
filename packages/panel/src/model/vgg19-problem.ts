import { inEnglish, type Say, type Sentence, sentence } from '@pastiche/core';
import type { Problem } from './model.js';

/** The engine's own sentences name addresses and attempts, which are for the report. */
const SHORT = new Map([
  ['weights-unavailable', sentence`VGG19 could not be downloaded; check the connection.`],
  ['checksum-mismatch', sentence`VGG19 arrived damaged; download it again.`],
  ['invalid-weights', sentence`VGG19 arrived damaged; download it again.`],
]);

/**
 * What is wrong with VGG19's files, in one short sentence.
 *
 * @returns `null` when the code says that something else is wrong
 */
export function vgg19Sentence(code: string): Sentence | null {
  return SHORT.get(code) ?? null;
}

/**
 * The problem of a run as it is told to people: one for want of VGG19 has the built-in network as a way out.
 *
 * @param loading whether the run ended while VGG19 was on its way
 */
export function forWantOfVgg19(problem: Problem, loading: boolean, say: Say = inEnglish): Problem {
  const said = vgg19Sentence(problem.code);
  if (said === null && !loading) return problem;
  return { ...problem, message: said === null ? problem.message : say(said), wantsVgg19: true };
}
