import { basename } from 'node:path';
import {
  createControls,
  type DoneStep,
  encodeRecipe,
  fitLongSide,
  type PaintingStep,
  type Parameters,
  type StyleStep,
  type StylizeRequest,
} from '@pastiche/core';
import { type CheckpointFile, createCheckpointFile } from './checkpoint-file.js';
import { CommandError } from './command-error.js';
import type { Networks } from './engine.js';
import { writeOutputFile } from './output-file.js';
import { encodePicture } from './picture-encoding.js';
import { formatOf } from './picture-formats.js';
import { type Report, recordStep, type SavedRun } from './run-event.js';
import { type RunInputs, readRunInputs } from './run-inputs.js';
import type { RunPlan } from './run-plan.js';
import { createTimelapse, type Timelapse } from './timelapse.js';
import { VERSION } from './version.js';

export interface PaintOptions {
  readonly plan: RunPlan;
  readonly networks: Networks;
  /** The engine; a parameter so that tests can put a fake in its place. */
  readonly stylize: (request: StylizeRequest) => AsyncGenerator<StyleStep, void>;
  readonly report: Report;
  /** Aborted by the first Ctrl-C: the run stops after the iteration and what is there is saved. */
  readonly interrupted: AbortSignal;
}

/**
 * Paints one content: reads its files, runs the engine, writes frames and checkpoints on the way
 * and the result at the end.
 *
 * @throws CommandError when a file cannot be read or written, or when the run was interrupted
 * before there was anything to save; StyleTransferError from the engine.
 */
export async function paintContent(options: PaintOptions): Promise<SavedRun> {
  const { plan, interrupted } = options;
  const started = Date.now();
  const inputs = await readRunInputs(plan, options.networks.weights, options.report);
  const { done, painted } = await runEngine(options, inputs);
  if (done.stoppedEarly && painted === null) {
    throw new CommandError(
      'interrupted',
      `Interrupted before the first iteration of ${plan.content}; nothing was written.`,
    );
  }
  const stoppedEarly = done.stoppedEarly && interrupted.aborted;
  await saveResult(options, inputs.parameters, { ...done, stoppedEarly });
  return {
    output: plan.output,
    width: done.picture.width,
    height: done.picture.height,
    iterations: painted?.overall ?? { index: 0, of: 0 },
    stoppedEarly,
    losses: done.losses,
    seconds: (Date.now() - started) / 1000,
  };
}

interface EngineResult {
  readonly done: DoneStep;
  readonly painted: PaintingStep | null;
}

async function runEngine(options: PaintOptions, inputs: RunInputs): Promise<EngineResult> {
  const { plan, networks, stylize, report, interrupted } = options;
  const controls = createControls();
  const checkpoint = plan.checkpoint === null ? null : createCheckpointFile(plan.checkpoint);
  const timelapse = openTimelapse(plan, inputs);
  let painted: PaintingStep | null = null;
  for await (const step of stylize({ ...inputs, ...networks, controls })) {
    const record = recordStep(step);
    if (record !== null) report({ kind: 'step', content: plan.content, step: record });
    // A Ctrl-C that came while the iteration computed is delivered now.
    await new Promise(setImmediate);
    if (step.phase === 'done') {
      await timelapse?.add(step.picture);
      return { done: step, painted };
    }
    if (step.phase === 'painting') {
      painted = step;
      await keepOnTheWay(step, checkpoint, timelapse, interrupted);
    }
    // Only here, not as soon as Ctrl-C comes: a run that has been stopped gives no checkpoint.
    if (interrupted.aborted && (step.phase === 'painting' || painted === null)) controls.stop();
  }
  throw new CommandError('failed', `The engine ended without a picture of ${plan.content}.`);
}

async function keepOnTheWay(
  step: PaintingStep,
  checkpoint: CheckpointFile | null,
  timelapse: Timelapse | null,
  interrupted: AbortSignal,
): Promise<void> {
  if (checkpoint !== null && (checkpoint.due || interrupted.aborted)) {
    await checkpoint.write(await step.checkpoint());
  }
  if (timelapse?.isDue(step.overall.index)) await timelapse.add(await step.picture());
}

function openTimelapse(plan: RunPlan, { content, parameters }: RunInputs): Timelapse | null {
  if (plan.timelapse === null) return null;
  const size = fitLongSide(content.width, content.height, parameters.size);
  return createTimelapse({ ...plan.timelapse, overwrite: plan.overwrite, size });
}

async function saveResult(
  { plan, networks, report }: PaintOptions,
  parameters: Parameters,
  { picture, stoppedEarly }: DoneStep,
): Promise<void> {
  const format = formatOf(plan.output) ?? 'png';
  const recipe = encodeRecipe({
    pasticheVersion: VERSION,
    network: nameOf(networks),
    styleNames: plan.styles.map(({ file, name = basename(file) }) => name),
    preset: plan.preset,
    source: basename(plan.content),
    stoppedEarly,
    parameters,
  });
  // Without it `--skip-existing` would take an unfinished result for a finished one.
  const isTold = plan.recipe || stoppedEarly;
  const { bytes, flattened } = await encodePicture(picture, format, isTold ? recipe : null);
  if (flattened) {
    report({
      kind: 'note',
      message: `JPEG holds no transparency, so ${plan.output} was laid on white; name a .png or .webp to keep it.`,
    });
  }
  await writeOutputFile(plan.output, bytes, { overwrite: plan.overwrite });
}

/** In the order in which they paint, such as `vgg19-lite+vgg19`. */
function nameOf({ weights, coarseWeights }: Networks): string {
  return coarseWeights ? `${coarseWeights.id}+${weights.id}` : weights.id;
}
