import { STEP_LOSSES } from '@pastiche/test-fixtures';
import { expect, it } from 'vitest';
import { type StepFigures, stepFigures } from './style-step.js';

it('the figures of a step are all that is no method and no phase, and can be sent as a message', () => {
  const figures: StepFigures = {
    scale: { index: 1, of: 2, width: 8, height: 6 },
    iteration: { index: 3, of: 10 },
    overall: { index: 13, of: 20 },
    losses: STEP_LOSSES,
    msPerIteration: 250,
    secondsLeft: 2,
  };
  const picture = () => Promise.reject(new Error('Nobody asks for it.'));
  const step = { phase: 'painting', ...figures, picture, checkpoint: picture } as const;
  expect(structuredClone(stepFigures(step))).toEqual(figures);
});
