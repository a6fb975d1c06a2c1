import { type Said, sentence } from '@pastiche/panel/sentence';
import { shortened } from './layer-refusal.js';
import { findTarget, looksOtherwise, type Target, type TargetFate } from './target.js';

/** Tells what became of layers since their pictures were taken, in sentences. */
export interface TargetNews {
  /**
   * @param closely whether the layer is exported once more for it; else what that told last still counts
   * @returns `null`: nothing
   */
  sentenceOn(target: Target, closely: boolean): Promise<Said | null>;
}

export function createTargetNews(): TargetNews {
  const edited = new WeakMap<Target, boolean>();
  return {
    async sentenceOn(target, closely) {
      if (closely) edited.set(target, await looksOtherwise(target));
      const { fate } = await findTarget(target);
      return sentenceOf(target.name, fate === 'same' && edited.get(target) ? 'edited' : fate);
    },
  };
}

function sentenceOf(name: string, fate: TargetFate): Said | null {
  if (fate === 'same') return null;
  const called = shortened(name);
  return fate === 'removed'
    ? sentence`“${called}” is gone; the result will be placed as a new image where it was.`
    : sentence`“${called}” was changed since its picture was taken; the result will be placed beside it.`;
}
