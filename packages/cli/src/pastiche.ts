#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { sayIn } from '@pastiche/core';
import { describeError, EXIT_CODES, exitCodeOf } from './base/command-error.js';
import { personLanguage } from './base/person-language.js';
import { processTerminal } from './base/terminal.js';
import { removeUnfinishedFiles } from './output/output-file.js';
import { runProgram } from './program.js';

const terminal = processTerminal(sayIn(personLanguage()));
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
  const text = terminal.say(describeError(error, debug));
  if (text !== '') terminal.err.write(`pastiche: ${text}\n`);
  process.exitCode = exitCodeOf(error);
}
// A child keeps its channel open until here; everything else has been awaited.
if (process.connected) process.disconnect();
