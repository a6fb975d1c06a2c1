import * as tf from '@tensorflow/tfjs-core';
import { isStyleTransferError, StyleTransferError } from '../errors.js';
import type { Size } from '../image/fit.js';
import { sentence } from '../sentence.js';
import { isContextLost } from './graphics-context.js';

const OUT_OF_MEMORY =
  /out of memory|\boom\b|out of bounds|allocat|texture size|framebuffer|bad_alloc|array length/i;
const CONTEXT_LOST = /context (was )?lost|lost context|CONTEXT_LOST/i;

/**
 * Turns whatever a backend threw while painting at `size` into a sentence for people.
 * An error of the engine's own passes unchanged.
 */
export function explainFailure(error: unknown, { width, height }: Size): StyleTransferError {
  if (isStyleTransferError(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const backend = tf.getBackend();
  if (CONTEXT_LOST.test(text) || isContextLost()) {
    return new StyleTransferError(
      'backend-unavailable',
      sentence`The graphics driver took the ${backend} context away while painting ${width} × ${height} px; continue from the last checkpoint, at a smaller size if it happens again.`,
      { cause: error },
    );
  }
  if (OUT_OF_MEMORY.test(text)) {
    return new StyleTransferError(
      'out-of-memory',
      sentence`Painting ${width} × ${height} px needs more memory than the ${backend} backend can get (${text}); choose a smaller size.`,
      { cause: error },
    );
  }
  return new StyleTransferError(
    'backend-unavailable',
    sentence`The ${backend} backend failed while painting ${width} × ${height} px: ${text}. Choose another backend or a smaller size.`,
    { cause: error },
  );
}
