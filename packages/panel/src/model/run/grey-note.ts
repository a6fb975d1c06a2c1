import { type Said, type Sentence, sentence } from '@pastiche/core';

/** Why a painting has no colours, for whoever expects some. */
export function greyNote(name: Said, styles: number): Sentence {
  return styles === 1
    ? sentence`As neither ${name} nor its style brings colour, the painting is grey.`
    : sentence`As neither ${name} nor its styles bring colour, the painting is grey.`;
}
