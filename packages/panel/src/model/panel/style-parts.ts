import { encodeGreyPng } from '@pastiche/core/pictures';
import { maskSize } from '../masks/mask-size.js';
import type { PanelModel } from '../model.js';
import type { PanelParts } from './panel-parts.js';

/** Lets parts of pictures alone be the styles, such as the sky of a painting. */
export function createStyleParts({
  engine,
  styles,
  notices,
}: Pick<PanelParts, 'engine' | 'styles' | 'notices'>): Pick<
  PanelModel,
  'takeStylePart' | 'restoreStyleParts'
> {
  return {
    takeStylePart: async (id, bytes) => {
      if (bytes === null) return styles.setParts(id, []);
      const from = engine.engine.peek();
      const [picture] = styles.heldOf(id);
      if (from === null || picture === undefined) return;
      notices.forgetError();
      try {
        const mask = await from.readMask(bytes, picture.id, maskSize(picture));
        styles.setParts(id, [{ name: picture.name, mask: await encodeGreyPng(mask) }]);
      } catch (error) {
        notices.error(error);
      }
    },
    restoreStyleParts: (parts) => {
      for (const { source } of styles.blend()) {
        const own = parts.filter(({ name }) =>
          source.pictures.some((picture) => picture.name === name && picture.read !== undefined),
        );
        if (own.length > 0) styles.setParts(source.item.id, own);
      }
    },
  };
}
