// npm test: brings what it needs, then checks everything in the order of what fails fastest. Stops at
// the first step that fails. Its last line counts the tests that ran. With `--quick` it takes the steps
// that need no browser and no build; with names of files or folders only the integration tests there.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { build } from './build.mjs';
import { buildPanel } from './build-panel.mjs';
import { findChromium } from './chromium.mjs';
import { ROOT, runTool, startTool } from './run-command.mjs';
import { checkTypes } from './types.mjs';

const REPORTS = join(ROOT, 'node_modules', '.cache', 'pastiche');
/** About half of the integration tests by time: they run beside those that drive the hosts. */
const BESIDE_HOSTS = [
  'packages/core/test',
  'packages/cli/test',
  'packages/panel/test',
  'scripts/test',
];

/** @typedef {{ passed: number, failed: string[], skipped: string[] }} Totals */

/** @type {Totals} */
const totals = { passed: 0, failed: [], skipped: [] };
const env = { ...process.env };

/** What throws no Error has passed. @typedef {[name: string, run: () => unknown]} Step */

/** @type {Step} */
const DEPENDENCIES = ['dependencies', () => bootstrap(console.log)];
/** @type {Step} */
const CHROMIUM = ['chromium', bringChromium];
/** @type {Step[]} */
const SOURCES = [
  [
    'format and lint',
    () => runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  ],
  ['types', checkTypes],
];
/** @type {Step} */
const BUILD = ['build', buildAll];
/** @type {Step} */
const UNIT_TESTS = ['unit tests', () => runTests('unit', ['--project', 'unit'])];

const failedStep = await runSteps(stepsFor(process.argv.slice(2)));
reportSkipped();
for (const line of totals.failed) console.log(`failed: ${line}`);
if (failedStep) console.log(`\nFAILED: ${failedStep}`);
const { passed, failed, skipped } = totals;
console.log(`\n${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
if (failedStep || failed.length > 0 || passed === 0) process.exitCode = 1;

/** @param {string[]} args @returns {Step[]} */
function stepsFor(args) {
  if (args.includes('--quick')) return [DEPENDENCIES, ...SOURCES, UNIT_TESTS];
  if (args.length === 0) {
    return [
      DEPENDENCIES,
      CHROMIUM,
      ...SOURCES,
      BUILD,
      UNIT_TESTS,
      ['integration tests', runIntegrationTests],
    ];
  }
  const some = () => runTests('some', ['--project', 'integration', ...args]);
  return [DEPENDENCIES, CHROMIUM, BUILD, ['integration tests', some]];
}

/** @param {Step[]} steps @returns {Promise<string | undefined>} the name of the step that failed */
async function runSteps(steps) {
  for (const [name, run] of steps) {
    console.log(`\n=== ${name}`);
    const started = performance.now();
    try {
      await run();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return name;
    }
    console.log(`=== ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  return undefined;
}

async function buildAll() {
  await build(console.log);
  await buildPanel({ report: console.log });
}

function bringChromium() {
  env.CHROME_PATH = findChromium(console.log);
  console.log(env.CHROME_PATH);
}

async function runIntegrationTests() {
  const args = ['--project', 'integration'];
  const rest = BESIDE_HOSTS.flatMap((folder) => ['--exclude', `${folder}/**`]);
  // Two runs that print at once could not be read: the shorter one prints when it ends.
  const runs = await Promise.allSettled([
    runTests('hosts', [...args, ...rest]),
    runTests('engine', [...args, ...BESIDE_HOSTS], { isPrintedAtEnd: true }),
  ]);
  for (const run of runs) if (run.status === 'rejected') throw run.reason;
}

/**
 * @param {string} name of the report
 * @param {string[]} args
 * @param {{ isPrintedAtEnd?: boolean }} [options]
 */
async function runTests(name, args, options) {
  mkdirSync(REPORTS, { recursive: true });
  const report = join(REPORTS, `${name}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    await startTool('vitest/vitest.mjs', ['run', ...args, ...reporters], { env, ...options });
  } finally {
    // Without a report vitest did not come as far as running a test, which fails the step.
    if (existsSync(report)) addTotals(JSON.parse(readFileSync(report, 'utf8')));
  }
}

/**
 * Counts from vitest's JSON report. A test that its file's failure kept from running is no test
 * result; vitest's exit code already tells of it.
 *
 * @param {{ testResults: { assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} report
 */
function addTotals({ testResults }) {
  const results = testResults.flatMap((file) => file.assertionResults);
  for (const { status, fullName, failureMessages } of results) {
    if (status === 'passed') totals.passed++;
    else if (status === 'failed') totals.failed.push(`${fullName}: ${firstLine(failureMessages)}`);
    else totals.skipped.push(fullName);
  }
}

/** @param {string[]} messages */
function firstLine([message = '']) {
  return message.split('\n', 1)[0];
}

function reportSkipped() {
  for (const name of totals.skipped) console.log(`skipped: ${name}`);
  if (totals.skipped.length === 0 || process.env.PASTICHE_WEIGHTS) return;
  console.log(
    '\nThe tests with the real VGG19 were skipped: to run them, set PASTICHE_WEIGHTS to a folder with its model.json and shards.',
  );
}
