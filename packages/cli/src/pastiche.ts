import { fileURLToPath } from 'node:url';
import { describeError, EXIT_CODES, exitCodeOf } from './base/command-error.js';
import { processTerminal } from './base/terminal.js';
import { removeUnfinishedFiles } from './output/output-file.js';
import { runProgram } from './program.js';

const terminal = processTerminal();
const debug = Boolean(process.env.PASTICHE_DEBUG);

process.on('exit', removeUnfinishedFiles);

try {
  await runProgram(process.argv.slice(2), {
    terminal,
    debug,
    program: fileURLToPath(import.meta.url),
    exitAtOnce: () => process.exit(EXIT_CODES.interrupted),
  });
} catch (error) {
  const sentence = describeError(error, debug);
  if (sentence !== '') terminal.err.write(`pastiche: ${sentence}\n`);
  process.exitCode = exitCodeOf(error);
}
// A child keeps its channel open until here; everything else has been awaited.
if (process.connected) process.disconnect();
