import { type Command, Option } from 'commander';
import {
  collect,
  countValue,
  layerWeightsValue,
  numberValue,
  secondsValue,
} from './option-values.js';

/** The options of `pastiche stylize` as commander hands them over; absent ones were not given. */
export interface StylizeOptions extends EngineOptions {
  readonly style: readonly string[];
  readonly styleWeight?: readonly number[];
  readonly output: string;
  readonly iterations?: number;
  readonly quality?: string;
  readonly strength?: number;
  readonly alpha?: number;
  readonly beta?: number;
  readonly contentLayers?: Readonly<Record<string, number>>;
  readonly normalization?: string;
  readonly optimizer?: string;
  /** `content`, `style`, `noise`, or the path of a picture. */
  readonly init?: string;
  readonly seed?: number;
  readonly styleScale?: number;
  readonly tv?: number;
  readonly keepColours?: string;
  readonly pyramid?: boolean;
  readonly checkpoint?: string;
  readonly checkpointInterval: number;
  readonly resume?: string;
  readonly timelapse?: string;
  readonly timelapseEvery: number;
  readonly jobs: number;
  readonly shard?: string;
  readonly json?: boolean;
  readonly skipExisting?: boolean;
  /** `--no-recipe` makes it `false`. */
  readonly recipe?: boolean;
}

/** The options of every command that runs the network. */
export interface EngineOptions {
  readonly network: string;
  readonly weights?: string;
  readonly backend: 'auto' | 'wasm' | 'cpu';
  readonly threads?: number;
  readonly size?: number;
  readonly styleLayers?: Readonly<Record<string, number>>;
  readonly pooling?: string;
  readonly quiet?: boolean;
  readonly overwrite?: boolean;
}

/** Gives a command the options of {@link EngineOptions}. */
export function addEngineOptions(command: Command): Command {
  return command
    .option(
      '--network <name>',
      'vgg19-lite (built in), vgg19 (downloaded where needed), or auto: vgg19-lite, finished by vgg19 where its weights are here',
      'auto',
    )
    .option(
      '--weights <folder|file|url>',
      "where VGG19's weights are (default: PASTICHE_WEIGHTS, then the cache, then the download); with --network vgg19-lite another file of that network",
    )
    .addOption(choice('--backend <name>', 'what computes', ['auto', 'wasm', 'cpu']).default('auto'))
    .option('--threads <count>', 'threads that compute (default: one per core)', countValue)
    .option('--size <px>', 'long side of the result (default: 512, or less for less)', numberValue)
    .option('--style-layers <list>', 'such as conv1_1=1,conv2_1=0.5', layerWeightsValue)
    .addOption(
      choice('--pooling <kind>', 'of vgg19; vgg19-lite knows max only', ['max', 'average']),
    )
    .option('--quiet', 'print errors only')
    .option('--overwrite', 'replace existing files');
}

/** Gives a command the options of {@link StylizeOptions}. */
export function addStylizeOptions(command: Command): Command {
  command
    .requiredOption(
      '--style <file>',
      'a picture, a preset (.pastiche.json, or its share string in a .txt), or a .pastiche-style file; - is stdin; may be repeated',
      collect((text) => text),
    )
    .option('--style-weight <number>', 'one for each --style, in order', collect(numberValue))
    .requiredOption(
      '-o, --output <file|folder>',
      'where the result goes; - writes one as PNG to stdout',
    );
  addEngineOptions(command);
  addObjectiveOptions(command);
  return addRunOptions(command);
}

const NORMALIZATIONS = ['relative', 'gatys', 'udacity'];

function addObjectiveOptions(command: Command): void {
  command
    .option('--iterations <count>', 'iterations over all scales', numberValue)
    .addOption(choice('--quality <name>', 'amount of work', ['draft', 'standard', 'high']))
    .option('--strength <0..1>', 'from the content (0) to the style (1)', numberValue)
    .option('--alpha <weight>', 'weight of the content, instead of --strength', numberValue)
    .option('--beta <weight>', 'weight of the style, instead of --strength', numberValue)
    .option('--content-layers <list>', 'such as conv4_2=1', layerWeightsValue)
    .addOption(choice('--normalization <name>', 'of the losses', NORMALIZATIONS))
    .addOption(choice('--normalisation <name>', 'its older spelling', NORMALIZATIONS).hideHelp())
    .on('option:normalisation', (name) => command.setOptionValue('normalization', name))
    .addOption(choice('--optimizer <name>', 'the optimizer', ['adam', 'lbfgs']))
    .option('--init <start>', 'content, style, noise, or a picture file to start from')
    .option('--seed <number>', 'seed of every random number', numberValue)
    .option('--style-scale <factor>', "long side of the style over the picture's", numberValue)
    .option('--tv <weight>', 'weight of the total variation', numberValue)
    .addOption(
      choice('--keep-colours <how>', "keep the content's colours", ['off', 'luminance', 'match']),
    )
    .option('--pyramid', 'paint coarse to fine')
    .option('--no-pyramid', 'paint at the final size only');
}

function addRunOptions(command: Command): Command {
  return command
    .option('--checkpoint <file>', 'keep the state of the run in this file')
    .option('--checkpoint-interval <s>', 'seconds between checkpoints', secondsValue, 60)
    .option(
      '--resume <file>',
      'go on from a checkpoint: name the same pictures; its other options hold',
    )
    .option('--timelapse <folder>', 'write numbered PNG frames')
    .option('--timelapse-every <count>', 'iterations between frames', countValue, 5)
    .option('--jobs <count>', 'contents painted side by side', countValue, 1)
    .option('--shard <i/n>', 'paint only the i-th of n parts of the contents')
    .option('--json', 'print one JSON object per step on stdout')
    .option('--skip-existing', 'leave out contents whose finished result exists')
    .option('--no-recipe', 'write no metadata that tell how a finished result was painted');
}

function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices(values);
}
