// Paints one command line after the other in one process, and says how much memory it holds.

import { syncBuiltinESMExports } from 'node:module';
import workers from 'node:worker_threads';
import { inEnglish } from '@pastiche/core';
import { installJumpingClock, jumpClock, settleClock } from '../../processes/jumping-clock.mjs';
import { memoryHeld } from '../../processes/memory-held.js';
import type { PainterAnswer, PainterOrder } from './painter-messages.js';

const threads = new Set<workers.Worker>();
const { Worker } = workers;
workers.Worker = class extends Worker {
  constructor(...given: ConstructorParameters<typeof Worker>) {
    super(...given);
    threads.add(this);
    this.on('exit', () => threads.delete(this));
  }
};
syncBuiltinESMExports();

// They take hold of Node's threads, so they come after.
const { runProgram } = await import('../../../../packages/cli/src/program.js');
const { describeError, exitCodeOf } = await import(
  '../../../../packages/cli/src/base/command-error.js'
);

installJumpingClock();

process.on('message', async (order: PainterOrder) => {
  const answer = await paint(order);
  process.send?.(answer);
});

async function paint(order: PainterOrder): Promise<PainterAnswer> {
  process.chdir(order.cwd);
  Object.assign(process.env, { HOME: order.home, TMPDIR: order.temporary });
  const timers = troubles(order);
  let words = '';
  let code = 0;
  const err = {
    write: (text: string) => {
      words += text;
    },
  };
  try {
    await runProgram(order.args, {
      terminal: { out: { write: () => {} }, err, screen: null, say: inEnglish },
      debug: false,
      program: '',
      exitAtOnce: () => {},
    });
  } catch (error) {
    const said = inEnglish(describeError(error, false));
    if (said !== '') words += `pastiche: ${said}\n`;
    code = exitCodeOf(error);
  }
  for (const timer of timers) clearTimeout(timer);
  settleClock();
  return { code, words, ...(await memoryHeld()) };
}

function troubles({ threadAfterMs, jumps, interruptAfterMs }: PainterOrder): NodeJS.Timeout[] {
  const timers = jumps.map(({ afterMs, byMs }) => setTimeout(jumpClock, afterMs, byMs));
  if (threadAfterMs !== null) {
    const end = () => {
      for (const thread of threads) void thread.terminate();
    };
    timers.push(setTimeout(end, threadAfterMs));
  }
  if (interruptAfterMs !== null) {
    // Without a listener it would end this process.
    const press = () => process.listenerCount('SIGINT') > 0 && process.emit('SIGINT');
    timers.push(setTimeout(press, interruptAfterMs));
  }
  return timers;
}
