import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { expect, test } from 'vitest';
import { problemOf } from './problem.js';

const CIRCUMSTANCES = {
  facts: {
    place: 'worker',
    backend: 'webgl',
    reason: 'WebGL 2 runs.',
    largestSide: { 'vgg19-lite': 2048, vgg19: 1024 },
  },
  parameters: { ...DEFAULT_PARAMETERS, size: 1024 },
  network: 'vgg19',
} as const;

test('code and sentence of the error, and a report of the circumstances', () => {
  const error = Object.assign(new Error('It is too large.'), { code: 'out-of-memory' });
  const { code, message, details, fittingSize } = problemOf(error, CIRCUMSTANCES, 704);
  expect({ code, message, fittingSize }).toEqual({
    code: 'out-of-memory',
    message: 'It is too large.',
    fittingSize: 704,
  });
  expect(details).toContain('out-of-memory: It is too large.');
  expect(details).toContain('webgl in a worker (WebGL 2 runs.)');
  expect(details).toContain('vgg19-lite 2048 px, vgg19 1024 px');
  expect(details).toContain('Network: vgg19');
  expect(details).toContain('"size":1024');
  expect(details).toContain('problem.test');
});

test('the stack names no folder', () => {
  const { details } = problemOf(new Error('no'), CIRCUMSTANCES);
  expect(details).not.toMatch(/\/(home|work|root|src|model)\//);
});

test('what came over a channel brings its own stack; causes are told, also circular ones', () => {
  const error: Error & { details?: string } = new Error('no');
  error.details = 'Error: no\n at painting.js:1:1';
  const cause: Error = new Error('the root', { cause: error });
  Object.assign(error, { cause });
  const { details } = problemOf(error, CIRCUMSTANCES);
  expect(details).toContain('at painting.js:1:1');
  expect(details).toContain('caused by Error: the root');
});

test('whatever is thrown, people get a sentence', () => {
  const speechless = 'Something went wrong and said no more about it; try again.';
  for (const thrown of [undefined, null, 7, {}, new Error('')]) {
    const { code, message } = problemOf(thrown, { ...CIRCUMSTANCES, facts: null });
    expect([code, message]).toEqual(['failed', speechless]);
  }
  expect(problemOf('The disk is full.', CIRCUMSTANCES).message).toBe('The disk is full.');
});
