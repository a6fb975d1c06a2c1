// What a script must not do that runs in Figma's sandbox: use a global that is not there, or make code
// from text. A bundle is checked, because what it took from elsewhere counts, too.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureCommand, ROOT } from './run-command.mjs';

/** "Cannot find name", with and without a guess at what was meant, and "not before ES2021". */
const UNKNOWN = new Set([2304, 2550, 2552, 2580, 2583, 2584, 2591, 2868]);

/** The sandbox's realm, for any script. */
const CHECK = [
  ...[
    '--allowJs',
    '--checkJs',
    '--noEmit',
    '--ignoreConfig',
    '--skipLibCheck',
    '--strict',
    'false',
  ],
  ...['--target', 'es2020', '--lib', 'es2020', '--types', '@figma/plugin-typings'],
];

/**
 * Checks a script against Figma's own typings and the language of 2020. Throws an Error that names
 * the first things that are missing there.
 *
 * @param {string} script text
 * @param {string} folder a package from which the typings of Figma are found
 */
export function checkSandboxScript(script, folder) {
  if (/\beval\s*\(|\bFunction\s*\(/.test(script)) {
    throw new Error('main.js makes code from text (eval or Function), which Figma may forbid.');
  }
  const unknown = unknownNames(script, folder);
  if (unknown.length === 0) return;
  throw new Error(`main.js uses what Figma's sandbox lacks: ${unknown.slice(0, 5).join(' ')}`);
}

/** @param {string} script @param {string} folder */
function unknownNames(script, folder) {
  // Below the package, so that the typings are found from the file.
  const place = mkdtempSync(join(folder, 'node_modules', '.sandbox-'));
  try {
    const file = join(place, 'main.js');
    writeFileSync(file, script);
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const { output } = captureCommand(process.execPath, [
      tsc,
      ...CHECK,
      ...['--typeRoots', join(folder, 'node_modules')],
      file,
    ]);
    if (/^error TS/m.test(output)) throw new Error(`main.js could not be checked: ${output}`);
    return output
      .split('\n')
      .map((line) => /error TS(\d+): (.*)/.exec(line))
      .filter((match) => match !== null && UNKNOWN.has(Number(match[1])))
      .map((match) => match?.[2]);
  } finally {
    rmSync(place, { recursive: true });
  }
}
