import { withinLimits } from '../../../packages/cli/src/input/input-limits.js';
import { readPicture } from '../../../packages/cli/src/input/picture-file.js';
import { parseShard } from '../../../packages/cli/src/jobs/shard.js';
import { planJobs } from '../../../packages/cli/src/plan/job-plan.js';
import { parsedOptions } from '../../../packages/cli/test/parsed-options.js';
import { type FuzzTarget, textInput, textOf } from './fuzz-target.js';
import { PICTURE_TARGETS } from './pictures.js';

/** A line for each argument, up to the plan of a run. Nothing is opened. */
const commandLine: FuzzTarget = {
  name: 'command-line',
  seeds: () =>
    [
      'a.png --style b.png -o c.png --size 512 --strength 0.5 --style-layers conv1_1=1,conv2_1=0.5',
      'a.png b.png --style c.png --style d.png --style-weight 1 --style-weight 2 -o out --jobs 2 --shard 1/2',
      'a.png --style b.png -o c.jpg --quality-of-file 80 --iterations 5 --optimizer lbfgs --seed 3 --tv 1e-3',
      'a.png --style b.png -o - --network vgg19 --memory 500 --limits strict --keep-colours match --init noise',
    ].map((line) => textInput(line.replaceAll(' ', '\n'))),
  words: [
    '--',
    '-',
    '=',
    '--size=',
    '--seed',
    '\n--alpha\n',
    '\n--beta\n',
    '--content-layers',
    '--no-pyramid',
    '--pooling',
    'original',
  ],
  read: (input) => {
    const options = parsedOptions(textOf(input).split('\n'));
    if (options.shard !== undefined) parseShard(options.shard);
    planJobs(options);
  },
};

/** As a web form would have it: libvips decodes what core's checks let through. */
const pictureFile: FuzzTarget = {
  name: 'picture-file',
  seeds: async () => (await Promise.all(PICTURE_TARGETS.map(({ seeds }) => seeds()))).flat(),
  quick: 200,
  read: (input) =>
    withinLimits('strict', async () => {
      const { pixels, original } = await readPicture('a.png', input);
      if (pixels.data.length !== pixels.width * pixels.height * 4) throw new Error('wrong pixels');
      return `${original.width > 64}`;
    }),
};

export const TERMINAL_TARGETS: readonly FuzzTarget[] = [commandLine, pictureFile];
