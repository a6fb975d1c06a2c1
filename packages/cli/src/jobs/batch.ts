import { type Said, sentence } from '@pastiche/core';
import { CommandError, describeError, EXIT_CODES, exitCodeOf } from '../base/command-error.js';
import { formatDuration, inARow } from '../base/readable-units.js';
import type { JobPlan } from '../plan/job-plan.js';
import type { Report, SavedRun } from '../progress/command-event.js';
import { describeFailure, describeSaved } from '../progress/run-sentences.js';

export interface BatchOptions {
  readonly plans: readonly JobPlan[];
  /** Contents at once. */
  readonly jobs: number;
  readonly paint: (plan: JobPlan) => Promise<SavedRun>;
  readonly report: Report;
  /** Aborted by Ctrl-C: nothing new is begun. */
  readonly interrupted: AbortSignal;
  /** Print stacks. */
  readonly debug: boolean;
}

/** What became of every content. */
export interface BatchResult {
  readonly saved: readonly SavedRun[];
  readonly failures: readonly { readonly content: string; readonly message: Said }[];
  /** Contents that were never begun, or interrupted before there was anything to save. */
  readonly leftOut: number;
  readonly seconds: number;
}

/**
 * Paints contents, `jobs` of them at once. One that fails does not stop the others.
 *
 * @throws What `paint` throws when there is only one content: then there is nothing to sum up.
 */
export async function runBatch(options: BatchOptions): Promise<BatchResult> {
  const { plans, jobs, report, interrupted, debug } = options;
  const started = Date.now();
  const saved: SavedRun[] = [];
  const failures: { content: string; message: Said }[] = [];
  const waiting = [...plans];
  const work = async () => {
    for (let plan = waiting.shift(); plan !== undefined; plan = waiting.shift()) {
      if (interrupted.aborted) return;
      try {
        const run = await options.paint(plan);
        saved.push(run);
        report({ kind: 'saved', content: plan.content, saved: run });
      } catch (error) {
        if (plans.length === 1) throw error;
        if (exitCodeOf(error) === EXIT_CODES.interrupted) return;
        const message = describeError(error, debug);
        failures.push({ content: plan.content, message });
        report({ kind: 'failed', content: plan.content, message });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, plans.length) }, work));
  return {
    saved,
    failures,
    leftOut: plans.length - saved.length - failures.length,
    seconds: (Date.now() - started) / 1000,
  };
}

/** One line of counts, then one for every failure and for everything that is not as it was asked for. */
export function summarize(result: BatchResult): Said {
  const { saved, failures, leftOut, seconds } = result;
  const amiss = saved.filter(({ shortfalls }) => shortfalls.length > 0);
  const counts = [
    amiss.length === 0
      ? sentence`${saved.length} painted`
      : sentence`${saved.length} painted (${amiss.length} not as asked)`,
    ...(failures.length === 0 ? [] : [sentence`${failures.length} failed`]),
    ...(leftOut === 0 ? [] : [sentence`${leftOut} left out`]),
  ];
  const details = [
    ...failures.map(({ content, message }) => describeFailure(content, message)),
    ...amiss.flatMap(({ shortfalls }) => shortfalls),
  ];
  const lines = [
    sentence`${inARow(counts, ', ')} in ${formatDuration(seconds)}.`,
    ...details.map((detail) => sentence`  ${detail}`),
  ];
  return inARow(lines, '\n');
}

/**
 * Turns a result that is not a full success into the error that the command ends with; its message
 * is empty where the reports have said it all.
 *
 * @throws CommandError: interrupted, or failed with the summary.
 */
export function throwUnlessDone(
  result: BatchResult,
  { interrupted, contents, quiet }: { interrupted: AbortSignal; contents: number; quiet: boolean },
): void {
  const [only] = result.saved;
  const alone = contents === 1 && only !== undefined ? only : null;
  // A run that ended by itself in the moment of Ctrl-C is done.
  if (interrupted.aborted && alone?.stoppedEarly !== false) {
    if (alone === null) {
      throw new CommandError('interrupted', sentence`Interrupted: ${summarize(result)}`);
    }
    const told = [...(quiet ? [describeSaved(alone)] : []), ...alone.shortfalls];
    throw new CommandError('interrupted', inARow(told, ' '));
  }
  if (alone !== null) {
    if (alone.shortfalls.length > 0) {
      throw new CommandError('failed', inARow(alone.shortfalls, ' '));
    }
  } else if (result.failures.length > 0 || hasShortfalls(result)) {
    throw new CommandError('failed', summarize(result));
  }
}

function hasShortfalls({ saved }: BatchResult): boolean {
  return saved.some(({ shortfalls }) => shortfalls.length > 0);
}
