import type { Allowed, Observed } from './observed.js';
import { endsInSentence, whyNoSentence } from './words.js';

/** What a run did that it may not: one line each. */
export function breachesOf(seen: Observed, allowed: Allowed): string[] {
  const breaches = [
    ...endBreaches(seen, allowed),
    ...seen.touched.map((name) => `the original ${name} was touched`),
    ...seen.files.flatMap(({ path, state }) => fileBreach(path, state)),
    ...seen.uncaught.map((error) => `nobody caught: ${error}`),
  ];
  const unclear = whyNoSentence(seen.words);
  if (unclear !== null) breaches.push(unclear);
  return breaches;
}

function endBreaches(seen: Observed, allowed: Allowed): string[] {
  const { ending, words, files } = seen;
  const { ends, isKilled = false, mayLeaveNothing = false, says } = allowed;
  if (ending.kind === 'hung') return ['it hung'];
  if (ending.kind === 'signal') return isKilled ? [] : [`it was ended by ${ending.name}`];
  const end = ending.kind === 'exit' ? ending.code : ending.end;
  if (!ends.includes(end)) return [`it ended with ${end}, not with ${ends.join(' or ')}`];
  if (end === 0 || end === 'painted') {
    return files.length > 0 || mayLeaveNothing ? [] : ['there is no painting'];
  }
  if (words.trim() === '') return [`it ended with ${end} and said nothing`];
  if (!endsInSentence(words)) return ['its last line is no whole sentence'];
  const isOther = says !== undefined && end !== 130 && !says.test(words);
  return isOther ? [`it does not say ${says}`] : [];
}

function fileBreach(path: string, state: 'whole' | 'broken' | 'temporary'): string[] {
  if (state === 'whole') return [];
  return [state === 'broken' ? `${path} is half written` : `the temporary file ${path} was left`];
}
