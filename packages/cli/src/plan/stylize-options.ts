import { type Say, sentence } from '@pastiche/core';
import { type Command, Option } from 'commander';
import { addFileOptions, type FileOptions } from './file-options.js';
import { addLimitsOption, type LimitsOption } from './limits-option.js';
import { addMaskOptions, type MaskOptions } from './mask-options.js';
import {
  collect,
  countValue,
  layerWeightsValue,
  megabytesValue,
  numberValue,
  secondsValue,
  sizeValue,
} from './option-values.js';

/** The options of `pastiche stylize` as commander hands them over; absent ones were not given. */
export interface StylizeOptions extends EngineOptions, FileOptions, MaskOptions {
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
  /** A painting at a smaller size. */
  readonly from?: string;
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
  /** Bytes. */
  readonly memory?: number;
  readonly shard?: string;
  readonly json?: boolean;
  readonly skipExisting?: boolean;
  /** `--no-recipe` makes it `false`. */
  readonly recipe?: boolean;
}

/** The options of every command that runs the network. */
export interface EngineOptions extends LimitsOption {
  readonly network: string;
  readonly weights?: string;
  readonly backend: 'auto' | 'wasm' | 'cpu';
  readonly threads?: number;
  readonly size?: number | 'original';
  readonly styleLayers?: Readonly<Record<string, number>>;
  readonly pooling?: string;
  readonly quiet?: boolean;
  readonly overwrite?: boolean;
}

/** Gives a command the options of {@link EngineOptions}. */
export function addEngineOptions(command: Command, say: Say): Command {
  return addLimitsOption(command, say)
    .option(
      '--network <name>',
      say(
        sentence`vgg19-lite (built in), vgg19 (downloaded if needed), or auto: vgg19-lite first, then vgg19 if its weights are here`,
      ),
      'auto',
    )
    .option(
      '--weights <folder|file|url>',
      say(
        sentence`where the weights of VGG19 are (default: PASTICHE_WEIGHTS, then the cache, then a download); with --network vgg19-lite, another file of that network`,
      ),
    )
    .addOption(
      choice('--backend <name>', say(sentence`what to compute with`), [
        'auto',
        'wasm',
        'cpu',
      ]).default('auto'),
    )
    .option(
      '--threads <count>',
      say(sentence`threads to compute with (default: one per core)`),
      countValue,
    )
    .option(
      '--size <px>',
      say(
        sentence`long side of the result, or original: that of the picture (default: 512, or that of a smaller picture)`,
      ),
      sizeValue,
    )
    .option(
      '--style-layers <list>',
      say(sentence`weights of the style layers, such as conv1_1=1,conv2_1=0.5`),
      layerWeightsValue,
    )
    .addOption(
      choice('--pooling <kind>', say(sentence`pooling of vgg19; vgg19-lite knows max only`), [
        'max',
        'average',
      ]),
    )
    .option('--quiet', say(sentence`print errors only`))
    .option('--overwrite', say(sentence`replace existing files`));
}

/** Gives a command the options of {@link StylizeOptions}. */
export function addStylizeOptions(command: Command, say: Say): Command {
  command
    .requiredOption(
      '--style <file>',
      say(
        sentence`a picture, a preset (.pastiche.json, or a .txt with its share string) or style statistics (.pastiche-style); - for stdin; repeat it to blend styles`,
      ),
      collect((text) => text),
    )
    .option(
      '--style-weight <number>',
      say(sentence`share in the blend, once for each --style, in the same order`),
      collect(numberValue),
    )
    .requiredOption(
      '-o, --output <file|folder>',
      say(
        sentence`where to save the result; - writes it to stdout, as PNG unless --format says another`,
      ),
    );
  addEngineOptions(command, say);
  addLossOptions(command, say);
  addPaintOptions(command, say);
  addMaskOptions(command, say);
  addFileOptions(command, say);
  return addRunOptions(command, say);
}

const NORMALIZATIONS = ['relative', 'gatys', 'udacity'];

function addLossOptions(command: Command, say: Say): void {
  command
    .option(
      '--strength <0..1>',
      say(sentence`how far to go from the content (0) to the style (1)`),
      numberValue,
    )
    .option(
      '--alpha <weight>',
      say(sentence`weight of the content, instead of --strength`),
      numberValue,
    )
    .option(
      '--beta <weight>',
      say(sentence`weight of the style, instead of --strength`),
      numberValue,
    )
    .option(
      '--content-layers <list>',
      say(sentence`weights of the content layers, such as conv4_2=1`),
      layerWeightsValue,
    )
    .addOption(
      choice(
        '--normalization <name>',
        say(sentence`how the losses are normalized`),
        NORMALIZATIONS,
      ),
    )
    .addOption(choice('--normalisation <name>', '', NORMALIZATIONS).hideHelp())
    .on('option:normalisation', (name) => command.setOptionValue('normalization', name))
    .option(
      '--tv <weight>',
      say(sentence`weight of the total variation, which smooths`),
      numberValue,
    );
}

function addPaintOptions(command: Command, say: Say): void {
  command
    .addOption(
      choice('--quality <name>', say(sentence`how much work to spend`), [
        'draft',
        'standard',
        'high',
      ]),
    )
    .option(
      '--iterations <count>',
      say(sentence`iterations over all scales, instead of --quality`),
      numberValue,
    )
    .addOption(choice('--optimizer <name>', say(sentence`the optimizer`), ['adam', 'lbfgs']))
    .option(
      '--init <start>',
      say(sentence`what to start from: content, style, noise, or a picture file`),
    )
    .option(
      '--from <painting>',
      say(
        sentence`paint a result of this program larger: goes on from it, as it was painted (default size: that of the picture)`,
      ),
    )
    .option('--seed <number>', say(sentence`seed of all random numbers`), numberValue)
    .option(
      '--style-scale <factor>',
      say(sentence`size of the style relative to the picture`),
      numberValue,
    )
    .addOption(
      choice('--keep-colours <how>', say(sentence`keep the colours of the content`), [
        'off',
        'luminance',
        'match',
      ]),
    )
    .option('--pyramid', say(sentence`paint from coarse to fine`))
    .option('--no-pyramid', say(sentence`paint at the final size only`));
}

function addRunOptions(command: Command, say: Say): Command {
  return command
    .option('--checkpoint <file>', say(sentence`keep the state of the run in this file`))
    .option(
      '--checkpoint-interval <s>',
      say(sentence`seconds between checkpoints`),
      secondsValue,
      60,
    )
    .option(
      '--resume <file>',
      say(sentence`resume from a checkpoint: name the same pictures; its settings hold`),
    )
    .option('--timelapse <folder>', say(sentence`write numbered PNG frames into this folder`))
    .option('--timelapse-every <count>', say(sentence`iterations between frames`), countValue, 5)
    .option('--jobs <count>', say(sentence`how many contents to paint at once`), countValue, 1)
    .option(
      '--memory <MB>',
      say(
        sentence`memory that the network may take; what needs more is painted in pieces (default: four fifths of what is free)`,
      ),
      megabytesValue,
    )
    .option('--shard <i/n>', say(sentence`paint only the i-th of n parts of the contents`))
    .option('--json', say(sentence`print each step as a JSON object on stdout`))
    .option('--skip-existing', say(sentence`skip contents whose finished result exists`))
    .option('--no-recipe', say(sentence`do not write into the result how it was painted`));
}

function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices(values);
}
