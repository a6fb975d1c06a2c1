import { type Said, sentence } from '@pastiche/panel/core';

/** Why layers of the queue were passed over, in one sentence; `null`: none was. */
export function skippedSentence(skipped: readonly Said[]): Said | null {
  if (skipped.length === 0) return null;
  const why = skipped.reduce((all, each) => sentence`${all} ${each}`);
  return sentence`Layers that were skipped: ${skipped.length}. ${why}`;
}

/** Two sentences, or the one that there is. */
export function bothSaid(one: Said | null, other: Said | null): Said | null {
  return one !== null && other !== null ? sentence`${one} ${other}` : (one ?? other);
}
