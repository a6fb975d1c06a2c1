import { stylize } from '@pastiche/core';
import type { CommandContext } from '../base/command-context.js';
import { describeError, exitCodeOf } from '../base/command-error.js';
import { withinLimits } from '../input/input-limits.js';
import { keepStreams } from '../input/read-bytes.js';
import { loadEngine } from '../jobs/engine.js';
import type { MessageFromJob, MessageToJob } from '../jobs/job-messages.js';
import { paintContent } from '../jobs/paint-content.js';
import type { Report } from '../progress/command-event.js';

type Job = Extract<MessageToJob, { kind: 'paint' }>;

/**
 * What a child process of `--jobs` does: waits for one plan, paints it, and tells its parent. It
 * obeys its parent only: Ctrl-C goes to the whole group of processes, and is the parent's to
 * handle. When the parent is gone, it ends.
 */
export async function jobCommand({ debug, exitAtOnce }: CommandContext): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  process.on('disconnect', exitAtOnce);
  const stopped = new AbortController();
  const job = await new Promise<Job>((resolve) => {
    process.on('message', (message: MessageToJob) => {
      if (message.kind === 'paint') resolve(message);
      else stopped.abort();
    });
  });
  const last = await paint(job, stopped.signal, debug);
  await tell(last);
}

async function paint(
  { plan, engine, streams }: Job,
  interrupted: AbortSignal,
  debug: boolean,
): Promise<MessageFromJob> {
  const report: Report = (event) => {
    // Reading the weights is told by the parent, which did it first.
    if (event.kind !== 'download') void tell({ kind: 'event', event });
  };
  try {
    keepStreams(streams);
    const { parameters } = plan;
    const networks = await loadEngine({ engine, parameters }, { report, signal: interrupted });
    const paintIt = () => paintContent({ plan, networks, stylize, report, interrupted });
    const saved = await withinLimits(plan.limits, paintIt);
    return { kind: 'saved', saved };
  } catch (error) {
    return { kind: 'failed', message: describeError(error, debug), exitCode: exitCodeOf(error) };
  }
}

function tell(message: MessageFromJob): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected || process.send === undefined) resolve();
    else process.send(message, undefined, undefined, () => resolve());
  });
}
