import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { StyleTransferError } from '../errors.js';
import { explainFailure } from './failure.js';

const size = { width: 640, height: 480 };

describe('the explanation of a failure', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it('leaves the engine’s own errors as they are', () => {
    const own = new StyleTransferError('diverged', 'It became NaN; start anew.');
    expect(explainFailure(own, size)).toBe(own);
  });

  it.each([
    'Failed to compile fragment shader: out of memory',
    'Aborted(OOM). Build with -sASSERTIONS for more info.',
    'memory access out of bounds',
    'Array buffer allocation failed',
    'Invalid typed array length: 4294967296',
    'Requested texture size [32768x4] greater than WebGL maximum on this browser / GPU [16384x16384].',
    'Unable to bind framebuffer: FRAMEBUFFER_INCOMPLETE_ATTACHMENT',
    'std::bad_alloc',
  ])('says that memory ran out: %s', (text) => {
    const cause = new RangeError(text);
    const error = explainFailure(cause, size);
    expect(error.code).toBe('out-of-memory');
    expect(error.message).toBe(
      `Painting 640 × 480 px needs more memory than the cpu backend can get (${text}); choose a smaller size.`,
    );
    expect(error.cause).toBe(cause);
  });

  it.each([
    'WebGL: CONTEXT_LOST_WEBGL: loseContext: context lost',
    'The WebGL context was lost',
    'lost context',
  ])('says that the driver took the context: %s', (text) => {
    const error = explainFailure(new Error(text), size);
    expect(error.code).toBe('backend-unavailable');
    expect(error.message).toBe(
      'The graphics driver took the cpu context away while painting 640 × 480 px; continue from the last checkpoint, at a smaller size if it happens again.',
    );
  });

  it.each([
    [new Error('Kernel room is full'), 'Kernel room is full'],
    ['a text', 'a text'],
    [null, 'null'],
  ])('says what came where it knows no better: %s', (cause, text) => {
    const error = explainFailure(cause, size);
    expect(error.code).toBe('backend-unavailable');
    expect(error.message).toBe(
      `The cpu backend failed while painting 640 × 480 px: ${text}. Choose another backend or a smaller size.`,
    );
    expect(error.cause).toBe(cause);
  });
});
