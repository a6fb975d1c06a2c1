import { type Said, sentence } from '@pastiche/core';
import { formatBytes } from '../base/readable-units.js';
import { inputName } from '../base/standard-streams.js';
import type { Terminal } from '../base/terminal.js';
import type { CommandEvent, Reporter } from './command-event.js';
import {
  describeFailure,
  describeSaved,
  describeStep,
  describeStepWithTime,
} from './run-sentences.js';

export interface ProgressLinesOptions {
  /** Tell of downloads and iterations too, not only of results and notes. */
  readonly steps: boolean;
  /** Least time between two lines about the same thing, ms. */
  readonly everyMs?: number;
  /** Milliseconds; for tests. */
  readonly now?: () => number;
}

/** A line on a new scale and otherwise every ten seconds: readable in a log of CI. */
const EVERY_MS = 10_000;

/** Tells progress in plain lines, for logs. */
export function createProgressLines(
  { err, say }: Pick<Terminal, 'err' | 'say'>,
  options: ProgressLinesOptions,
): Reporter {
  const { steps, everyMs = EVERY_MS, now = Date.now } = options;
  const lastTold = new Map<string, { topic: string; at: number }>();
  const started = now();
  const due = (key: string, topic: string) => {
    const last = lastTold.get(key);
    if (last !== undefined && last.topic === topic && now() - last.at < everyMs) return false;
    lastTold.set(key, { topic, at: now() });
    return true;
  };
  const line = (event: CommandEvent): Said | null => {
    if (event.kind === 'note') return event.message;
    if (event.kind === 'saved') return describeSaved(event.saved);
    if (event.kind === 'failed') return describeFailure(event.content, event.message);
    if (!steps) return null;
    if (event.kind === 'download') {
      // Weights that are on this machine are loaded before a line would be worth reading.
      if (now() - started < everyMs || !due('download', event.name)) return null;
      return describeDownload(event.received, event.total);
    }
    const { content, step } = event;
    if (!due(content, `${step.phase} ${step.scale.index}`)) return null;
    const described = step.phase === 'painting' ? describeStepWithTime(step) : describeStep(step);
    return sentence`${inputName(content)}: ${described}`;
  };
  return {
    report: (event) => {
      const text = line(event);
      if (text !== null) err.write(`${say(text)}\n`);
    },
    close: () => undefined,
  };
}

function describeDownload(received: number, total: number | null): Said {
  return total === null
    ? sentence`Loading the network's weights: ${formatBytes(received)}`
    : sentence`Loading the network's weights: ${formatBytes(received)} of ${formatBytes(total)}`;
}
