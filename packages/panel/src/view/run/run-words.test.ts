import { inEnglish } from '@pastiche/core';
import { STEP_LOSSES } from '@pastiche/test-fixtures';
import { expect, it } from 'vitest';
import type { Progress, Variation } from '../../model/model.js';
import { type RunWords, runWords, variationWords } from './run-words.js';

const PROGRESS: Progress = {
  scale: { index: 2, of: 5, width: 256, height: 179 },
  iteration: { index: 34, of: 52 },
  overall: { index: 125, of: 250 },
  losses: STEP_LOSSES,
  msPerIteration: 336,
  secondsLeft: 42,
};

/** The words in English. */
function spoken(words: RunWords | null) {
  if (words === null) return null;
  const { phase, left, detail, share } = words;
  return { phase: inEnglish(phase), left: inEnglish(left), detail: inEnglish(detail), share };
}

it('tells phase, time, size and step of a run', () => {
  expect(spoken(runWords({ kind: 'running', progress: PROGRESS }))).toEqual({
    phase: 'Painting',
    left: 'about 40 seconds left',
    detail: 'Size 3 of 5 · step 34 of 52',
    share: 0.5,
  });
});

it('tells no time while nothing moves, but keeps the place', () => {
  expect(spoken(runWords({ kind: 'paused', progress: PROGRESS }))).toMatchObject({
    phase: 'Paused',
    left: '',
    share: 0.5,
  });
});

it('tells bytes while a network comes, and no share of what nobody knows', () => {
  const job = { kind: 'loading', network: 'vgg19', loaded: 5e6 } as const;
  expect(spoken(runWords({ ...job, total: 20e6 }))).toMatchObject({
    left: '5 of 20 MB',
    share: 0.25,
  });
  expect(spoken(runWords({ ...job, total: null }))).toMatchObject({
    left: '5 MB so far',
    share: null,
  });
});

it.each([
  [undefined, 'Downloading VGG19'],
  ['downloading', 'Downloading VGG19'],
  ['copying', 'Copying VGG19 from its folder'],
  ['verifying', "Checking VGG19's files"],
  ['unpacking', 'Loading VGG19 into the engine'],
] as const)('calls VGG19 on its way, %s, "%s"', (phase, said) => {
  const job = { kind: 'loading', network: 'vgg19', loaded: 5e6, total: 20e6, phase } as const;
  expect(spoken(runWords(job))).toMatchObject({ phase: said, left: '5 of 20 MB', share: 0.25 });
});

it('has nothing to tell when nothing is painted', () => {
  expect(spoken(runWords({ kind: 'idle' }))).toBeNull();
  expect(spoken(runWords({ kind: 'cancelled' }))).toBeNull();
});

it('counts variations, failed ones too', () => {
  const states = ['done', 'failed', 'painting', 'waiting'] as const;
  const variations = states.map(
    (state, index): Variation => ({
      id: String(index),
      label: '',
      change: {},
      state,
      preview: null,
    }),
  );
  expect(spoken(variationWords(variations))).toMatchObject({ left: '3 of 4', share: 0.5 });
});
