import type { PaintingStep } from '@pastiche/core';

/** What is told of a step. */
type Figures = Pick<PaintingStep, 'scale' | 'iteration' | 'msPerIteration' | 'secondsLeft'>;

/** Estimates how long a run still takes, by the clock of whoever waits for it. */
export interface TimeLeft {
  /** A scale begins. */
  prepare(): void;
  /** @returns seconds left after an iteration */
  after(step: Figures): number;
  /** What was done beside the painting, in times of its iterations. */
  readonly share: number;
  /** Does what is done beside the painting, and measures it. */
  beside<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Core tells how long the iterations will take. Before those of each scale targets are taken and shaders compiled, which
 * is taken to last as long as the quickest time so far: one may have been lengthened by a pause. Previews and
 * checkpoints go on taking the share that they have taken. The first iteration at a scale compiles, so that its time
 * says nothing of the others: until there is a second, what was told before counts on.
 *
 * @param now the clock, ms
 */
export function createTimeLeft(now: () => number): TimeLeft {
  let begun = 0;
  /** From the beginning of a scale to its first step, ms. */
  let opening = 0;
  let preparation = Number.POSITIVE_INFINITY;
  let iterating = 0;
  let besides = 0;
  let told: number | null = null;
  const shareNow = () => (iterating === 0 ? 0 : besides / iterating);
  const estimate = ({ scale, secondsLeft }: Figures) => {
    const scalesLeft = scale.of - 1 - scale.index;
    const preparing = Number.isFinite(preparation) ? scalesLeft * preparation : 0;
    return secondsLeft * (1 + shareNow()) + preparing / 1000;
  };
  const goOn = (before: number) =>
    Math.max(0, before - (Number.isFinite(preparation) ? preparation / 1000 : 0));
  return {
    prepare: () => {
      begun = now();
    },
    after: (step) => {
      const { iteration, msPerIteration } = step;
      const isFirst = iteration.index === 1;
      if (isFirst) opening = now() - begun;
      else iterating += msPerIteration;
      if (iteration.index === 2) {
        preparation = Math.min(preparation, Math.max(0, opening - msPerIteration));
        iterating += msPerIteration;
      }
      const isLast = iteration.of === 1;
      told = isFirst && !isLast && told !== null ? goOn(told) : estimate(step);
      return told;
    },
    get share() {
      return shareNow();
    },
    beside: async (work) => {
      const start = now();
      try {
        return await work();
      } finally {
        besides += now() - start;
      }
    },
  };
}
