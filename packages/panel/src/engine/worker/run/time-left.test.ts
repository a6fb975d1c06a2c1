import { expect, it } from 'vitest';
import { createTimeLeft } from './time-left.js';

/** Long sides 128, 181, 256, 362 and 512 of a picture of 4 : 3, and their iterations. */
const SCALES = [
  { width: 128, height: 96, iterations: 73 },
  { width: 181, height: 136, iterations: 68 },
  { width: 256, height: 192, iterations: 48 },
  { width: 362, height: 272, iterations: 36 },
  { width: 512, height: 384, iterations: 25 },
];

interface World {
  /** Of a pixel in an iteration, ms. */
  readonly pixel: number;
  /** Of a scale, in iterations. */
  readonly preparing: number;
  /** What the first iteration of a scale takes besides, ms. */
  readonly compiling: number;
  /** Of previews and checkpoints, in times of the iterations. */
  readonly beside: number;
  /** How long the run is paused while the second scale is prepared, ms. */
  readonly pause?: number;
}

/** Paints by a simulated clock. @returns what was told after each iteration, and when; s */
async function paint({ pixel, preparing, compiling, beside, pause = 0 }: World) {
  let clock = 0;
  const timeLeft = createTimeLeft(() => clock);
  const told: { readonly at: number; readonly secondsLeft: number }[] = [];
  const msOf = (index: number) => SCALES[index].width * SCALES[index].height * pixel;
  for (const [index, scale] of SCALES.entries()) {
    const ms = msOf(index);
    timeLeft.prepare();
    clock += preparing * ms + (index === 1 ? pause : 0);
    for (let done = 1; done <= scale.iterations; done++) {
      clock += ms + (done === 1 ? compiling : 0);
      // As core tells it: iterations alone, by the last ones, of which the first counts while it is alone.
      const msPerIteration = ms + (done === 1 ? compiling : 0);
      const later = SCALES.slice(index + 1).reduce(
        (sum, { iterations }, next) =>
          sum + (iterations * msPerIteration * msOf(index + 1 + next)) / ms,
        0,
      );
      const secondsLeft = ((scale.iterations - done) * msPerIteration + later) / 1000;
      const step = {
        scale: { ...scale, index, of: SCALES.length },
        iteration: { index: done, of: scale.iterations },
        msPerIteration,
        secondsLeft,
      };
      told.push({ at: clock / 1000, secondsLeft: timeLeft.after(step) });
      await timeLeft.beside(async () => {
        clock += beside * ms;
      });
    }
  }
  return { told, end: clock / 1000 };
}

/** The largest error of what was told between the first fifth of a run and its last hundredth, as a share. */
async function worstError(world: World): Promise<number> {
  const { told, end } = await paint(world);
  const middle = told.filter(({ at }) => at > end / 5 && at < 0.99 * end);
  expect(middle.length).toBeGreaterThan(50);
  return Math.max(...middle.map(({ at, secondsLeft }) => Math.abs(secondsLeft / (end - at) - 1)));
}

it.each<[string, World, number]>([
  // One of 25 iterations: the first of a scale is not counted until there is a second.
  ['nothing but iterations', { pixel: 0.01, preparing: 0, compiling: 0, beside: 0 }, 0.05],
  [
    'targets, previews and checkpoints',
    { pixel: 0.01, preparing: 3, compiling: 0, beside: 0.25 },
    0.3,
  ],
  ['shaders that are compiled', { pixel: 0.001, preparing: 0, compiling: 500, beside: 0.25 }, 0.3],
  [
    'all of that, and a pause',
    { pixel: 0.01, preparing: 3, compiling: 800, beside: 0.25, pause: 600_000 },
    0.3,
  ],
])('after a fifth of a run, what is told is right to 30 %% with %s', async (_, world, most) => {
  expect(await worstError(world)).toBeLessThan(most);
});

it('tells that nothing is left after the last iteration', async () => {
  const { told } = await paint({ pixel: 0.01, preparing: 3, compiling: 100, beside: 0.1 });
  expect(told.at(-1)?.secondsLeft).toBe(0);
});
