import type { Said, Sentence } from '@pastiche/core/sentence';
import type { Reader } from './channel.js';
import { misread } from './misread-error.js';
import { list, record, text } from './readers.js';

/** A sentence in a sentence in a sentence: what is deeper is none of ours. */
const DEEPEST = 6;
const MOST_VALUES = 32;

/** Words for people from the other side: plain, or a sentence that can be translated. */
export const readSaid: Reader<Said> = (value) =>
  typeof value === 'string' ? value : readSentence(value);

/** A sentence that can be translated, with those in it. */
export const readSentence: Reader<Sentence> = readerTo(DEEPEST);

function readerTo(depth: number): Reader<Sentence> {
  return record({
    pattern: text(),
    values: list(valueReader(depth), { maxLength: MOST_VALUES }),
  });
}

function valueReader(depth: number): Reader<Said | number> {
  return (value) => {
    if (typeof value === 'string' || typeof value === 'number') return value;
    return depth === 0 ? misread('words', value) : readerTo(depth - 1)(value);
  };
}
