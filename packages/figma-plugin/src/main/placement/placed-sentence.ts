import { type Said, sentence } from '@pastiche/panel/sentence';
import { shortened } from '../layer/layer-refusal.js';
import type { Target } from '../layer/target.js';
import { showsDropShadow } from './effect-refusal.js';

/** What a person reads of a result that was placed as a layer of its own, and why it lies where it does. */
export function placedSentence(
  name: string,
  about: { node: SceneNode | null; target: Target | null; refusal: Said | null; moved: boolean },
): Said {
  const { node, target, refusal, moved } = about;
  const made = shortened(name);
  if (target !== null && node === null) {
    const lost = shortened(target.name);
    return moved
      ? sentence`“${lost}” is gone, so the result was placed beside what lies there now.`
      : sentence`“${lost}” is gone, so the result was placed where it was.`;
  }
  if (refusal !== null) return sentence`${refusal}, so the result was placed beside it.`;
  const isSeen = target !== null && !target.original && target.covered === null;
  if (isSeen && node !== null && showsDropShadow(node)) {
    return sentence`Placed “${made}”, with the layer’s drop shadow in it; undo takes it back.`;
  }
  return moved && target !== null
    ? sentence`Placed “${made}”, outside its parent; undo takes it back.`
    : sentence`Placed “${made}”; undo takes it back.`;
}
