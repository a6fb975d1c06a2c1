// Fuzzes every parser of our own, and every decoder's entrance, on one core: npm run fuzz -- [--minutes 10]
// [--target preset] [--seed 1] [--executions 100000 (of each target, instead of minutes)] [--keep]. Inputs that went
// wrong are written to .cache/fuzz; with --keep those that went new ways into tools/fuzz/corpus.
import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { corpusName } from './fuzz.js';
import type { PassMessage, PassOrder } from './pass-messages.js';
import { TARGETS } from './targets.js';

const OUT = fileURLToPath(new URL('../../.cache/fuzz/', import.meta.url));
const PASS = fileURLToPath(new URL('pass.ts', import.meta.url));

/** A pass that says nothing for so long hangs in one input, however busy the machine is, ms. */
const PATIENCE_MS = 300_000;

interface Row {
  readonly target: string;
  readonly executions: number;
  readonly read: number;
  readonly refused: number;
  readonly ways: number;
  readonly faults: readonly string[];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      executions: { type: 'string' },
      target: { type: 'string', multiple: true },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      keep: { type: 'boolean', default: false },
    },
  });
  const names = values.target ?? TARGETS.map(({ name }) => name);
  const unknown = names.find((name) => !TARGETS.some((target) => target.name === name));
  if (unknown !== undefined) {
    throw new Error(`There is no target ${unknown}: ${TARGETS.map(({ name }) => name).join(', ')}`);
  }
  mkdirSync(OUT, { recursive: true });
  console.log(`seed ${values.seed}`);
  const rows: Row[] = [];
  for (const [index, target] of names.entries()) {
    const order: PassOrder = {
      target,
      seed: Number(values.seed) + index,
      seconds:
        values.executions === undefined ? (60 * Number(values.minutes)) / names.length : null,
      executions: values.executions === undefined ? null : Number(values.executions),
      current: join(OUT, `${target}.current`),
      keep: values.keep,
    };
    const row = await pass(order);
    rows.push(row);
    const { executions, read, refused, ways, faults } = row;
    console.log(
      `| ${target} | ${executions} | ${read} | ${refused} | ${ways} | ${faults.length} |`,
    );
    for (const fault of faults) console.log(`  ${fault}`);
  }
  const all = rows.reduce((sum, { executions }) => sum + executions, 0);
  const faults = rows.reduce((sum, row) => sum + row.faults.length, 0);
  console.log(`${all} executions, ${faults} faults`);
  if (faults > 0) process.exitCode = 1;
}

/** A pass in a process of its own, which is ended when it hangs; then its last input is a fault. */
function pass(order: PassOrder): Promise<Row> {
  const child = fork(PASS, {
    execArgv: ['--import', 'tsx', '--conditions=pastiche-source', '--max-old-space-size=1024'],
    serialization: 'advanced',
  });
  return new Promise((resolve) => {
    let done = 0;
    let isOver = false;
    const late = () => end('it hangs');
    let timer = setTimeout(late, PATIENCE_MS);
    const end = (reason: string) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      child.kill('SIGKILL');
      const faults = [written(order.target, lastInput(order.current), reason)];
      resolve({ target: order.target, executions: done, read: 0, refused: 0, ways: 0, faults });
    };
    child.on('message', (message: PassMessage) => {
      clearTimeout(timer);
      timer = setTimeout(late, PATIENCE_MS);
      done = message.executions;
      if (message.kind === 'alive') return;
      isOver = true;
      clearTimeout(timer);
      const faults = message.faults.map(({ input, reason }) =>
        written(order.target, input, reason),
      );
      resolve({ target: order.target, ...message, faults });
    });
    child.on('exit', (code, signal) => end(`the process ended with ${signal ?? code}`));
    child.send(order);
  });
}

/** Keeps an input that went wrong, and says where. */
function written(target: string, input: Uint8Array, reason: string): string {
  const file = join(OUT, `${target}-${corpusName(input)}`);
  writeFileSync(file, input);
  return `${reason} (${file})`;
}

/** The file begins with the input's length. */
function lastInput(file: string): Uint8Array {
  const bytes = readFileSync(file);
  return bytes.subarray(4, 4 + bytes.readUInt32LE(0));
}

await main();
