import { type Say, sentence } from '@pastiche/core';
import { Command, CommanderError } from 'commander';
import type { CommandContext } from './base/command-context.js';
import { CommandError } from './base/command-error.js';
import { VERSION } from './base/version.js';
import { commanderSaid, helpIn } from './commander-words.js';
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
import { withinLimits } from './input/input-limits.js';
import { JOB_COMMAND } from './jobs/job-messages.js';
import { addLimitsOption, type LimitsOption } from './plan/limits-option.js';
import { collect } from './plan/option-values.js';
import {
  addEngineOptions,
  addStylizeOptions,
  type StylizeOptions,
} from './plan/stylize-options.js';

/** The same in every language. */
const EXAMPLES = `
  pastiche stylize photo.jpg --style night.jpg -o painted.png
  pastiche stylize photos/ --style night.jpg --style wave.jpg --style-weight 2 --style-weight 1 -o painted/ --jobs 4
  cat photo.jpg | pastiche stylize - --style night.jpg -o - > painted.png
  pastiche statistics night.jpg -o night.pastiche-style
  pastiche weights fetch
`;

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
  const { out, err, say } = context.terminal;
  const program = speaking(new Command('pastiche'), say)
    .description(
      say(sentence`Repaint pictures in the style of others (Gatys, Ecker & Bethge 2016).`),
    )
    .version(VERSION, '-V, --version', say(sentence`print the version`))
    .addHelpText('after', afterHelp(say))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => out.write(text),
      writeErr: (text) => err.write(text),
      outputError: (text, write) => write(say(commanderSaid(text))),
    });
  addStylizeOptions(
    program
      .command('stylize')
      .description(say(sentence`paint pictures in the style of others`))
      .argument('<content...>', say(sentence`pictures, folders of pictures, or - for stdin`)),
    say,
  ).action((contents: string[], options: StylizeOptions) =>
    withinLimits(options.limits, () => stylizeCommand(contents, options, context)),
  );
  addEngineOptions(
    program
      .command('statistics')
      .description(
        say(
          sentence`measure a style once, to use the result in place of its picture; it fits one network (auto: vgg19 if its weights are here, else vgg19-lite)`,
        ),
      )
      .argument('<picture>', say(sentence`the style, or - for stdin`))
      .requiredOption('-o, --output <file>', say(sentence`where to save it (.pastiche-style)`)),
    say,
  ).action((picture: string, options: StatisticsOptions) =>
    withinLimits(options.limits, () => statisticsCommand(picture, options, context)),
  );
  addWeightsCommands(program, context);
  addLimitsOption(
    program
      .command('info')
      .description(say(sentence`show what is installed, or how a picture was painted`))
      .argument('[picture]', say(sentence`a result of pastiche, or - for stdin`)),
    say,
  ).action((picture: string | undefined, { limits }: LimitsOption) =>
    withinLimits(limits, () => infoCommand(picture, context)),
  );
  addMcpCommand(program, say);
  program.command(JOB_COMMAND, { hidden: true }).action(() => jobCommand(context));
  return program;
}

/** Its subcommands inherit it. */
function speaking(program: Command, say: Say): Command {
  return program
    .configureHelp(helpIn(say))
    .helpOption('-h, --help', say(sentence`show this help`))
    .helpCommand('help [command]', say(sentence`show the help of a command`))
    .showHelpAfterError(say(sentence`(pastiche --help shows more)`));
}

function afterHelp(say: Say): string {
  const examples = say(sentence`Examples:`);
  const codes = say(
    sentence`Exit codes: 0 done, 1 failed or saved elsewhere than asked, 2 wrong usage, 130 interrupted.`,
  );
  return `\n${examples}${EXAMPLES}\n${codes}`;
}

function addWeightsCommands(program: Command, context: CommandContext): void {
  const { say } = context.terminal;
  const networkName = say(sentence`its name`);
  const weights = program
    .command('weights')
    .description(say(sentence`manage the weights of the networks on this machine`));
  weights
    .command('list')
    .description(say(sentence`list the networks, and whether their weights are here`))
    .action(() => listWeights(context));
  weights
    .command('fetch')
    .description(say(sentence`download a network into the cache`))
    .argument('[network]', networkName, 'vgg19')
    .option('--from <url>', say(sentence`a mirror of the same files`))
    .option('--quiet', say(sentence`print errors only`))
    .action((network: string, options: { from?: string; quiet?: boolean }) =>
      fetchWeights(network, options, context),
    );
  weights
    .command('verify')
    .description(say(sentence`check the cached files against their SHA-256`))
    .argument('[network]', networkName, 'vgg19')
    .action((network: string) => verifyWeights(network, context));
  weights
    .command('import')
    .description(say(sentence`copy files that are already here into the cache`))
    .argument('<folder|file>', say(sentence`the network's files as they are published`))
    .option('--network <name>', networkName, 'vgg19')
    .action((path: string, options: { network: string }) =>
      importWeights(path, options.network, context),
    );
  weights
    .command('where')
    .description(say(sentence`print the cache folder`))
    .action(() => whereWeights(context));
}

function addMcpCommand(program: Command, say: Say): void {
  program
    .command('mcp')
    .description(
      say(sentence`serve an assistant with tools that paint, over the Model Context Protocol`),
    )
    .option(
      '--root <folder>',
      say(
        sentence`a folder that it may read pictures of and write results to; repeat it for more (default: those that the assistant opens, else the current one)`,
      ),
      collect((text) => text),
    )
    .action(async ({ root = [] }: { root?: readonly string[] }) => {
      // Apart, since nothing else needs what it is made of.
      const { mcpCommand } = await import('./mcp/mcp-command.js');
      await mcpCommand(root);
    });
}
