import { fittingLongSide, originalLongSide } from '../run/picture-sizes.js';
import type { PanelParts } from './panel-parts.js';

/** The long side of a painting that would begin now, px; of the picture's own size as soon as that is known. */
export function longSideNow({
  settings,
  content,
  engine,
  weights,
  styles,
}: Pick<PanelParts, 'settings' | 'content' | 'engine' | 'weights' | 'styles'>): number {
  const { originalSize, network, parameters } = settings.settings.value;
  const picture = content.content.value;
  const state = engine.state.value;
  if (!originalSize || picture.kind !== 'ready' || state.kind !== 'ready') return parameters.size;
  const painters = {
    network,
    vgg19Here: weights.vgg19.value.here,
    styles: styles.styles.value.flatMap(({ weight, pictures = [] }) =>
      weight > 0 ? pictures : [],
    ),
  };
  const largest = fittingLongSide(state.facts, painters, picture.picture);
  return originalLongSide(picture.picture, largest);
}
