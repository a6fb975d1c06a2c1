import { type Parameters, parseParameters } from '@pastiche/core';
import { CommandError } from './command-error.js';
import { type NetworkOption, parseNetworkOption } from './network-names.js';
import type { EngineOptions, StylizeOptions } from './stylize-options.js';

/** Which network is asked for, where it comes from and what runs it. */
export interface EnginePlan {
  readonly network: NetworkOption;
  /** `--weights`; `null` leaves it to the environment, the cache and the catalogue. */
  readonly weights: string | null;
  readonly backend: 'auto' | 'wasm' | 'cpu';
}

/** A style file and its blend weight. */
export interface StylePlan {
  readonly file: string;
  readonly weight: number;
}

/** Everything about painting one content, as plain data, so that it can go to a child process. */
export interface RunPlan {
  readonly engine: EnginePlan;
  readonly content: string;
  readonly output: string;
  readonly styles: readonly StylePlan[];
  /** Checked; `size` holds only when {@link sizeGiven}. */
  readonly parameters: Parameters;
  /** The parameters that an option named; a resumed run takes the others from its checkpoint. */
  readonly given: readonly (keyof Parameters)[];
  /** Without it the size is the default, or the content's own long side when that is smaller. */
  readonly sizeGiven: boolean;
  readonly initialPicture: string | null;
  readonly checkpoint: { readonly file: string; readonly everySeconds: number } | null;
  readonly resume: string | null;
  readonly timelapse: { readonly folder: string; readonly every: number } | null;
  readonly overwrite: boolean;
}

/** What all runs of one command share. */
export type SharedPlan = Omit<RunPlan, 'content' | 'output'>;

const INITIAL_IMAGES: ReadonlySet<string> = new Set(['content', 'style', 'noise']);

/**
 * Turns the options of `pastiche stylize` into a plan.
 *
 * @throws CommandError (wrong usage) for options that contradict one another.
 * @throws StyleTransferError `invalid-parameter` for values out of range, such as an unknown layer.
 */
export function planRuns(options: StylizeOptions): SharedPlan {
  const initialPicture =
    options.init === undefined || INITIAL_IMAGES.has(options.init) ? null : options.init;
  const asked = askedParameters(options, initialPicture !== null);
  return {
    engine: planEngine(options),
    styles: weighStyles(options.style, options.styleWeight),
    parameters: parseParameters(asked),
    given: definedNames(asked),
    sizeGiven: options.size !== undefined,
    initialPicture,
    checkpoint:
      options.checkpoint === undefined
        ? null
        : { file: options.checkpoint, everySeconds: options.checkpointInterval },
    resume: options.resume ?? null,
    timelapse:
      options.timelapse === undefined
        ? null
        : { folder: options.timelapse, every: options.timelapseEvery },
    overwrite: options.overwrite ?? false,
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
  };
}

function weighStyles(
  files: readonly string[],
  weights: readonly number[] | undefined,
): readonly StylePlan[] {
  if (weights !== undefined && weights.length !== files.length) {
    throw new CommandError(
      'usage',
      `--style-weight is expected once for each --style: got ${weights.length} for ${files.length}.`,
    );
  }
  return files.map((file, index) => ({ file, weight: weights?.[index] ?? 1 }));
}

function askedParameters(options: StylizeOptions, fromPicture: boolean) {
  if (options.iterations !== undefined && options.quality !== undefined) {
    throw new CommandError('usage', 'Give --iterations or --quality, not both.');
  }
  return {
    size: options.size,
    iterations: options.iterations,
    quality: options.quality,
    strength: options.strength,
    alpha: options.alpha,
    beta: options.beta,
    contentLayers: options.contentLayers,
    styleLayers: options.styleLayers,
    normalisation: options.normalisation,
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
