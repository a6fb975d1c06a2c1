import { inEnglish, StyleTransferError } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import { CommandError, describeError, exitCodeOf } from './command-error.js';

describe('exitCodeOf', () => {
  it.each([
    [new CommandError('usage', ''), 2],
    [new CommandError('failed', ''), 1],
    [new CommandError('interrupted', ''), 130],
    [new StyleTransferError('invalid-parameter', ''), 2],
    [new StyleTransferError('aborted', ''), 130],
    [new StyleTransferError('out-of-memory', ''), 1],
    [new TypeError(''), 1],
    ['text', 1],
  ])('of %o is %d', (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});

describe('describeError', () => {
  it('gives the sentence alone', () => {
    expect(inEnglish(describeError(new CommandError('failed', 'It rains.'), false))).toBe(
      'It rains.',
    );
    expect(inEnglish(describeError(new StyleTransferError('diverged', 'It burst.'), false))).toBe(
      'It burst.',
    );
  });

  it('hides the stack of what was not foreseen and says how to see it', () => {
    expect(inEnglish(describeError(new TypeError('x is not a function.\nmore'), false))).toBe(
      'Something unforeseen went wrong: x is not a function. Set PASTICHE_DEBUG=1 to see where.',
    );
  });

  it('says that the current folder has gone, which any path may meet', () => {
    const error = new Error('ENOENT: no such file or directory, uv_cwd');
    expect(inEnglish(describeError(error, false))).toBe(
      'The current folder has gone; change into another.',
    );
  });

  it('shows stacks and causes when debugging', () => {
    const error = new CommandError('failed', 'It rains.', new Error('clouds'));
    const text = describeError(error, true);
    expect(text).toContain('It rains.\n    at ');
    expect(text).toContain('Caused by: Error: clouds\n    at ');
  });
});
