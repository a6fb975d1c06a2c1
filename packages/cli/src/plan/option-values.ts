import { inEnglish, type Sentence, sentence } from '@pastiche/core';
import { InvalidArgumentError } from 'commander';

/** What values are refused with: commander takes English, and `commanderSaid` finds the sentence again. */
export const REFUSALS = {
  number: () => sentence`A number is expected.`,
  count: () => sentence`A whole number from 1 up is expected.`,
  percent: () => sentence`A whole number from 1 to 100 is expected.`,
  seconds: () => sentence`A number of seconds above 0 is expected.`,
  megabytes: () => sentence`A number of megabytes above 0 is expected.`,
  layers: (item: string) =>
    sentence`Layers with weights are expected, such as conv1_1=1,conv2_1=0.5; '${item}' is none.`,
  twice: (layer: string) => sentence`${layer} is given twice.`,
} as const;

/**
 * Reads a number; ranges are checked by the engine, which knows them.
 *
 * @throws InvalidArgumentError, as all readers here, with the end of commander's sentence.
 */
export function numberValue(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw refused(REFUSALS.number());
  return value;
}

/** Reads a whole number from 1 up. */
export function countValue(text: string): number {
  const value = numberValue(text);
  if (!Number.isInteger(value) || value < 1) {
    throw refused(REFUSALS.count());
  }
  return value;
}

/** Reads a long side in px, or `original`: the content's own. Ranges are checked by the engine. */
export function sizeValue(text: string): number | 'original' {
  return text.trim() === 'original' ? 'original' : numberValue(text);
}

/** Reads a whole number from 1 to 100. */
export function percentValue(text: string): number {
  const value = numberValue(text);
  if (!Number.isInteger(value) || value < 1 || value > 100) throw refused(REFUSALS.percent());
  return value;
}

/** Reads a positive number of seconds. */
export function secondsValue(text: string): number {
  const value = numberValue(text);
  if (value <= 0) throw refused(REFUSALS.seconds());
  return value;
}

/** Reads a positive number of megabytes, as bytes. */
export function megabytesValue(text: string): number {
  const value = numberValue(text);
  if (value <= 0) throw refused(REFUSALS.megabytes());
  return value * 1e6;
}

/**
 * Reads `conv1_1=1,conv2_1=0.5`; a name without a number weighs 1. Names are checked by the engine.
 *
 * @example
 * layerWeightsValue('conv1_1=0.5,conv2_1'); // { conv1_1: 0.5, conv2_1: 1 }
 */
export function layerWeightsValue(text: string): Record<string, number> {
  const weights: Record<string, number> = {};
  for (const item of text.split(',')) {
    const match = /^\s*(\w+)\s*(?:=\s*(\S+)\s*)?$/.exec(item);
    const name = match?.[1];
    const weight = match?.[2] === undefined ? 1 : Number(match[2]);
    if (name === undefined || !Number.isFinite(weight)) {
      throw refused(REFUSALS.layers(item));
    }
    if (name in weights) throw refused(REFUSALS.twice(name));
    weights[name] = weight;
  }
  return weights;
}

/** For an option that may be repeated: values in the order in which they were given. */
export function collect<Value>(read: (text: string) => Value) {
  return (text: string, earlier: readonly Value[] | undefined): Value[] => [
    ...(earlier ?? []),
    read(text),
  ];
}

function refused(said: Sentence): InvalidArgumentError {
  return new InvalidArgumentError(inEnglish(said));
}
