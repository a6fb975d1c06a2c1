import * as tf from '@tensorflow/tfjs-core';
import { isStyleTransferError, StyleTransferError } from '../base/errors.js';
import { sentence } from '../base/sentence.js';
import type { Size } from '../image/fit.js';
import { isContextLost } from './graphics-context.js';
import { isHeapNearlyFull } from './wasm-heap.js';
import { takeWasmComplaints } from './wasm-remarks.js';

const OUT_OF_MEMORY =
  /out of memory|\boom\b|allocat|texture size|framebuffer|bad_alloc|array length|got status 6/i;
/** How a WASM module ends that runs on after it was refused memory, or for any other reason. */
const TRAPPED = /out of bounds|unreachable|^aborted\(|null function|signature mismatch/i;
const CONTEXT_LOST = /context (was )?lost|lost context|CONTEXT_LOST/i;

/**
 * Turns whatever a backend threw while painting at `size` into a sentence for people.
 * An error of the engine's own passes unchanged. What the WASM module complained of before becomes
 * part of the cause.
 */
export function explainFailure(error: unknown, { width, height }: Size): StyleTransferError {
  if (isStyleTransferError(error)) return error;
  const text = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  const complaints = takeWasmComplaints().join('\n');
  const cause = complaints === '' ? error : new Error(complaints, { cause: error });
  const backend = tf.getBackend();
  if (CONTEXT_LOST.test(text) || isContextLost()) {
    return new StyleTransferError(
      'backend-unavailable',
      sentence`The graphics driver took the ${backend} context away while painting ${width} × ${height} px; continue from the last checkpoint, at a smaller size if it happens again.`,
      { cause },
    );
  }
  if (isForWantOfMemory(text) || isForWantOfMemory(complaints)) {
    return new StyleTransferError(
      'out-of-memory',
      sentence`Painting ${width} × ${height} px needs more memory than the ${backend} backend can get (${text}); choose a smaller size.`,
      { cause },
    );
  }
  return new StyleTransferError(
    'backend-unavailable',
    sentence`The ${backend} backend failed while painting ${width} × ${height} px: ${text}. Choose another backend or a smaller size.`,
    { cause },
  );
}

/** A trap says nothing of its reason; it is memory where the heap has none left, or is not known. */
function isForWantOfMemory(text: string): boolean {
  return OUT_OF_MEMORY.test(text) || (TRAPPED.test(text) && isHeapNearlyFull() !== false);
}
