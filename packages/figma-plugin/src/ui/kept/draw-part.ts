import type { PanelModel } from '@pastiche/panel';
import { type Said, saidBy, sentence } from '@pastiche/panel/core';
import type { KeptParts } from './kept-parts.js';

/** Draws parts for styles as {@link drawPart} does. @param tell told each time, also that nothing is wrong */
export function partDrawing(options: DrawPartOptions, tell: (trouble: Said | null) => void) {
  return async (part: string, style: string) => tell(await drawPart(options, part, style));
}

export interface DrawPartOptions {
  readonly kept: Pick<KeptParts, 'maskOfPart'>;
  readonly model: Pick<PanelModel, 'takeMask'>;
}

/**
 * Draws the silhouette of a layer's part for a style of the blend, beside what is drawn for it already.
 *
 * @returns why it could not be, or `null`
 */
export async function drawPart(
  { kept, model }: DrawPartOptions,
  part: string,
  style: string,
): Promise<Said | null> {
  try {
    const mask = await kept.maskOfPart(part);
    if (mask === null) {
      return sentence`Nothing of that part shows in the layer, so there is nothing to paint in a style of its own.`;
    }
    await model.takeMask(mask, { target: style, add: true });
    return null;
  } catch (error) {
    return saidBy(error);
  }
}
