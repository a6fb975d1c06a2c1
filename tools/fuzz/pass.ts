// Fuzzes one target in a process of its own, as main.ts orders.
import { mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder, corpusName, type FuzzResult, fuzz } from './fuzz.js';
import type { PassMessage, PassOrder } from './pass-messages.js';
import { TARGETS } from './targets.js';

/** Of the processor, for one input; a hundred times what any takes that is read, ms. */
const MOST_MS = 3000;

/** Larger inputs are not kept in the repository, bytes. */
const LARGEST_KEPT = 2500;
const MOST_KEPT = 6;

process.once('message', async (order: PassOrder) => {
  const target = TARGETS.find(({ name }) => name === order.target);
  if (target === undefined) throw new Error(`There is no target ${order.target}.`);
  const start = performance.now();
  const file = openSync(order.current, 'w');
  const result = await fuzz(target, {
    seed: order.seed,
    mostMs: MOST_MS,
    goesOn: (executions) =>
      order.seconds === null
        ? executions < (order.executions ?? 0)
        : performance.now() - start < 1000 * order.seconds,
    onInput: (input) => {
      const bytes = Buffer.alloc(4 + input.length);
      bytes.writeUInt32LE(input.length);
      bytes.set(input, 4);
      writeSync(file, bytes, 0, bytes.length, 0);
    },
    breathe: async (executions) => {
      tell({ kind: 'alive', executions });
      await new Promise(setImmediate);
    },
  });
  if (order.keep) keep(order.target, result);
  const { executions, read, refused, ways, faults } = result;
  tell({ kind: 'done', executions, read, refused, ways: ways.size, faults });
  process.disconnect();
});

function tell(message: PassMessage): void {
  process.send?.(message);
}

/** The smallest of those that went new ways. */
function keep(name: string, { ways }: FuzzResult): void {
  const small = [...ways.values()].filter(({ length }) => length <= LARGEST_KEPT);
  const kept = small.sort((a, b) => a.length - b.length).slice(0, MOST_KEPT);
  mkdirSync(corpusFolder(name), { recursive: true });
  for (const input of kept) writeFileSync(join(corpusFolder(name), corpusName(input)), input);
}
