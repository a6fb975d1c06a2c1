import { sentence } from '@pastiche/panel/sentence';
import type { ActionNotes } from '../../window-contract.js';
import { findTarget, type Target } from '../layer/target.js';
import { FILLS, lastingRefusal } from './fill-refusal.js';

/** What a person should know before a result becomes a fill of its layer: why it cannot. */
export async function actionNotes(target: Target): Promise<ActionNotes> {
  const { node } = await findTarget(target);
  if (node === null) return [];
  return FILLS.flatMap((action) => {
    const refusal = lastingRefusal(node, action, target);
    return refusal === null ? [] : [{ action, isWithheld: true, said: sentence`${refusal}.` }];
  });
}
