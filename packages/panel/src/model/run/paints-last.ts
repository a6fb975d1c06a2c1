import type { PresetStatistics } from '@pastiche/core/presets';
import type { NetworkChoice } from '../../engine/engine.js';

/** A picture of a style, or what stands for it: networks that can paint it. */
export interface PaintedStyle {
  /** None where its picture is there, which any network can paint. */
  readonly statistics?: readonly Pick<PresetStatistics, 'network'>[] | null | undefined;
}

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
