import {
  type Parameters,
  type Said,
  type ScalePieces,
  type Size,
  sentence,
  WASM_HEAP_LIMIT,
} from '@pastiche/core';
import { CommandError } from '../base/command-error.js';
import { formatBytes } from '../base/readable-units.js';
import type { NetworkNames } from '../plan/network-names.js';
import { leastProcessNeeds } from './job-memory.js';

/** What decides how much memory a run takes. */
export interface PaintedSize extends Size {
  readonly network: NetworkNames;
  readonly parameters: Pick<Parameters, 'optimizer'>;
  /** Whether WebAssembly computes: the plain backend has no heap of its own. */
  readonly wasm: boolean;
  /** Bytes that can be taken without swapping. */
  readonly available: number;
  /** Bytes that somebody lets the run take; `null`: as much as there is. */
  readonly asked: number | null;
}

/** Of the memory that there is, what is left to all else. */
const LEFT_TO_OTHERS = 0.2;

/** L-BFGS keeps 40 pictures besides its own, all of them where WebAssembly computes, bytes for a pixel. */
const LBFGS_PER_PIXEL = 830;
const LBFGS_HISTORY = 480;

/** The estimate is on the careful side: so many times what there is has never been enough. */
const HOPELESS = 1.5;

/** Bytes that a run may take where it computes. What does not fit is painted in pieces. */
export function runMemory({
  wasm,
  available,
  asked,
}: Pick<PaintedSize, 'wasm' | 'available' | 'asked'>): number {
  const own = asked ?? available * (1 - LEFT_TO_OTHERS);
  return wasm ? Math.min(WASM_HEAP_LIMIT, own) : own;
}

/**
 * What is to be said of the memory that a run will take, before it begins; `null` when there is
 * enough. An estimate, so that a run that may not fit is tried all the same.
 *
 * @throws CommandError when the size cannot be painted at all, with what can.
 */
export function memoryNote(painted: PaintedSize): Said | null {
  const { width, height, parameters, network, wasm, available } = painted;
  const size = sentence`${width} × ${height} px`;
  const history = LBFGS_PER_PIXEL * width * height;
  if (wasm && parameters.optimizer === 'lbfgs' && history > WASM_HEAP_LIMIT) {
    const figures = sentence`about ${formatBytes(history)} of ${formatBytes(WASM_HEAP_LIMIT)}`;
    const exact = Math.max(width, height) * Math.sqrt(WASM_HEAP_LIMIT / history);
    const fitting = Math.floor(exact / 32) * 32;
    if (history > HOPELESS * WASM_HEAP_LIMIT) {
      throw new CommandError(
        'failed',
        sentence`Painting ${size} with lbfgs needs more memory than the wasm backend can get (${figures}); choose --optimizer adam or a smaller size, such as --size ${fitting}.`,
      );
    }
    return sentence`Painting ${size} with lbfgs may need more memory than the wasm backend can get (${figures}); if it ends early, what it reached is saved. --optimizer adam or --size ${fitting} is sure to fit.`;
  }
  const remembered = parameters.optimizer === 'lbfgs' ? LBFGS_HISTORY * width * height : 0;
  const taken = leastProcessNeeds(network, width * height) + remembered;
  if (taken <= available) return null;
  return sentence`Painting ${size} takes about ${formatBytes(taken)} of memory and ${formatBytes(available)} are free: it may become very slow, or be ended by the system; a smaller --size or other programs closed would help.`;
}

/** That a size is painted in pieces, and what that costs. */
export function piecesNote({ width, height }: Size, pieces: ScalePieces): Said {
  const { count, bytes } = pieces;
  const times = pieces.timeFactor.toFixed(1);
  return sentence`${width} × ${height} px is painted in ${count} pieces, which take ${formatBytes(bytes)} of memory at a time and about ${times} times as long as the whole at once.`;
}
