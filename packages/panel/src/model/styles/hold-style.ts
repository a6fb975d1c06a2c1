import type { EnginePicture } from '../../engine/engine.js';
import { type Held, holdInEngine } from './hold-in-engine.js';
import { type HoldPictureOptions, holdPicture } from './hold-picture.js';
import type { StylePicture } from './style-source.js';

/** Gives a style's picture, or the statistics that stand for it, to the engine. */
export function holdStyle(
  style: StylePicture,
  options: Pick<HoldPictureOptions, 'engine' | 'whenIdle' | 'onFailed'>,
): Held<Pick<EnginePicture, 'id'> & Partial<Pick<EnginePicture, 'width' | 'height'>>> {
  const { read, statistics } = style;
  if (statistics === undefined) return holdPicture({ ...options, bitmaps: null, read });
  return holdInEngine({
    ...options,
    add: async (to) => ({ id: await to.addStatistics(statistics.map(({ bytes }) => bytes)) }),
    onHeld: () => {},
    onLost: () => {},
    onLate: () => {},
  });
}
