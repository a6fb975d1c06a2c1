import { sentence } from '@pastiche/panel/sentence';
import type { ActionNotes } from '../../window-contract.js';
import { findTarget, type Target } from '../layer/target.js';
import { fillCaution } from './fill-caution.js';
import { FILLS, lastingRefusal } from './fill-refusal.js';

/**
 * What a person should know before a result becomes a fill of its layer: why it cannot, or what else that changes.
 *
 * @param tell told at once of what cannot be done, and once more if there is more: in a large file, the instances
 *   of a component take long to find, and the picture shall not wait for them
 * @returns when all is told
 */
export async function tellActionNotes(
  target: Target,
  tell: (notes: ActionNotes) => void,
): Promise<void> {
  const { node } = await findTarget(target);
  if (node === null) return;
  const refused: ActionNotes = FILLS.flatMap((action) => {
    const refusal = lastingRefusal(node, action, target);
    return refusal === null ? [] : [{ action, isWithheld: true, said: sentence`${refusal}.` }];
  });
  tell(refused);
  const possible = FILLS.filter((fill) => !refused.some(({ action }) => action === fill));
  if (possible.length === 0) return;
  const said = await fillCaution(node);
  if (said === null) return;
  tell([...refused, ...possible.map((action) => ({ action, isWithheld: false, said }))]);
}
