import { fnv1a } from '@pastiche/core/fnv1a';
import { computed } from '@preact/signals';
import { createMasksPart, type MaskedPicture, type MasksPart } from '../masks/masks-part.js';
import type { StylesPart } from '../styles/styles-part.js';
import type { ContentPart } from './content-part.js';

/** The masks over a panel's content, for the styles of its blend. */
export function masksOver(
  content: Pick<ContentPart, 'content' | 'picture'>,
  { regionStyles }: Pick<StylesPart, 'regionStyles'>,
): MasksPart {
  return createMasksPart({
    picture: computed(() => masked(content)),
    styles: regionStyles,
  });
}

/** One with the same mark of the host, name and file is the same picture. */
function masked({
  content,
  picture,
}: Pick<ContentPart, 'content' | 'picture'>): MaskedPicture | null {
  const state = content.value;
  const file = picture();
  if (state.kind !== 'ready' || file === null) return null;
  const { width, height } = state.picture;
  const mark = `${file.id ?? ''} ${file.name} ${file.bytes.length} ${fnv1a(file.bytes)}`;
  return { mark, width, height };
}
