import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { PATIENCE_MS } from '../runs/lane.js';

/** Starts a TypeScript file whose memory can be told exactly. */
export function forkSource(file: string, args: readonly string[], env?: NodeJS.ProcessEnv) {
  return fork(file, args, {
    execArgv: ['--import', 'tsx', '--conditions=pastiche-source', '--expose-gc'],
    ...(env && { env }),
  });
}

/** Sends one message and waits for the next one back; `null` when the child ends or does not answer. */
export function answerOf<Answer>(child: ChildProcess, order: object): Promise<Answer | null> {
  return new Promise((resolve) => {
    const end = (answer: Answer | null) => {
      clearTimeout(late);
      child.off('message', end);
      child.off('exit', gone);
      resolve(answer);
    };
    const gone = () => end(null);
    const late = setTimeout(gone, PATIENCE_MS);
    child.on('message', end);
    child.on('exit', gone);
    child.send(order);
  });
}

/** Resolves when it is gone. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
