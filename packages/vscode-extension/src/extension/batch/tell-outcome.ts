import { inEnglish, type Say, type Sentence, sentence } from '@pastiche/panel/core';
import { nameOf } from '../pictures/place-names.js';
import type { Log } from '../ports/log.js';
import type { Ui } from '../ports/ui.js';
import type { BatchOutcome } from './run-batch.js';

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
  if (failures.length > 0) {
    const listed = failures
      .slice(0, MOST_LISTED)
      .map(({ name, reason }) => `${name}: ${say(reason)}`);
    const head = say(sentence`${saved.length} of ${all} pictures were painted.`);
    const chosen = await ui.complain(
      [head, ...listed, ...remark].join(' '),
      say(sentence`Show Log`),
    );
    if (chosen !== undefined) showLog();
    return;
  }
  const [first] = saved;
  const message = [sentenceAbout(saved.length, all, first && nameOf(first), say), ...remark].join(
    ' ',
  );
  if (first === undefined) {
    await ui.tell(message);
    return;
  }
  const show = say(sentence`Show in Explorer`);
  const open = say(sentence`Open`);
  const chosen = await ui.tell(message, open, show);
  if (chosen === open) await ui.open(first);
  if (chosen === show) await ui.reveal(first);
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
