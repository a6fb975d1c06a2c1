import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Parameters, type Said, sentence } from '@pastiche/core';
import { type Preset, parseRecipe } from '@pastiche/core/presets';
import { CommandError } from '../base/command-error.js';
import { formatOf, LOSSY_FORMATS } from '../base/picture-formats.js';
import { isStandardInput } from '../base/standard-streams.js';
import { listContents } from '../input/content-list.js';
import { refuseManyContents } from '../input/input-limits.js';
import { readResultRecipe } from '../input/picture-file.js';
import { readPresetFile } from '../input/preset-input.js';
import { readStreams } from '../input/read-bytes.js';
import { parseShard, takeShard } from '../jobs/shard.js';
import { refuseUsedCheckpoint } from '../output/checkpoint-file.js';
import {
  type Assignment,
  assignOutputs,
  refuseSharedOutputs,
  refuseUnsafeOutputs,
} from '../output/output-path.js';
import { probeOutputs } from '../output/output-probe.js';
import { isOutputStream } from '../output/output-stream.js';
import { frameName, refuseUsedFolder } from '../output/timelapse.js';
import { type JobPlan, planJobs, type SharedPlan } from '../plan/job-plan.js';
import { withoutMasks } from '../plan/mask-of-content.js';
import { allStyles, maskFiles, masksOfContent, styleFiles } from '../plan/mask-plan.js';
import { kindOfStyle } from '../plan/style-kind.js';
import type { StylizeOptions } from '../plan/stylize-options.js';
import { refuseMisusedStreams } from './refuse-streams.js';

/** The runs of one command. */
export interface Planned {
  readonly plans: readonly JobPlan[];
  /** Sentences: what folders hold beside, and what `--skip-existing` left out. */
  readonly notes: readonly Said[];
}

/**
 * Plans a run for every content and checks everything that can be checked before any time is
 * spent: options, outputs, and files that would be replaced.
 *
 * @throws CommandError, and StyleTransferError `invalid-parameter`.
 */
export async function planContents(
  paths: readonly string[],
  options: StylizeOptions,
): Promise<Planned> {
  refuseMisusedStreams(paths, options);
  const before = options.from === undefined ? null : await paintedBefore(options.from);
  const shared = planJobs(options, await readPresets(options.style), before);
  const listed = await listContents(paths);
  const { files, leftOut } = withoutMasks(listed.files, maskFiles(shared.masks));
  refuseManyContents(files.length);
  const contents = { ...listed, files };
  refuseSeveral(files.length, options);
  const masksOf = (content: string) => masksOfContent(shared.masks, content);
  // Outputs are assigned before the list is shared out, so that every machine sees every clash.
  const { style: styles, output, format = null } = options;
  const all = await assignOutputs({ contents, styles, output, format });
  refuseUselessQuality(all, options);
  const mine = options.shard === undefined ? all : takeShard(all, parseShard(options.shard));
  const planned = mine.map((assignment) => ({
    ...shared,
    ...assignment,
    masks: masksOf(assignment.content),
  }));
  const plans = options.skipExisting ? await withoutFinished(planned) : planned;
  const inputs = inputsOf(
    files,
    files.flatMap((file) => maskFiles(masksOf(file))),
    shared,
  );
  await refuseSharedOutputs([
    ...plans.map(({ output }) => output),
    ...(shared.checkpoint === null ? [] : [shared.checkpoint.file]),
  ]);
  for (const overwrite of [true, false]) {
    const outputs = plans.filter((plan) => plan.overwrite === overwrite);
    await refuseUnsafeOutputs(
      outputs.map(({ output }) => output),
      { inputs, overwrite },
    );
  }
  await refuseUsedFiles(shared, inputs);
  await readStreams([...inputs, ...(shared.resume === null ? [] : [shared.resume])]);
  return {
    plans,
    notes: [...listed.leftOut, ...leftOut, ...skippedNote(mine.length - plans.length)],
  };
}

/** All that is read for the runs, but the state that they go on from, which they may replace. */
function inputsOf(
  contents: readonly string[],
  masks: readonly string[],
  shared: SharedPlan,
): string[] {
  const others = [
    ...styleFiles(allStyles(shared)),
    ...masks,
    shared.initialPicture,
    shared.smallerPainting,
  ];
  return [...contents, ...new Set(others.filter((file) => file !== null))];
}

function skippedNote(skipped: number): Said[] {
  if (skipped === 0) return [];
  return skipped === 1
    ? [sentence`1 left out, because its result exists.`]
    : [sentence`${skipped} left out, because their results exist.`];
}

/** The parameters that a painting says it was painted with; `null`: it says nothing. */
async function paintedBefore(file: string): Promise<Parameters | null> {
  const recipe = isStandardInput(file) ? null : await readResultRecipe(file);
  return recipe === null ? null : parseRecipe(recipe).parameters;
}

async function readPresets(files: readonly string[]): Promise<ReadonlyMap<string, Preset>> {
  const presets = new Map<string, Preset>();
  for (const file of files) {
    if ((await kindOfStyle(file)) === 'preset') presets.set(file, await readPresetFile(file));
  }
  return presets;
}

function refuseSeveral(contents: number, options: StylizeOptions): void {
  if (contents === 1) return;
  for (const name of ['checkpoint', 'resume', 'timelapse', 'from'] as const) {
    if (options[name] !== undefined) {
      throw new CommandError(
        'usage',
        sentence`--${name} works with one content; ${contents} were given.`,
      );
    }
  }
}

/** PNG and TIFF lose nothing, whatever quality is asked for. */
function refuseUselessQuality(all: readonly Assignment[], options: StylizeOptions): void {
  const { format, qualityOfFile } = options;
  const isOfUse = all.some(({ output }) =>
    LOSSY_FORMATS.includes(format ?? formatOf(output) ?? 'png'),
  );
  if (qualityOfFile === undefined || isOfUse) return;
  throw new CommandError(
    'usage',
    sentence`--quality-of-file is for JPEG, WebP and AVIF, but no result is one; choose such a --format or leave it out.`,
  );
}

async function refuseUsedFiles(
  { checkpoint, resume, timelapse, overwrite }: SharedPlan,
  inputs: readonly string[],
): Promise<void> {
  if (checkpoint !== null) {
    await refuseUsedCheckpoint(checkpoint.file, resume, overwrite);
    await refuseUnsafeOutputs([checkpoint.file], { inputs, overwrite: true });
  }
  if (timelapse === null) return;
  await refuseUsedFolder(timelapse.folder, overwrite);
  await probeOutputs([join(timelapse.folder, frameName(1))]);
}

/** Leaves out what has a result; one that was interrupted is painted anew in its place. */
async function withoutFinished(plans: readonly JobPlan[]): Promise<JobPlan[]> {
  const wanted: JobPlan[] = [];
  for (const plan of plans) {
    const state = await stateOf(plan);
    if (state === 'absent') wanted.push(plan);
    if (state === 'unfinished') wanted.push({ ...plan, overwrite: true });
  }
  return wanted;
}

async function stateOf({ output }: Assignment): Promise<'absent' | 'unfinished' | 'finished'> {
  if (await isOutputStream(output)) return 'absent';
  if ((await stat(output).catch(() => null)) === null) return 'absent';
  // What cannot be read is not ours to replace.
  const recipe = await readResultRecipe(output).catch(() => null);
  return recipe !== null && isUnfinished(recipe) ? 'unfinished' : 'finished';
}

/** One of a newer version is left alone. */
function isUnfinished(recipe: string): boolean {
  try {
    return parseRecipe(recipe).stoppedEarly;
  } catch {
    return false;
  }
}
