import { encodePreset } from '@pastiche/core/presets';
import type { Engine } from '../../engine/engine.js';
import type { HistoryEntry } from '../model.js';
import { lookOf } from '../styles/look.js';
import type { WeightedSource } from '../styles/style-source.js';
import type { BlendedPicture } from '../styles/styles-part.js';
import { presetFromBlend, presetName } from './preset-from-blend.js';

/**
 * The styles and the look of a painting as a preset's text, for hosts whose results keep them. Never
 * rejects: no painting should be lost for the sake of it.
 *
 * @returns `null` for a built-in style alone, which everybody has, and where it cannot be made
 */
export async function carriedPreset(
  engine: Engine | null,
  blend: readonly WeightedSource[],
  painting: Pick<HistoryEntry, 'parameters' | 'styleNames'>,
): Promise<string | null> {
  const [only] = blend;
  try {
    if (blend.length === 1 && only.source.preset) return encodePreset(only.source.preset);
    if (blend.length === 1 && only.source.item.kind === 'built-in') return null;
    return engine && (await presetOfBlend(engine, blend, painting));
  } catch {
    return null;
  }
}

/** The pictures are given to the engine once more: other styles may be chosen by now. */
async function presetOfBlend(
  engine: Engine,
  blend: readonly WeightedSource[],
  { parameters, styleNames }: Pick<HistoryEntry, 'parameters' | 'styleNames'>,
): Promise<string> {
  const pictures: Omit<BlendedPicture, 'longSide'>[] = [];
  try {
    for (const { source, weight } of blend) {
      const sum = source.pictures.reduce((total, picture) => total + picture.weight, 0);
      for (const { name, weight: own, statistics = null, read } of source.pictures) {
        const picture = read === undefined ? '' : await held(engine, await read());
        pictures.push({ name, picture, statistics, weight: (weight * own) / sum });
      }
    }
    const name = presetName(styleNames.join(' + ')) || 'Style';
    const look = lookOf(parameters);
    const order = { engine, name, look, pictures, parameters, network: 'auto' } as const;
    return encodePreset(await presetFromBlend({ ...order, withPictures: true }));
  } finally {
    for (const { picture } of pictures) if (picture !== '') engine.removePicture(picture);
  }
}

async function held(engine: Engine, bytes: Uint8Array): Promise<string> {
  const { id, preview } = await engine.addPicture(bytes);
  preview.close();
  return id;
}
