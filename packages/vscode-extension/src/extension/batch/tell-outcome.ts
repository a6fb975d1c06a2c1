import { inEnglish } from '@pastiche/panel/core';
import { nameOf } from '../pictures/place-names.js';
import type { Log } from '../ports/log.js';
import { inWords, type Translate } from '../ports/translate.js';
import type { Ui } from '../ports/ui.js';
import type { BatchOutcome } from './run-batch.js';

/** So many failures, and notes, have room in a notification; the log has all. */
const MOST_LISTED = 3;

export interface TellOutcomeServices {
  readonly ui: Ui;
  readonly log: Log;
  readonly t: Translate;
  showLog(): void;
}

/** One notification about a batch, with what to do next; resolves when that is done. */
export async function tellOutcome(
  { saved, failures, leftOut, otherNetwork, notes }: BatchOutcome,
  { ui, log, t, showLog }: TellOutcomeServices,
): Promise<void> {
  for (const { name, reason } of failures) log.error(`${name}: ${inEnglish(reason)}`);
  for (const note of notes) log.warn(inEnglish(note));
  const networkRemark = otherNetwork === 0 ? [] : [otherNetworkRemark(otherNetwork, t)];
  for (const line of networkRemark) log.warn(line);
  const listedNotes = notes.slice(0, MOST_LISTED).map((note) => inWords(note, t));
  const remark = [...networkRemark, ...listedNotes];
  const all = saved.length + failures.length + leftOut;
  if (failures.length > 0) {
    const listed = failures
      .slice(0, MOST_LISTED)
      .map(({ name, reason }) => `${name}: ${inWords(reason, t)}`);
    const head = t('{0} of {1} pictures were painted.', saved.length, all);
    const chosen = await ui.complain([head, ...listed, ...remark].join(' '), t('Show Log'));
    if (chosen !== undefined) showLog();
    return;
  }
  const [first] = saved;
  const message = [sentenceAbout(saved.length, all, first && nameOf(first), t), ...remark].join(
    ' ',
  );
  if (first === undefined) {
    await ui.tell(message);
    return;
  }
  const show = t('Show in Explorer');
  const open = t('Open');
  const chosen = await ui.tell(message, open, show);
  if (chosen === open) await ui.open(first);
  if (chosen === show) await ui.reveal(first);
}

function sentenceAbout(saved: number, all: number, name: string | undefined, t: Translate): string {
  if (saved === 0) return t('Cancelled; nothing was painted.');
  if (saved < all) return t('Cancelled; {0} of {1} pictures were painted.', saved, all);
  if (saved === 1 && name !== undefined) return t('Saved as {0}.', name);
  return t('{0} pictures were painted.', saved);
}

function otherNetworkRemark(count: number, t: Translate): string {
  return t(
    'Painted by another network than before, because that one is not here or cannot paint the style: {0}.',
    count,
  );
}
