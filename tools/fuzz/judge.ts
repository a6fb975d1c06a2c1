import { getHeapStatistics } from 'node:v8';
import type { FuzzTarget } from './targets/fuzz-target.js';

/** What became of an input; `sign` is the same for inputs that went the same way, as far as that shows. */
export type Outcome =
  | { readonly kind: 'read' | 'refused'; readonly sign: string }
  | { readonly kind: 'fault'; readonly sign: string; readonly reason: string };

export interface JudgeOptions {
  /** Of the processor, that one input may take, ms; `null` in tests, which measure no time. */
  readonly mostMs: number | null;
}

/** What one input may take beside JavaScript's own heap: 16 megapixels as bytes several times over. */
const MOST_MEMORY = 512_000_000;

const OWN_ERRORS: ReadonlySet<string> = new Set([
  ...['StyleTransferError', 'CommandError', 'CommanderError', 'InvalidArgumentError'],
  ...['ExtensionError', 'PluginDataError', 'ChannelError', 'MisreadError'],
]);

/** What V8 says, which helps nobody who has a file that is not read. */
const JARGON =
  /Cannot (read|convert|destructure|mix)|is not (a function|iterable)|in JSON at|Invalid (array|typed)/;

/** Longer is no sentence. */
const LONGEST_SENTENCE = 1500;

/** Has a target read an input, and says whether that is as it should be. */
export async function judge(
  target: FuzzTarget,
  input: Uint8Array,
  { mostMs }: JudgeOptions,
): Promise<Outcome> {
  const before = getHeapStatistics().external_memory;
  const start = mostMs === null ? 0 : performance.now();
  const outcome = await outcomeOf(target, input);
  const taken = getHeapStatistics().external_memory - before;
  if (taken > MOST_MEMORY) return fault(`it took ${Math.round(taken / 1e6)} MB of memory`);
  if (mostMs === null || performance.now() - start <= mostMs) return outcome;
  // What the processor did for others does not count, but to ask for that each time would take longest of all.
  const used = await processorTime(() => outcomeOf(target, input));
  return used > mostMs ? fault(`it took ${Math.round(used)} ms`) : outcome;
}

async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

async function outcomeOf({ read }: FuzzTarget, input: Uint8Array): Promise<Outcome> {
  try {
    const result = read(input);
    const value = result instanceof Promise ? await result : result;
    return { kind: 'read', sign: typeof value === 'string' ? `read ${value}` : 'read' };
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): Outcome {
  if (!(error instanceof Error)) return fault(`it threw ${String(error)}`);
  if (!OWN_ERRORS.has(error.name)) {
    return fault(
      `${error.name}: ${error.message} ${firstPlace(error)}`,
      `${error.name} ${firstPlace(error)}`,
    );
  }
  const unclear = whyUnclear(error);
  if (unclear !== null)
    return fault(
      `${unclear}: ${JSON.stringify(error.message.slice(0, 300))}`,
      unclear + patternOf(error),
    );
  return { kind: 'refused', sign: patternOf(error) };
}

/** What a channel says is for developers; Commander's errors are printed by its own rules. */
function whyUnclear({ name, message }: Error): string | null {
  if (name === 'MisreadError' || name === 'CommanderError' || name === 'InvalidArgumentError')
    return null;
  if (message.length > LONGEST_SENTENCE) return `a sentence of ${message.length} characters`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those that steer a terminal are what is looked for.
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(message))
    return 'a sentence with control characters';
  if (JARGON.test(message)) return 'words of the JavaScript engine';
  return /[.?]$/.test(message) ? null : 'no whole sentence';
}

/** The sentence without what came: its pattern, or its words without numbers and quotations. */
function patternOf(error: Error): string {
  const said: unknown = 'said' in error ? error.said : undefined;
  const pattern =
    typeof said === 'object' && said !== null && 'pattern' in said
      ? deepPattern(said)
      : error.message;
  return `${error.name} ${pattern.replace(/"[^"]*"|'[^']*'/g, '"…"').replace(/-?\d[\d.e+]*/g, '0')}`.slice(
    0,
    200,
  );
}

/** A sentence in a sentence tells two ways apart. */
function deepPattern(said: object): string {
  const { pattern, values } = said as { pattern: string; values?: readonly unknown[] };
  const inner = (values ?? []).filter(
    (value) => typeof value === 'object' && value !== null && 'pattern' in value,
  );
  return [pattern, ...inner.map((value) => deepPattern(value as object))].join(' / ');
}

function firstPlace({ stack = '' }: Error): string {
  const line = stack.split('\n').find((row) => /^\s+at /.test(row) && row.includes('/packages/'));
  return (
    line
      ?.trim()
      .replace(/.*\/packages\//, 'packages/')
      .replace(/\)$/, '') ?? ''
  );
}

function fault(reason: string, sign = reason.replace(/\d+/g, '0')): Outcome {
  return { kind: 'fault', sign, reason };
}
