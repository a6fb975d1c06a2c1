import type { NetworkChoice } from '../engine/engine.js';

/** The network that paints at the full size: "automatic" means VGG19 where it is here already. */
export function paintsLast(choice: NetworkChoice, vgg19Here: boolean): 'vgg19-lite' | 'vgg19' {
  if (choice !== 'auto') return choice;
  return vgg19Here ? 'vgg19' : 'vgg19-lite';
}
