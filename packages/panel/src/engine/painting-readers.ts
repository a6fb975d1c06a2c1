import type { LiveChanges, Losses, ScaleProgress, StepFigures } from '@pastiche/core';
import type { LayerName } from '@pastiche/core/parts';
import {
  dictionary,
  literal,
  matching,
  nullable,
  number,
  type Reader,
  record,
  whole,
} from '../channel/index.js';

// Readers of what a run is made of; `engine-contract.ts` puts them together.

const count = whole({ least: 0 });
const progress = record({ index: count, of: count });
const byLayer = dictionary(number(), { maxLength: 32 }) as Reader<
  Readonly<Partial<Record<LayerName, number>>>
>;

/** An `ImageBitmap` of any realm. */
export const bitmap: Reader<ImageBitmap> = matching(
  'a bitmap (ImageBitmap)',
  (value) => Object.prototype.toString.call(value) === '[object ImageBitmap]',
);

export const scale: Reader<ScaleProgress> = record({
  index: count,
  of: count,
  width: count,
  height: count,
});

export const losses: Reader<Losses> = record({
  total: number(),
  content: number(),
  style: number(),
  totalVariation: number(),
  contentByLayer: byLayer,
  styleByLayer: byLayer,
});

export const step: Reader<{ readonly kind: 'step' } & StepFigures> = record({
  kind: literal('step'),
  scale,
  iteration: progress,
  overall: progress,
  losses,
  msPerIteration: number({ least: 0 }),
  secondsLeft: number({ least: 0 }),
});

const readChanges = record({
  strength: optional(number({ least: 0, most: 1 })),
  alpha: optional(nullable(number({ least: 0 }))),
  beta: optional(nullable(number({ least: 0 }))),
  contentLayers: optional(byLayer),
  styleLayers: optional(byLayer),
  totalVariation: optional(number({ least: 0 })),
});

/** Some live parameters; those that are `undefined` are left out, since they are not changed. */
export const liveChanges: Reader<LiveChanges> = (value) => {
  const given = Object.entries(readChanges(value)).filter(([, change]) => change !== undefined);
  return Object.fromEntries(given);
};

/** A field that may be left out. */
export function optional<T>(reader: Reader<T>): Reader<T | undefined> {
  return (value) => (value === undefined ? undefined : reader(value));
}
