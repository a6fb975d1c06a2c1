import { inEnglish, type Say, type Sentence, sentence } from '@pastiche/panel/core';
import { nameOf } from '../pictures/place-names.js';
import type { Log } from '../ports/log.js';
import type { Ui } from '../ports/ui.js';
import type { BatchFailure, BatchOutcome } from './run-batch.js';

/** So many failures, and notes, have room in a notification; the log has all. */
const MOST_LISTED = 3;

export interface TellOutcomeServices {
  readonly ui: Ui;
  readonly log: Log;
  readonly say: Say;
  showLog(): void;
}

/** One notification about a batch, with what to do next; resolves when that is done. */
export async function tellOutcome(
  { saved, failures, leftOut, otherNetwork, notes }: BatchOutcome,
  { ui, log, say, showLog }: TellOutcomeServices,
): Promise<void> {
  for (const { name, reason } of failures) log.error(`${name}: ${inEnglish(reason)}`);
  for (const note of notes) log.warn(inEnglish(note));
  const networkRemark = otherNetwork === 0 ? [] : [otherNetworkRemark(otherNetwork)];
  for (const line of networkRemark) log.warn(inEnglish(line));
  const remark = [...networkRemark, ...notes.slice(0, MOST_LISTED)].map(say);
  const all = saved.length + failures.length + leftOut;
  const [first] = saved;
  const open = say(sentence`Open`);
  const show = say(sentence`Show in Explorer`);
  const toLog = say(sentence`Show Log`);
  const withFirst = first === undefined ? [] : [open, show];
  let chosen: string | undefined;
  if (failures.length > 0) {
    const head = say(sentence`${saved.length} of ${all} pictures were painted.`);
    const message = [head, ...failuresListed(failures, say), ...remark].join(' ');
    chosen = await ui.complain(message, ...withFirst, toLog);
  } else {
    const head = sentenceAbout(saved.length, all, first && nameOf(first), say);
    chosen = await ui.tell([head, ...remark].join(' '), ...withFirst);
  }
  if (chosen === toLog) showLog();
  if (first === undefined) return;
  if (chosen === open) await ui.open(first);
  if (chosen === show) await ui.reveal(first);
}

/** As many as there is room for, and where the others are named. */
function failuresListed(failures: readonly BatchFailure[], say: Say): string[] {
  const listed = failures
    .slice(0, MOST_LISTED)
    .map(({ name, reason }) => `${name}: ${say(reason)}`);
  const more = failures.length - MOST_LISTED;
  return more > 0 ? [...listed, say(sentence`And ${more} more; the log names them all.`)] : listed;
}

function sentenceAbout(saved: number, all: number, name: string | undefined, say: Say): string {
  if (saved === 0) return say(sentence`Cancelled; nothing was painted.`);
  if (saved < all) return say(sentence`Cancelled; ${saved} of ${all} pictures were painted.`);
  if (saved === 1 && name !== undefined) return say(sentence`Saved as ${name}.`);
  return say(sentence`${saved} pictures were painted.`);
}

function otherNetworkRemark(count: number): Sentence {
  return sentence`Painted by another network than before, because that one is not here or cannot paint the style: ${count}.`;
}
