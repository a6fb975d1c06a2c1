import { type Say, sentence } from '@pastiche/core';
import type { EngineFacts } from '../../engine/engine.js';
import type { Settings } from '../../model/model.js';

/** Why the work is done on the processor: what this machine lacks, or what somebody chose. */
export function processorReason(
  { reason }: Pick<EngineFacts, 'reason'>,
  { backend }: Pick<Settings, 'backend'>,
  say: Say,
): string {
  if (backend === 'auto') return reason;
  return say(
    sentence`“Compute on” is set to it, under Advanced; “Automatic” takes the graphics card if there is one.`,
  );
}
