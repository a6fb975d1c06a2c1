import { stat } from 'node:fs/promises';
import { DEFAULT_PARAMETERS, stylize } from '@pastiche/core';
import { type BatchResult, runBatch, summarise, throwUnlessDone } from './batch.js';
import { refuseUsedCheckpoint } from './checkpoint-file.js';
import type { CommandContext } from './command-context.js';
import { CommandError } from './command-error.js';
import { listContents } from './content-list.js';
import { loadEngine } from './engine.js';
import { catchInterrupt, type Interrupt } from './interrupt.js';
import { affordableJobs, availableMemory } from './job-memory.js';
import { paintInChild } from './job-process.js';
import { type Assignment, assignOutputs, refuseUnsafeOutputs } from './output-path.js';
import { paintContent } from './paint-content.js';
import { createProgress, type Progress } from './progress.js';
import { planEngine, planRuns, type RunPlan, type SharedPlan } from './run-plan.js';
import { parseShard, takeShard } from './shard.js';
import type { StylizeOptions } from './stylize-options.js';
import { refuseUsedFolder } from './timelapse.js';

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
  const shared = planRuns(options);
  const { plans, skipped } = await planContents(contents, options, shared);
  const progress = createProgress(context.terminal, {
    json: options.json ?? false,
    quiet: options.quiet ?? false,
    contents: plans.length,
  });
  const note = (message: string) => progress.report({ kind: 'note', message });
  const interrupt = catchInterrupt({
    onFirst: () => note('Stopping after this iteration; press Ctrl-C again to end at once.'),
    onSecond: context.exitAtOnce,
  });
  let result: BatchResult | null = null;
  try {
    if (skipped > 0) note(`${skipped} left out, because their results exist.`);
    if (plans.length > 0) result = await paintAll(plans, options, context, interrupt, progress);
  } finally {
    interrupt.release();
    progress.close();
  }
  if (result === null) return;
  const quiet = options.quiet ?? false;
  throwUnlessDone(result, { interrupted: interrupt.signal, contents: plans.length, quiet });
  if (plans.length > 1 && !quiet) context.terminal.err.write(`${summarise(result)}\n`);
}

interface Planned {
  readonly plans: readonly RunPlan[];
  readonly skipped: number;
}

async function planContents(
  paths: readonly string[],
  options: StylizeOptions,
  shared: SharedPlan,
): Promise<Planned> {
  const contents = await listContents(paths);
  refuseSeveral(contents.files.length, options);
  // Outputs are assigned before the list is shared out, so that every machine sees every clash.
  const all = await assignOutputs({ contents, styles: options.style, output: options.output });
  const mine = options.shard === undefined ? all : takeShard(all, parseShard(options.shard));
  const wanted = options.skipExisting ? await withoutResult(mine) : mine;
  const inputs = [
    ...contents.files,
    ...options.style,
    ...(shared.initialPicture === null ? [] : [shared.initialPicture]),
  ];
  await refuseUnsafeOutputs(
    wanted.map(({ output }) => output),
    inputs,
    shared.overwrite,
  );
  if (shared.checkpoint !== null) {
    await refuseUsedCheckpoint(shared.checkpoint.file, shared.resume, shared.overwrite);
    await refuseUnsafeOutputs([shared.checkpoint.file], inputs, true);
  }
  if (shared.timelapse !== null) {
    await refuseUsedFolder(shared.timelapse.folder, shared.overwrite);
  }
  return {
    plans: wanted.map((assignment) => ({ ...shared, ...assignment })),
    skipped: mine.length - wanted.length,
  };
}

function refuseSeveral(contents: number, options: StylizeOptions): void {
  if (contents === 1) return;
  for (const name of ['checkpoint', 'resume', 'timelapse'] as const) {
    if (options[name] !== undefined) {
      throw new CommandError('usage', `--${name} works with one content; ${contents} were given.`);
    }
  }
}

async function withoutResult(assignments: readonly Assignment[]): Promise<Assignment[]> {
  const exists = await Promise.all(
    assignments.map(({ output }) =>
      stat(output).then(
        () => true,
        () => false,
      ),
    ),
  );
  return assignments.filter((_, index) => !exists[index]);
}

async function paintAll(
  plans: readonly RunPlan[],
  options: StylizeOptions,
  context: CommandContext,
  interrupt: Interrupt,
  { report }: Progress,
): Promise<BatchResult> {
  const interrupted = interrupt.signal;
  const batch = { plans, report, interrupted, debug: context.debug };
  const jobs = Math.min(options.jobs, plans.length);
  const engine = {
    engine: planEngine(options),
    parameters: plans[0]?.parameters ?? DEFAULT_PARAMETERS,
  };
  if (jobs === 1) {
    const weights = await loadEngine(engine, { report, signal: interrupted });
    const paint = (plan: RunPlan) => paintContent({ plan, weights, stylize, report, interrupted });
    return runBatch({ ...batch, jobs, paint });
  }
  // The weights are read here as well, and let go: so they are fetched into the cache once, and
  // what is wrong with them is said once.
  await loadEngine(engine, { report, signal: interrupted });
  const affordable = affordableJobs(jobs, engine.parameters.size, availableMemory());
  if (affordable < jobs) {
    const message = `Painting ${affordable} at a time instead of ${jobs}: there is no memory for more at this size.`;
    report({ kind: 'note', message });
  }
  const { program } = context;
  const paint = (plan: RunPlan) => paintInChild({ plan, program, report, interrupted });
  return runBatch({ ...batch, jobs: affordable, paint });
}
