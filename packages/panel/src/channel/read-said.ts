import * as LIMITS from '@pastiche/core/limits';
import type { Digits, Figure, Said, Sentence } from '@pastiche/core/sentence';
import type { Reader } from './channel.js';
import { misread } from './misread-error.js';
import { dictionary, list, number, record, text, whole } from './readers.js';

const DEEPEST = LIMITS.SENTENCE_DEPTH;
const MOST_VALUES = LIMITS.SENTENCE_VALUES;

const readCounts = dictionary(whole({ least: 0 }), { maxLength: 4 });

const readDigits: Reader<Digits> = (value) => {
  const digits = readCounts(value);
  try {
    (0).toLocaleString('en', digits);
    return digits;
  } catch {
    return misread('numbers of digits that go together', value);
  }
};

const readFigure: Reader<Figure> = record({ figure: number(), digits: readDigits });

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

function valueReader(depth: number): Reader<Said | Figure | number> {
  return (value) => {
    if (typeof value === 'string' || typeof value === 'number') return value;
    if (typeof value === 'object' && value !== null && 'figure' in value) return readFigure(value);
    return depth === 0 ? misread('words', value) : readerTo(depth - 1)(value);
  };
}
