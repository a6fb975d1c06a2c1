import {
  type DoneStep,
  type PaintingStep,
  type PreparingStep,
  type Said,
  type StepFigures,
  type StyleStep,
  stepFigures,
} from '@pastiche/core';

/** One step of a run as plain data: what `--json` prints and what a child process sends. */
export type StepRecord =
  | Pick<PreparingStep, 'phase' | 'scale' | 'pieces'>
  | (Pick<PaintingStep, 'phase'> & StepFigures);

/** What became of a content; `stoppedEarly`: interrupted, the picture is what was there. */
export interface SavedRun extends Pick<DoneStep, 'stoppedEarly' | 'losses'> {
  /** Where the picture is, which may be elsewhere than it should be. */
  readonly output: string;
  readonly width: number;
  readonly height: number;
  /** Iterations made, and planned. */
  readonly iterations: StepFigures['overall'];
  readonly seconds: number;
  /**
   * Sentences: what is not as it was asked for, such as the place of the result. The picture is
   * saved all the same.
   */
  readonly shortfalls: readonly Said[];
}

/** Everything that a command tells while it works; the reporters turn it into text. */
export type CommandEvent =
  | {
      readonly kind: 'download';
      readonly name: string;
      readonly received: number;
      /** Bytes, `null` while unknown. */
      readonly total: number | null;
    }
  | { readonly kind: 'note'; readonly message: Said }
  | { readonly kind: 'step'; readonly content: string; readonly step: StepRecord }
  | { readonly kind: 'saved'; readonly content: string; readonly saved: SavedRun }
  | { readonly kind: 'failed'; readonly content: string; readonly message: Said };

/** Takes what a command tells. */
export type Report = (event: CommandEvent) => void;

/** Tells a person, a log or a program how a command gets on. */
export interface Reporter {
  readonly report: Report;
  /** Ends bars and the like; nothing may be reported afterwards. */
  close(): void;
}

/** The data of a step, without its methods; `null` for the last, which is told once it is saved. */
export function recordStep(step: StyleStep): StepRecord | null {
  if (step.phase === 'done') return null;
  if (step.phase === 'painting') return { phase: step.phase, ...stepFigures(step) };
  const { phase, scale, pieces } = step;
  return { phase, scale, ...(pieces && { pieces }) };
}
