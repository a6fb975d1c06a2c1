import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { judge } from './judge.js';
import { mutate, mutateInForm } from './mutate.js';
import { pickFrom } from './pick.js';
import type { FuzzTarget } from './targets/fuzz-target.js';

/** An input that was not read as it should be. */
export interface Fault {
  readonly reason: string;
  readonly input: Uint8Array;
}

/** What a pass over a target came to. */
export interface FuzzResult {
  readonly executions: number;
  readonly read: number;
  readonly refused: number;
  /** One for each way in which it went wrong. */
  readonly faults: readonly Fault[];
  /** The first input of each way that was seen. */
  readonly ways: ReadonlyMap<string, Uint8Array>;
}

export interface FuzzOptions {
  readonly seed: number;
  /** Whether another input is made, by how many there were. */
  readonly goesOn: (executions: number) => boolean;
  readonly mostMs: number | null;
  /** Told each input before it is read, should it never come back. */
  readonly onInput?: (input: Uint8Array) => void;
  /** Awaited now and then. */
  readonly breathe?: (executions: number) => Promise<void>;
}

/** Inputs that are changed further. */
const MOST_KEPT = 500;

/**
 * Has a target read its seeds, then inputs made of them, then inputs made of those that went a new way: to
 * another sentence, or to another result. The same for the same seed.
 */
export async function fuzz(target: FuzzTarget, options: FuzzOptions): Promise<FuzzResult> {
  const pick = pickFrom(options.seed);
  const kept: Uint8Array[] = [];
  const ways = new Map<string, Uint8Array>();
  const faults: Fault[] = [];
  const counts = { executions: 0, read: 0, refused: 0 };
  const run = async (input: Uint8Array) => {
    options.onInput?.(input);
    // A copy: what changes its own input is a fault, which shows when the input is read again.
    const outcome = await judge(target, Uint8Array.from(input), options);
    counts.executions += 1;
    if (outcome.kind !== 'fault') counts[outcome.kind] += 1;
    if (ways.has(outcome.sign)) return;
    ways.set(outcome.sign, input);
    if (outcome.kind === 'fault') faults.push({ reason: outcome.reason, input });
    else if (kept.length < MOST_KEPT) kept.push(input);
  };
  const seeds = [...(await target.seeds()), ...corpusOf(target.name)];
  for (const seed of seeds) await run(seed);
  while (options.goesOn(counts.executions)) {
    const from = pick(3) === 0 && kept.length > 0 ? kept : seeds;
    const base = from[pick(from.length)] ?? new Uint8Array();
    const bytes = () => mutate(base, pick, seeds, target.words ?? []);
    await run(mutateInForm(target.form, base, pick, bytes));
    if (counts.executions % 200 === 0) await options.breathe?.(counts.executions);
  }
  return { ...counts, faults, ways };
}

const CORPUS = fileURLToPath(new URL('corpus/', import.meta.url));

/** The folder of the inputs that a target keeps in the repository: found faults, and what no seed comes to. */
export function corpusFolder(name: string): string {
  return `${CORPUS}${name}`;
}

/** The name of an input's file. */
export function corpusName(input: Uint8Array): string {
  return createHash('sha256').update(input).digest('hex').slice(0, 16);
}

function corpusOf(name: string): Uint8Array[] {
  const folder = corpusFolder(name);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).sort();
  return files.map((file) => Uint8Array.from(readFileSync(`${folder}/${file}`)));
}
