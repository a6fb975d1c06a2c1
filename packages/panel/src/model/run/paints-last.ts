import type { NetworkChoice } from '../../engine/engine.js';
import type { PaintedStyle } from '../model.js';

/**
 * The network that paints at the full size: "automatic" means VGG19 where it is here already and can
 * paint all of the styles.
 */
export function paintsLast(
  choice: NetworkChoice,
  vgg19Here: boolean,
  styles: readonly PaintedStyle[],
): 'vgg19-lite' | 'vgg19' {
  if (choice !== 'auto') return choice;
  return vgg19Here && styles.every(canBeVgg19) ? 'vgg19' : 'vgg19-lite';
}

function canBeVgg19({ statistics }: PaintedStyle): boolean {
  return statistics?.some(({ network }) => network === 'vgg19') ?? true;
}
