import { Command, CommanderError } from 'commander';
import type { CommandContext } from './base/command-context.js';
import { CommandError } from './base/command-error.js';
import { VERSION } from './base/version.js';
import { infoCommand } from './commands/info-command.js';
import { jobCommand } from './commands/job-command.js';
import { type StatisticsOptions, statisticsCommand } from './commands/statistics-command.js';
import { stylizeCommand } from './commands/stylize-command.js';
import {
  fetchWeights,
  importWeights,
  listWeights,
  verifyWeights,
  whereWeights,
} from './commands/weights-command.js';
import { JOB_COMMAND } from './jobs/job-messages.js';
import {
  addEngineOptions,
  addStylizeOptions,
  type StylizeOptions,
} from './plan/stylize-options.js';

const EXAMPLES = `
Examples:
  pastiche stylize photo.jpg --style night.jpg -o painted.png
  pastiche stylize photos/ --style night.jpg --style wave.jpg --style-weight 2 --style-weight 1 -o painted/ --jobs 4
  cat photo.jpg | pastiche stylize - --style night.jpg -o - > painted.png
  pastiche statistics night.jpg -o night.pastiche-style
  pastiche weights fetch

Exit codes: 0 done, 1 failed or saved in another place than asked, 2 wrong usage, 130 interrupted.`;

/**
 * Runs one command line.
 *
 * @param argumentsOfUser Without `node` and the program's name.
 * @throws CommandError (wrong usage) after commander's own message, and what the commands throw.
 */
export async function runProgram(
  argumentsOfUser: readonly string[],
  context: CommandContext,
): Promise<void> {
  try {
    await createProgram(context).parseAsync(argumentsOfUser, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return;
    // Commander has printed its sentence, or the help, already.
    throw new CommandError('usage', '', error);
  }
}

function createProgram(context: CommandContext): Command {
  const program = new Command('pastiche')
    .description('Neural style transfer (Gatys, Ecker & Bethge 2016): repaints pictures.')
    .version(VERSION)
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(pastiche --help tells more)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.terminal.out.write(text),
      writeErr: (text) => context.terminal.err.write(text),
    });
  addStylizeOptions(
    program
      .command('stylize')
      .description('paint one or more pictures in the style of others')
      .argument('<content...>', 'pictures, folders of pictures, or - for one from stdin'),
  ).action((contents: string[], options: StylizeOptions) =>
    stylizeCommand(contents, options, context),
  );
  addEngineOptions(
    program
      .command('statistics')
      .description(
        'take the statistics of a style, to be used in its place; they belong to one network (auto: vgg19 where its weights are here, else vgg19-lite)',
      )
      .argument('<picture>', 'the style, or - for one from stdin')
      .requiredOption('-o, --output <file>', 'where they go (.pastiche-style)'),
  ).action((picture: string, options: StatisticsOptions) =>
    statisticsCommand(picture, options, context),
  );
  addWeightsCommands(program, context);
  program
    .command('info')
    .description('tell about this installation, or how a picture was painted')
    .argument('[picture]', 'a result of pastiche, or - for one from stdin')
    .action((picture: string | undefined) => infoCommand(picture, context));
  program.command(JOB_COMMAND, { hidden: true }).action(() => jobCommand(context));
  return program;
}

function addWeightsCommands(program: Command, context: CommandContext): void {
  const weights = program.command('weights').description("the networks' weights on this machine");
  weights
    .command('list')
    .description('the built-in and the known networks, and whether they are here')
    .action(() => listWeights(context));
  weights
    .command('fetch')
    .description('download a network into the cache')
    .argument('[network]', 'its name', 'vgg19')
    .option('--from <url>', 'a mirror of the same files')
    .option('--quiet', 'print errors only')
    .action((network: string, options: { from?: string; quiet?: boolean }) =>
      fetchWeights(network, options, context),
    );
  weights
    .command('verify')
    .description('check the cached files against their SHA-256')
    .argument('[network]', 'its name', 'vgg19')
    .action((network: string) => verifyWeights(network, context));
  weights
    .command('import')
    .description('put files that are here already into the cache')
    .argument('<folder|file>', "the network's files as they are published")
    .option('--network <name>', 'its name', 'vgg19')
    .action((path: string, options: { network: string }) =>
      importWeights(path, options.network, context),
    );
  weights
    .command('where')
    .description('print the folder of the cache')
    .action(() => whereWeights(context));
}
