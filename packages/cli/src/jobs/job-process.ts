import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { sentence } from '@pastiche/core';
import { CommandError, EXIT_CODES } from '../base/command-error.js';
import { streamsAmong } from '../input/read-bytes.js';
import type { JobPlan } from '../plan/job-plan.js';
import { allStyles, maskFiles, styleFiles } from '../plan/mask-plan.js';
import type { Report, SavedRun } from '../progress/command-event.js';
import { JOB_COMMAND, type MessageFromJob, type MessageToJob } from './job-messages.js';
import type { ChosenEngine } from './network-choice.js';

export interface JobOptions {
  readonly plan: JobPlan;
  readonly engine: ChosenEngine;
  /** The file that Node runs in the child: this program. */
  readonly program: string;
  readonly report: Report;
  /** Aborted by the first Ctrl-C; the child then saves what is there. */
  readonly interrupted: AbortSignal;
}

/**
 * Paints one content in a child process of its own, so that several use several cores and none can
 * take the others down with it. When this process ends, the child notices and ends too.
 *
 * @throws CommandError with the child's sentence, or one about how it ended.
 */
export async function paintInChild(options: JobOptions): Promise<SavedRun> {
  const { plan, engine, program, report, interrupted } = options;
  const streams = await streamsAmong(inputsOf(plan));
  const child = fork(program, [JOB_COMMAND], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // JSON would make a list of numbers of a picture that came through a pipe.
    serialization: 'advanced',
  });
  const stop = () => tell(child, { kind: 'stop' });
  interrupted.addEventListener('abort', stop, { once: true });
  try {
    tell(child, { kind: 'paint', plan, engine, streams });
    return await outcomeOf(child, report);
  } finally {
    interrupted.removeEventListener('abort', stop);
    await end(child);
  }
}

function inputsOf(plan: JobPlan): string[] {
  const others = [plan.initialPicture, plan.smallerPainting, plan.resume].filter(
    (path) => path !== null,
  );
  return [plan.content, ...styleFiles(allStyles(plan)), ...maskFiles(plan.masks), ...others];
}

function tell(child: ChildProcess, message: MessageToJob): void {
  // A child that is gone is noticed by its exit, not here.
  if (child.connected) child.send(message, () => undefined);
}

function outcomeOf(child: ChildProcess, report: Report): Promise<SavedRun> {
  return new Promise((resolve, reject) => {
    let lastWords = '';
    child.stderr?.on('data', (bytes: Buffer) => {
      lastWords = (lastWords + bytes.toString()).slice(-500);
    });
    child.on('message', (message: MessageFromJob) => {
      if (message.kind === 'event') report(message.event);
      else if (message.kind === 'saved') resolve(message.saved);
      else reject(failureOf(message));
    });
    child.on('error', (cause) => {
      reject(
        new CommandError(
          'failed',
          sentence`A painting process failed to start: ${cause.message}.`,
          cause,
        ),
      );
    });
    child.on('exit', (code, signal) => reject(unforeseenEnd(code, signal, lastWords)));
  });
}

/** The child ends itself once the channel is closed. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  if (child.connected) child.disconnect();
  // That it ended badly has been told by its outcome.
  await exited.catch(() => undefined);
}

function failureOf({ message, exitCode }: Extract<MessageFromJob, { kind: 'failed' }>) {
  return new CommandError(exitCode === EXIT_CODES.interrupted ? 'interrupted' : 'failed', message);
}

function unforeseenEnd(code: number | null, signal: string | null, lastWords: string) {
  if (signal === 'SIGKILL') {
    return new CommandError(
      'failed',
      sentence`The painting process was killed, most likely for want of memory; use fewer --jobs or a smaller --size.`,
    );
  }
  const end = signal === null ? sentence`with exit code ${String(code)}` : sentence`by ${signal}`;
  const words = lastWords.trim().split('\n').at(-1);
  return new CommandError(
    'failed',
    words
      ? sentence`The painting process ended ${end}: ${words}.`
      : sentence`The painting process ended ${end} and said nothing.`,
  );
}
