import { definedFields, type GivenParameters, type Parameters, sentence } from '@pastiche/core';
import { type Preset, presetFingerprint, type RecipePreset } from '@pastiche/core/presets';
import { CommandError } from '../base/command-error.js';
import type { ResultFormat } from '../base/picture-formats.js';
import { type LimitsName, refuseCostly } from '../input/input-limits.js';
import type { MaskPlan } from './mask-plan.js';
import { type NetworkOption, parseNetworkOption } from './network-names.js';
import { parametersOf } from './option-parameters.js';
import { planStyles } from './plan-styles.js';
import type { StylePlan } from './style-plan.js';
import type { EngineOptions, StylizeOptions } from './stylize-options.js';

/** Which network is asked for, where it comes from and what runs it. */
export interface EnginePlan {
  readonly network: NetworkOption;
  /** `--weights`; `null` leaves it to the environment, the cache and the catalogue. */
  readonly weights: string | null;
  readonly backend: 'auto' | 'wasm' | 'cpu';
  /** Threads in all; `null` takes one per core. */
  readonly threads: number | null;
}

/** Everything about painting one content, as plain data, so that it can go to a child process. */
export interface JobPlan {
  readonly engine: EnginePlan;
  /** Within which the inputs are read. */
  readonly limits: LimitsName;
  readonly content: string;
  readonly output: string;
  /** Of what no region has. */
  readonly styles: readonly StylePlan[];
  /** The preset, if it is one alone. */
  readonly preset: RecipePreset | null;
  /** Checked; `size` holds only when {@link sizeGiven}. */
  readonly parameters: Parameters;
  /** The parameters that an option named; a resumed run takes the others from its checkpoint. */
  readonly given: readonly (keyof Parameters)[];
  /** Without it the size is the default, or the content's own long side when that is smaller. */
  readonly sizeGiven: boolean;
  /** The content's own size, as far as it can be painted; before {@link sizeGiven}. */
  readonly originalSize: boolean;
  /** Bytes that a run may take; `null`: as much as there is. */
  readonly memory: number | null;
  readonly initialPicture: string | null;
  /** A painting of the content at a smaller size, which is gone on from. */
  readonly smallerPainting: string | null;
  readonly masks: MaskPlan;
  readonly checkpoint: { readonly file: string; readonly everySeconds: number } | null;
  readonly resume: string | null;
  readonly timelapse: { readonly folder: string; readonly every: number } | null;
  /** `--format`; `null`: as the output's name says, PNG where it says none. */
  readonly format: ResultFormat | null;
  /** `--quality-of-file`, 1 to 100; `null`: so high that nobody sees the loss. */
  readonly fileQuality: number | null;
  readonly overwrite: boolean;
  /** Whether a finished result says in its metadata how it was painted; an unfinished one always does. */
  readonly recipe: boolean;
}

/** What all runs of one command share; its masks' names may hold those of contents. */
export type SharedPlan = Omit<JobPlan, 'content' | 'output'>;

const INITIAL_IMAGES: ReadonlySet<string> = new Set(['content', 'style', 'noise']);

/**
 * Turns the options of `pastiche stylize` into a plan. The parameters of the first preset hold where
 * no option says otherwise.
 *
 * @param presets by the name of their `--style` file
 * @param before how the painting of `--from` was painted, if it says so: that holds before presets do
 * @throws CommandError (wrong usage) for options that contradict one another, and for values out of
 * range, such as an unknown layer.
 */
export function planJobs(
  options: StylizeOptions,
  presets: ReadonlyMap<string, Preset> = new Map(),
  before: Parameters | null = null,
): SharedPlan {
  const initialPicture =
    options.init === undefined || INITIAL_IMAGES.has(options.init) ? null : options.init;
  const asked = askedParameters(options, initialPicture !== null);
  const [first] = presets.values();
  const parameters = parametersOf({
    ...(first && parametersBefore(first.parameters, options)),
    ...(before && parametersBefore(withoutSize(before), options)),
    ...definedFields(asked),
  });
  const given = definedNames(asked);
  // What there is of the painting to go on from is smaller than its picture, as a rule.
  const originalSize = options.size === 'original' || (options.from && !options.size) === true;
  const named = originalSize ? ([...given, 'size'] as const) : given;
  if (before) refuseCostly(sentence`The recipe of ${options.from ?? ''}`, parameters, named);
  else if (first) refuseCostly(sentence`The preset ${first.name}`, parameters, named);
  return {
    engine: planEngine(options),
    limits: options.limits,
    ...planStyles(options, presets),
    preset:
      first && options.style.length === 1
        ? { name: first.name, fingerprint: presetFingerprint(first) }
        : null,
    parameters,
    given,
    sizeGiven: (options.size ?? first?.parameters.size) !== undefined,
    originalSize,
    memory: options.memory ?? null,
    initialPicture,
    smallerPainting: options.from ?? null,
    checkpoint:
      options.checkpoint === undefined
        ? null
        : { file: options.checkpoint, everySeconds: options.checkpointInterval },
    resume: options.resume ?? null,
    timelapse:
      options.timelapse === undefined
        ? null
        : { folder: options.timelapse, every: options.timelapseEvery },
    format: options.format ?? null,
    fileQuality: options.qualityOfFile ?? null,
    overwrite: options.overwrite ?? false,
    recipe: options.recipe ?? true,
  };
}

/**
 * The part of a plan that says which network is asked for.
 *
 * @throws CommandError (wrong usage) for an unknown name.
 */
export function planEngine(options: EngineOptions): EnginePlan {
  return {
    network: parseNetworkOption(options.network),
    weights: options.weights ?? null,
    backend: options.backend,
    threads: options.threads ?? null,
  };
}

function withoutSize({ size: _, ...others }: Parameters) {
  return others;
}

/** What an option names, it names in every form that a preset or a recipe may have given it. */
function parametersBefore(parameters: GivenParameters, options: StylizeOptions) {
  const { strength, quality } = options;
  const overruled = [
    ...(strength === undefined ? [] : ['alpha', 'beta']),
    ...(quality === undefined ? [] : ['iterations']),
    // Nothing brings the picture along.
    ...(parameters.initialImage === 'picture' ? ['initialImage'] : []),
  ];
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => !overruled.includes(name)),
  );
}

function askedParameters(options: StylizeOptions, fromPicture: boolean) {
  if (options.iterations !== undefined && options.quality !== undefined) {
    throw new CommandError('usage', sentence`Give --iterations or --quality, not both.`);
  }
  return {
    size: options.size === 'original' ? undefined : options.size,
    iterations: options.iterations,
    quality: options.quality,
    strength: options.strength,
    alpha: options.alpha,
    beta: options.beta,
    contentLayers: options.contentLayers,
    styleLayers: options.styleLayers,
    normalization: options.normalization,
    pooling: options.pooling,
    optimizer: options.optimizer,
    initialImage: fromPicture ? 'picture' : options.init,
    seed: options.seed,
    styleScale: options.styleScale,
    totalVariation: options.tv,
    keepColours: options.keepColours,
    pyramid: options.pyramid,
  };
}

function definedNames(asked: ReturnType<typeof askedParameters>): (keyof Parameters)[] {
  const names = Object.keys(asked) as (keyof typeof asked)[];
  return names.filter((name) => asked[name] !== undefined);
}
