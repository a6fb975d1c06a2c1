import type { StyleTransferError } from '../base/errors.js';
import type { Size } from '../image/fit.js';
import type { Pixels } from '../image/pixels.js';
import type { Losses } from '../loss/losses.js';

/** Where in the pyramid a run is. */
export interface ScaleProgress {
  /** 0 is the coarsest. */
  readonly index: number;
  readonly of: number;
  /** Size of the image at this scale, px. */
  readonly width: number;
  readonly height: number;
}

/** How the pictures of a scale pass through the network where they do not do so whole. */
export interface ScalePieces {
  readonly count: number;
  /** What an iteration takes, in times what it would with the whole picture. */
  readonly timeFactor: number;
  /** Bytes that an iteration takes at its peak, on the careful side. */
  readonly bytes: number;
}

/** A scale that is painted in pieces. */
export interface ScaleInPieces {
  readonly scale: ScaleProgress;
  readonly pieces: ScalePieces;
}

/**
 * Targets of a scale are being computed; no iteration has been made at it yet, unless memory ran out on the
 * way and the scale goes on in smaller pieces.
 */
export interface PreparingStep {
  readonly phase: 'preparing';
  readonly scale: ScaleProgress;
  /** Content and styles are grey, so the painting will be; left out otherwise. */
  readonly grey?: true;
  /** Left out where the network sees the picture whole. */
  readonly pieces?: ScalePieces;
  /** The same of the scales to come, as they are planned now; left out where all of them are whole. */
  readonly ahead?: readonly ScaleInPieces[];
}

/** How far a run is after an iteration, as plain data. */
export interface StepFigures {
  readonly scale: ScaleProgress;
  /** Iterations done at this scale (1..of). */
  readonly iteration: { readonly index: number; readonly of: number };
  /** Iterations done over all scales (1..of). */
  readonly overall: { readonly index: number; readonly of: number };
  /** Losses at the image that the iteration started from. */
  readonly losses: Losses;
  /** Mean duration of the last iterations at this scale. */
  readonly msPerIteration: number;
  /** Estimated time left, from this scale's speed and the pixels of the scales to come. */
  readonly secondsLeft: number;
}

/** One iteration has been made. */
export interface PaintingStep extends StepFigures {
  readonly phase: 'painting';
  /** The picture so far at this scale's size; may be called until the generator is advanced. */
  picture(): Promise<Pixels>;
  /** The whole state as bytes for `StylizeRequest.resume`; may be called until the generator is advanced. */
  checkpoint(): Promise<Uint8Array>;
}

/**
 * The run is over: all iterations were made, `controls.stop()` was called, or the backend failed after
 * something had been painted.
 */
export interface DoneStep {
  readonly phase: 'done';
  readonly stoppedEarly: boolean;
  /**
   * Why the run could not go on, `out-of-memory` or `backend-unavailable`; the picture is what was
   * reached by then. Left out where the run ended as it should.
   */
  readonly failure?: StyleTransferError;
  /** With `failure`: the size at which the picture was painted, before it was enlarged, px. */
  readonly reached?: Size;
  /** Losses at the last iteration; `null` when no iteration was made. */
  readonly losses: Losses | null;
  /** The finished picture at the full size, alpha put back. */
  readonly picture: Pixels;
}

export type StyleStep = PreparingStep | PaintingStep | DoneStep;

/**
 * The figures of a step without its methods, to be sent as a message or printed as JSON.
 *
 * @example
 * postMessage({ kind: 'step', ...stepFigures(step) });
 */
export function stepFigures({ phase, picture, checkpoint, ...figures }: PaintingStep): StepFigures {
  return figures;
}
