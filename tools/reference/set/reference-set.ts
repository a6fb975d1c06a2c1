import type { Pooling } from '../../../packages/core/src/vgg19/network/layers.js';

/** Three pictures and what an independent float64 implementation computed from them, as plain data. */
export interface ReferenceSet {
  readonly name: string;
  /** The set's JSON; see {@link numberTree}. */
  readonly json: unknown;
  readonly pictures: Readonly<Record<PictureName, ReferencePicture>>;
  /** Whole gradients of the total loss, `[h, w, 3]` per 0..255 unit, by file name. */
  readonly gradients: Readonly<Record<string, ArrayLike<number>>>;
}

export const PICTURE_NAMES = ['content', 'style', 'probe'] as const;
export type PictureName = (typeof PICTURE_NAMES)[number];

export interface ReferencePicture {
  readonly width: number;
  readonly height: number;
  /** RGB bytes, `[h, w, 3]`. */
  readonly rgb: ArrayLike<number>;
}

/** Parsed JSON of unknown content, read by path; every reading throws a sentence when it fails. */
export interface NumberTree {
  has(...path: readonly string[]): boolean;
  number(...path: readonly string[]): number;
  text(...path: readonly string[]): string;
  /** A list of numbers. */
  list(...path: readonly string[]): number[];
  /** A list of lists of numbers. */
  rows(...path: readonly string[]): number[][];
}

/** How the reference files name a pooling. */
export const POOLING_NAMES: Readonly<Record<Pooling, string>> = { max: 'max', average: 'avg' };

/** Whose losses and gradients are stored: the content picture itself, and one where no loss is 0. */
export const CANDIDATES = ['content', 'probe'] as const;

/**
 * Makes parsed JSON readable by path.
 *
 * @param file names the JSON in messages
 */
export function numberTree(json: unknown, file: string): NumberTree {
  const find = (path: readonly string[]): unknown =>
    path.reduce((node: unknown, key) => (isRecord(node) ? node[key] : undefined), json);
  const read = <Value>(path: readonly string[], kind: string, fits: Check<Value>): Value => {
    const value = find(path);
    if (fits(value)) return value;
    throw new Error(
      `${file} should hold ${kind} at ${path.join('.')}, but has ${value === undefined ? 'nothing' : 'something else'} there; fetch the reference anew.`,
    );
  };
  return {
    has: (...path) => find(path) !== undefined,
    number: (...path) => read(path, 'a number', isNumber),
    text: (...path) => read(path, 'a text', (value) => typeof value === 'string'),
    list: (...path) => read(path, 'a list of numbers', isList),
    rows: (...path) => read(path, 'a list of lists of numbers', isRows),
  };
}

type Check<Value> = (value: unknown) => value is Value;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isList(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every(isNumber);
}

function isRows(value: unknown): value is number[][] {
  return Array.isArray(value) && value.length > 0 && value.every(isList);
}
