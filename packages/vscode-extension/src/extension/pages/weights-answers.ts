import type { Handlers } from '@pastiche/panel/channel';
import type { BATCH_CONTRACT } from '../../shared/extension-contract.js';
import type { WeightsProgress, WeightsStore } from '../weights/weights-store.js';

type WeightsRequests = Pick<
  Handlers<typeof BATCH_CONTRACT>['requests'],
  'weightsState' | 'bringWeights' | 'removeWeights'
>;

/** Answers a page that asks for VGG19. */
export function weightsAnswers(
  weights: WeightsStore,
  tellProgress: WeightsProgress,
  onChange: () => void,
): WeightsRequests {
  return {
    weightsState: () => weights.state(),
    async bringWeights(_, call) {
      const giveUp = new AbortController();
      call.onCancel(() => giveUp.abort());
      try {
        await weights.bring(tellProgress, giveUp.signal);
      } finally {
        onChange();
      }
      return undefined;
    },
    async removeWeights() {
      await weights.remove();
      onChange();
      return undefined;
    },
  };
}
