import { extname } from 'node:path';
import {
  createControls,
  type DoneStep,
  fitLongSide,
  type PaintingStep,
  type Parameters,
  type Pixels,
  type Said,
  type Sentence,
  type StyleStep,
  type StyleTransferError,
  type StylizeRequest,
  saidBy,
  sentence,
} from '@pastiche/core';
import { encodeRecipe } from '@pastiche/core/presets';
import { CommandError } from '../base/command-error.js';
import { reasonOf } from '../base/file-errors.js';
import { formatOf, type ResultFormat } from '../base/picture-formats.js';
import { inARow } from '../base/readable-units.js';
import { inputBaseName, inputName, isStandardOutput } from '../base/standard-streams.js';
import { VERSION } from '../base/version.js';
import { streamName } from '../output/output-stream.js';
import { type EncodedPicture, encodePicture } from '../output/picture-encoding.js';
import { type SavedPlace, saveOutput } from '../output/save-output.js';
import type { JobPlan } from '../plan/job-plan.js';
import { allStyles } from '../plan/mask-plan.js';
import { type Report, recordStep, type SavedRun } from '../progress/command-event.js';
import type { RunNetworks } from './engine.js';
import { availableMemory } from './job-memory.js';
import { type RunInputs, readRunInputs } from './run-inputs.js';
import { createSideOutputs } from './side-outputs.js';
import { memoryNote, type PaintedSize, runMemory } from './size-limits.js';
import { createPiecesTeller } from './tell-pieces.js';

export interface PaintContentOptions {
  readonly plan: JobPlan;
  readonly networks: RunNetworks;
  /** The engine; a parameter so that tests can put a fake in its place. */
  readonly stylize: (request: StylizeRequest) => AsyncGenerator<StyleStep, void>;
  readonly report: Report;
  /** Aborted by the first Ctrl-C: the run stops after the iteration and what is there is saved. */
  readonly interrupted: AbortSignal;
}

/**
 * Paints one content: reads its files, runs the engine, writes frames and checkpoints on the way
 * and the result at the end, nearby where its place does not take it.
 *
 * @throws CommandError when a file cannot be read or written, or when the run was interrupted
 * before there was anything to save, or could not go on, after what it reached was saved;
 * StyleTransferError from the engine.
 */
export async function paintContent(options: PaintContentOptions): Promise<SavedRun> {
  const { plan, interrupted } = options;
  const started = Date.now();
  const inputs = await readRunInputs(plan, options.networks.weights, options.report);
  const size = paintedSize(options, inputs);
  const message = memoryNote(size);
  if (message !== null) options.report({ kind: 'note', message });
  const { done, painted, shortfalls } = await runEngine(options, inputs, runMemory(size));
  if (done.failure !== undefined && painted === null) throw done.failure;
  if (done.stoppedEarly && painted === null) {
    throw new CommandError(
      'interrupted',
      sentence`Interrupted before the first iteration of ${inputName(plan.content)}; nothing was written.`,
    );
  }
  const stoppedEarly = done.failure !== undefined || (done.stoppedEarly && interrupted.aborted);
  const place = await saveResult(options, inputs.parameters, { ...done, stoppedEarly });
  if (done.failure !== undefined) throw savedAllTheSame(place, done, done.failure);
  return {
    output: place.output,
    width: done.picture.width,
    height: done.picture.height,
    iterations: painted?.overall ?? { index: 0, of: 0 },
    stoppedEarly,
    losses: done.losses,
    seconds: (Date.now() - started) / 1000,
    shortfalls: place.shortfall === null ? shortfalls : [place.shortfall, ...shortfalls],
  };
}

/** What is known of the memory that a run takes, before it begins. */
function paintedSize(
  { plan, networks }: PaintContentOptions,
  { content, parameters }: RunInputs,
): PaintedSize {
  const alone = networks.weights.id === 'vgg19-lite' ? 'vgg19-lite' : 'vgg19';
  return {
    ...fitLongSide(content.width, content.height, parameters.size),
    network: networks.coarseWeights ? 'vgg19-lite+vgg19' : alone,
    parameters,
    wasm: plan.engine.backend !== 'cpu',
    available: availableMemory(),
    asked: plan.memory,
  };
}

/** The engine's sentence, and where the picture is that it had come to. */
function savedAllTheSame(
  { output, shortfall }: SavedPlace,
  { reached, picture }: DoneStep,
  failure: StyleTransferError,
): CommandError {
  const { width, height } = reached ?? picture;
  const place = isStandardOutput(output) ? sentence`on stdout` : sentence`saved as ${output}`;
  const reachedHere = sentence`What was reached at ${width} × ${height} px is ${place}.`;
  const parts = [saidBy(failure), reachedHere, ...(shortfall === null ? [] : [shortfall])];
  return new CommandError('failed', inARow(parts, ' '), failure);
}

interface EngineResult {
  readonly done: DoneStep;
  readonly painted: PaintingStep | null;
  readonly shortfalls: readonly Said[];
}

async function runEngine(
  options: PaintContentOptions,
  inputs: RunInputs,
  memory: number,
): Promise<EngineResult> {
  const { plan, networks, stylize, report, interrupted } = options;
  const controls = createControls();
  const sideOutputs = createSideOutputs({ plan, inputs, report });
  let painted: PaintingStep | null = null;
  const tellPieces = createPiecesTeller(report);
  let greyIsTold = false;
  for await (const step of stylize({ ...inputs, ...networks, controls, memory })) {
    const record = recordStep(step);
    if (record !== null) report({ kind: 'step', content: plan.content, step: record });
    if (step.phase === 'preparing' && step.grey && !greyIsTold) {
      greyIsTold = true;
      report({ kind: 'note', message: greyNote(plan) });
    }
    if (step.phase === 'preparing') tellPieces(step);
    // A Ctrl-C that came while the iteration computed is delivered now.
    await new Promise(setImmediate);
    if (step.phase === 'done') {
      await sideOutputs.onDone(step.picture);
      return { done: step, painted, shortfalls: sideOutputs.shortfalls() };
    }
    if (step.phase === 'painting') {
      painted = step;
      await sideOutputs.onStep(step, interrupted.aborted);
    }
    // Only here, not as soon as Ctrl-C comes: a run that has been stopped gives no checkpoint.
    if (interrupted.aborted && (step.phase === 'painting' || painted === null)) controls.stop();
  }
  throw new CommandError(
    'failed',
    sentence`The engine ended without a picture of ${inputName(plan.content)}.`,
  );
}

async function saveResult(
  { plan, networks, report, interrupted }: PaintContentOptions,
  parameters: Parameters,
  { picture, stoppedEarly }: DoneStep,
): Promise<SavedPlace> {
  const { output, overwrite } = plan;
  // A stream has no name that asks for a format.
  const format = plan.format ?? formatOf(output) ?? 'png';
  const recipe = encodeRecipe({
    pasticheVersion: VERSION,
    network: nameOf(networks),
    styleNames: allStyles(plan).map(({ file, name = inputBaseName(file) }) => name),
    preset: plan.preset,
    source: inputBaseName(plan.content),
    stoppedEarly,
    parameters,
  });
  // Without it `--skip-existing` would take an unfinished result for a finished one.
  const isTold = plan.recipe || stoppedEarly;
  const encoded = await encodeAtAll(picture, format, isTold ? recipe : null, plan.fileQuality);
  if (encoded.flattened) {
    report({
      kind: 'note',
      message: sentence`JPEG holds no transparency, so ${streamName(output)} was laid on white; name a .png or .webp to keep it.`,
    });
  }
  const what = sentence`the painting`;
  if (encoded.reason === null) {
    return saveOutput(encoded.bytes, { what, output, format, overwrite, interrupted });
  }
  const stem = isStandardOutput(output) ? 'painting' : withoutExtension(output);
  // What has that name was not asked to be replaced: it may even be the content.
  const saved = await saveOutput(encoded.bytes, {
    what,
    output: `${stem}.png`,
    format: 'png',
    overwrite: false,
    interrupted,
  });
  const shortfall = sentence`${streamName(output)} could not be encoded (${encoded.reason}); ${what} was saved as ${saved.output} instead.`;
  return { output: saved.output, shortfall };
}

/** As PNG where its format does not take it: no painting is given up for its encoder. */
async function encodeAtAll(
  picture: Pixels,
  format: ResultFormat,
  recipe: string | null,
  quality: number | null,
): Promise<EncodedPicture & { readonly reason: string | null }> {
  try {
    return { ...(await encodePicture(picture, format, recipe, quality)), reason: null };
  } catch (error) {
    if (format === 'png') throw error;
    return { ...(await encodePicture(picture, 'png', recipe)), reason: reasonOf(error) };
  }
}

function withoutExtension(path: string): string {
  return path.slice(0, path.length - extname(path).length);
}

function greyNote(plan: JobPlan): Sentence {
  const { content } = plan;
  return allStyles(plan).length === 1
    ? sentence`As neither ${content} nor its style brings colour, the painting is grey.`
    : sentence`As neither ${content} nor its styles bring colour, the painting is grey.`;
}

/** In the order in which they paint, such as `vgg19-lite+vgg19`. */
function nameOf({ weights, coarseWeights }: RunNetworks): string {
  return coarseWeights ? `${coarseWeights.id}+${weights.id}` : weights.id;
}
