import { MAX_PAINTED_SIDE, type Said, sentence, stylize } from '@pastiche/core';
import type { CommandContext } from '../base/command-context.js';
import { type BatchResult, runBatch, summarize, throwUnlessDone } from '../jobs/batch.js';
import { loadEngine } from '../jobs/engine.js';
import { catchInterrupt, type Interrupt } from '../jobs/interrupt.js';
import { affordableJobs, availableMemory } from '../jobs/job-memory.js';
import { paintInChild } from '../jobs/job-process.js';
import { paintContent } from '../jobs/paint-content.js';
import { settleEngine } from '../jobs/settle-engine.js';
import { threadsPerJob } from '../jobs/threads-per-job.js';
import type { JobPlan } from '../plan/job-plan.js';
import type { StylizeOptions } from '../plan/stylize-options.js';
import type { CommandEvent, Report, Reporter } from '../progress/command-event.js';
import { createReporter } from '../progress/progress.js';
import { planContents } from './plan-contents.js';

/**
 * `pastiche stylize`: checks everything that can be checked before any time is spent, paints the
 * contents one after another or side by side, and sums up.
 *
 * @throws CommandError and StyleTransferError; the program turns them into a sentence and a code.
 */
export async function stylizeCommand(
  contents: readonly string[],
  options: StylizeOptions,
  context: CommandContext,
): Promise<void> {
  const { terminal } = context;
  const { plans, notes } = await planContents(contents, options);
  const reporter = createReporter(terminal, {
    json: options.json ?? false,
    quiet: options.quiet ?? false,
    contents: plans.length,
  });
  const note = (message: Said) => reporter.report({ kind: 'note', message });
  const interrupt = catchInterrupt({
    onFirst: () =>
      note(sentence`Stopping after this iteration; press Ctrl-C again to end at once.`),
    onSecond: context.exitAtOnce,
  });
  let result: BatchResult | null = null;
  try {
    for (const message of notes) note(message);
    if (plans.length > 0) result = await paintAll(plans, options, context, interrupt, reporter);
  } finally {
    interrupt.release();
    reporter.close();
  }
  if (result === null) return;
  const quiet = options.quiet ?? false;
  throwUnlessDone(result, { interrupted: interrupt.signal, contents: plans.length, quiet });
  if (plans.length > 1 && !quiet) terminal.err.write(`${terminal.say(summarize(result))}\n`);
}

async function paintAll(
  plans: readonly JobPlan[],
  options: StylizeOptions,
  context: CommandContext,
  interrupt: Interrupt,
  reporter: Reporter,
): Promise<BatchResult> {
  const interrupted = interrupt.signal;
  const report = hintsOnceItPaints(reporter.report);
  const [first] = plans;
  if (first === undefined) throw new Error('There is nothing to paint.');
  const needs = await settleEngine(first, (message) => {
    if (!options.json) report({ kind: 'note', message });
  });
  // With --jobs the networks are read here as well, and let go: so they are fetched into the cache
  // once, and what is wrong with them is said once.
  const networks = await loadEngine(needs, { report, signal: interrupted });
  const batch = { plans, report, interrupted, debug: context.debug };
  const jobs = Math.min(options.jobs, plans.length);
  if (jobs === 1) {
    const paint = (plan: JobPlan) => paintContent({ plan, networks, stylize, report, interrupted });
    return runBatch({ ...batch, jobs, paint });
  }
  const { engine } = needs;
  // Of the contents' own sizes nothing is known yet.
  const size = plans.some(({ originalSize }) => originalSize)
    ? MAX_PAINTED_SIDE
    : first.parameters.size;
  const affordable = affordableJobs(jobs, size, engine.network, availableMemory());
  if (affordable < jobs) {
    const message = sentence`Painting ${affordable} at a time instead of ${jobs}: there is no memory for more at this size.`;
    report({ kind: 'note', message });
  }
  const { program } = context;
  const shared = { ...engine, threads: threadsPerJob(engine.threads, affordable) };
  const paint = (plan: JobPlan) =>
    paintInChild({ plan, engine: shared, program, report, interrupted });
  return runBatch({ ...batch, jobs: affordable, paint });
}

/** What is told before the first step, such as that VGG19 could be fetched, waits until there is one: an error comes first. */
function hintsOnceItPaints(report: Report): Report {
  let waiting: CommandEvent[] | null = [];
  return (event) => {
    if (waiting !== null && event.kind === 'note') {
      waiting.push(event);
      return;
    }
    if (event.kind === 'step') {
      for (const hint of waiting ?? []) report(hint);
      waiting = null;
    }
    report(event);
  };
}
