import { basename, dirname, extname, join } from 'node:path';
import { inEnglish, type Said, sentence, stylize } from '@pastiche/core';
import { CommandError } from '../base/command-error.js';
import { planContents } from '../commands/plan-contents.js';
import { withinLimits } from '../input/input-limits.js';
import { loadEngine } from '../jobs/engine.js';
import { paintContent } from '../jobs/paint-content.js';
import { settleEngine } from '../jobs/settle-engine.js';
import { outputName } from '../output/output-name.js';
import type { JobPlan } from '../plan/job-plan.js';
import type { StylizeOptions } from '../plan/stylize-options.js';
import type { Report } from '../progress/command-event.js';
import type { AllowedFolders } from './allowed-folders.js';
import { findStyle, type NamedStyle } from './named-styles.js';
import type { PaintOrder, PaintResult } from './paint-schema.js';

/** What a painting is told by, and stopped. */
export interface PaintWatch {
  /** Iterations made, of all. */
  readonly onProgress: (made: number, of: number) => void;
  readonly signal: AbortSignal;
}

/** Results beside a picture get numbers up to this one. */
const MOST_NUMBERED = 1000;

/**
 * Paints one picture as a client asks for it, within the limits for what strangers send.
 *
 * @throws CommandError and StyleTransferError; nothing is written then, also when it is cancelled
 */
export async function paintOrder(
  order: PaintOrder,
  allowed: AllowedFolders,
  watch: PaintWatch,
): Promise<PaintResult> {
  return withinLimits('strict', async () => {
    const plan = await planOf(order, allowed);
    const notes: Said[] = [];
    const report = reporter(notes, watch);
    const { signal } = watch;
    const needs = await settleEngine(plan, (message) => notes.push(message));
    const networks = await loadEngine(needs, { report, signal });
    // Not `signal`: by it a run keeps what it has come to, as Ctrl-C asks for.
    const interrupted = new AbortController().signal;
    const saved = await paintContent({ plan, networks, stylize, report, interrupted });
    const { output, width, height, iterations, seconds, shortfalls } = saved;
    return {
      output,
      width,
      height,
      iterations: iterations.index,
      seconds: Math.round(seconds * 10) / 10,
      notes: [...notes, ...shortfalls].map(inEnglish),
    };
  });
}

async function planOf(order: PaintOrder, allowed: AllowedFolders): Promise<JobPlan> {
  const { picture, protect, regions = [], quality, seed } = order;
  const content = await allowed.input(picture);
  const find = (asked: string) => findStyle(asked, allowed.folders, allowed.input);
  const style = await find(order.style);
  const others: NamedStyle[] = [];
  for (const region of regions) others.push(await find(region.style));
  const masks = await Promise.all(regions.map(({ mask }) => allowed.input(mask)));
  const { strength = style.parameters.strength, size } = order;
  const options: StylizeOptions = {
    ...BASIS,
    style: [style, ...others].map(({ file }) => file),
    output: await outputOf(order, content, style, allowed),
    region: regions.map((region, index) => ({
      mask: masks[index] as string,
      firstStyle: index + 1,
      ...(region.strength === undefined ? {} : { strength: region.strength }),
    })),
    ...(protect === undefined ? {} : { protect: await allowed.input(protect) }),
    ...(strength === undefined ? {} : { strength }),
    ...(size === undefined ? {} : { size }),
    ...(quality === undefined ? {} : { quality }),
    ...(seed === undefined ? {} : { seed }),
  };
  const { plans } = await planContents([content], options);
  const [plan] = plans;
  if (plan === undefined) throw new CommandError('failed', sentence`${picture} is no picture.`);
  return style.preset === null ? plan : { ...plan, preset: style.preset };
}

/** As commander would fill them in. */
const BASIS = {
  network: 'auto',
  backend: 'auto',
  limits: 'strict',
  checkpointInterval: 60,
  timelapseEvery: 5,
  jobs: 1,
} as const;

async function outputOf(
  { output }: PaintOrder,
  content: string,
  style: NamedStyle,
  allowed: AllowedFolders,
): Promise<string> {
  if (output !== undefined) return allowed.output(output);
  const named = style.preset === null ? basename(style.file) : style.id;
  const path = join(dirname(content), outputName(content, [named]));
  const end = extname(path);
  for (let number = 1; number < MOST_NUMBERED; number++) {
    const free = number === 1 ? path : `${path.slice(0, -end.length)}-${number}${end}`;
    const output = await allowed.output(free).catch(() => null);
    if (output !== null) return output;
  }
  return allowed.output(path);
}

/** What it throws ends the run, and nothing of it is kept. */
function reporter(notes: Said[], { onProgress, signal }: PaintWatch): Report {
  return (event) => {
    if (signal.aborted) throw new CommandError('interrupted', sentence`Cancelled.`);
    if (event.kind === 'note') notes.push(event.message);
    if (event.kind === 'step' && event.step.phase === 'painting') {
      onProgress(event.step.overall.index, event.step.overall.of);
    }
  };
}
