// npm test: brings what it needs, then checks everything in the order of what fails fastest. Stops at
// the first step that fails. Its last line counts the tests that ran. With `--quick` it takes the steps
// that need no browser and no build; with names of files or folders only the integration tests there; with
// `--busy <n>` beside n programs that compute.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { build } from './build.mjs';
import { buildPanel } from './build-panel.mjs';
import { keepBusy } from './busy-machine.mjs';
import { findChromium } from './chromium.mjs';
import { ROOT, runTool, startTool } from './run-command.mjs';
import { checkTypes } from './types.mjs';

const REPORTS = join(ROOT, 'node_modules', '.cache', 'pastiche');
/** About half of the integration tests by time: they run beside those that drive the hosts. */
const BESIDE_HOSTS = [
  'packages/core/test',
  'packages/cli/test',
  'packages/panel/test',
  'packages/page/test',
  'scripts/test',
];

/** More files than these fail for a reason, not for the machine's sake. */
const MOST_AGAIN = 3;

/** @typedef {{ status: string, fullName: string, failureMessages: string[] }} TestResult */
/** @typedef {{ name: string, status: string, assertionResults: TestResult[] }} FileResult */

/** Of each file of tests its last run. @type {Map<string, FileResult>} */
const results = new Map();
/** What failed at first. @type {string[]} */
const unsteady = [];
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
const QUICK = [DEPENDENCIES, ...SOURCES, UNIT_TESTS];

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean' }, busy: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const rest = keepBusy(Number(values.busy));
const failedStep = await runSteps(values.quick ? QUICK : stepsFor(positionals));
await rest();
const tests = [...results.values()].flatMap((file) => file.assertionResults);
const passed = tests.filter(({ status }) => status === 'passed');
const failed = tests.filter(({ status }) => status === 'failed');
const skipped = tests.filter((test) => !passed.includes(test) && !failed.includes(test));
reportSkipped();
for (const line of unsteady) console.log(`unsteady: ${line}`);
for (const test of failed) console.log(`failed: ${reasonOf(test)}`);
if (failedStep) console.log(`\nFAILED: ${failedStep}`);
console.log(`\n${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`);
if (failedStep || failed.length > 0 || passed.length === 0) process.exitCode = 1;

/** @param {string[]} names of files or folders of integration tests; none: everything @returns {Step[]} */
function stepsFor(names) {
  if (names.length === 0) {
    return [
      DEPENDENCIES,
      CHROMIUM,
      ...SOURCES,
      BUILD,
      UNIT_TESTS,
      ['integration tests', runIntegrationTests],
    ];
  }
  const some = () => runTests('some', ['--project', 'integration', ...names]);
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
  for (const run of runs) if (run.status === 'rejected') return runAgain(run.reason);
}

/**
 * Windows of VS Code, Figma's simulator and paintings share the cores here, and the machine may be busy
 * besides. Files with a failure run once more by themselves: what fails again has failed, what passes is
 * named as unsteady.
 *
 * @param {unknown} reason why tests failed
 */
async function runAgain(reason) {
  const files = [...results.values()].filter(({ status }) => status === 'failed');
  if (files.length === 0 || files.length > MOST_AGAIN) throw reason;
  for (const test of files.flatMap((file) => file.assertionResults)) {
    if (test.status === 'failed') unsteady.push(reasonOf(test));
  }
  console.log(`\n=== once more, by themselves: ${files.map(({ name }) => name).join(', ')}`);
  await runTests('again', ['--project', 'integration', ...files.map(({ name }) => name)]);
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
    if (existsSync(report)) keepResults(JSON.parse(readFileSync(report, 'utf8')));
  }
}

/** From vitest's JSON report. @param {{ testResults: FileResult[] }} report */
function keepResults({ testResults }) {
  for (const file of testResults) results.set(file.name, file);
}

/** @param {TestResult} test */
function reasonOf({ fullName, failureMessages: [message = ''] }) {
  return `${fullName}: ${message.split('\n', 1)[0]}`;
}

function reportSkipped() {
  for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
  if (skipped.length === 0 || process.env.PASTICHE_WEIGHTS) return;
  console.log(
    '\nThe tests with the real VGG19 were skipped: to run them, set PASTICHE_WEIGHTS to a folder with its model.json and shards.',
  );
}
