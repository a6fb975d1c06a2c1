import type { Size } from '@pastiche/core';
import { fittingLongSide } from '../../model/run/picture-sizes.js';
import { type Price, priceOf } from '../../model/run/price.js';
import { usePanel } from '../panel-context.js';

/** How large the picture can be painted here with what is chosen, and what that takes. */
export interface Room {
  readonly picture: Size | null;
  /** Longest side, px; `null`: the engine is not there yet. */
  readonly largest: number | null;
  /** Of a long side, px; nothing of it is known where it does not fit. */
  priceAt(size: number): Price;
}

export function useRoom(): Room {
  const { model } = usePanel();
  const engine = model.engine.value;
  const content = model.content.value;
  const { network, parameters, speeds } = model.settings.value;
  const picture = content.kind === 'ready' ? content.picture : null;
  const painters = {
    network,
    vgg19Here: model.vgg19.value.here,
    styles: model.styles.value.flatMap(({ weight, pictures = [] }) => (weight > 0 ? pictures : [])),
  };
  if (engine.kind !== 'ready') return { picture, largest: null, priceAt: unknown };
  const { facts } = engine;
  const largest = fittingLongSide(facts, painters, picture);
  return {
    picture,
    largest,
    priceAt: (size) => {
      if (picture === null || size > largest) return unknown();
      const painting = { ...painters, picture, parameters: { ...parameters, size } };
      return priceOf(painting, facts, speeds);
    },
  };
}

function unknown(): Price {
  return { seconds: null, bytes: null };
}
