import { type Sentence, sentence } from '@pastiche/core';
import type { WeightsProgress } from '../../engine/engine.js';

/** What VGG19's way into the engine is at. */
export function weightsWords({ phase = 'downloading' }: Pick<WeightsProgress, 'phase'>): Sentence {
  switch (phase) {
    case 'downloading':
      return sentence`Downloading VGG19`;
    case 'copying':
      return sentence`Copying VGG19 from its folder`;
    case 'verifying':
      return sentence`Checking VGG19's files`;
    case 'unpacking':
      return sentence`Loading VGG19 into the engine`;
  }
}
