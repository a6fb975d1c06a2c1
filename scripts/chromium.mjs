// Finds a Chromium for the browser tests, installing one where none is there: CHROME_PATH, PATH, the
// usual places, what Playwright has downloaded, Debian's package (as root on Debian), Playwright's download.
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { captureCommand, isMainScript, lastLines, ROOT, runCommand } from './run-command.mjs';

const PROGRAM_NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'chrome',
  'microsoft-edge',
];

/** @type {Partial<Record<NodeJS.Platform, string[]>>} */
const USUAL_PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((variable) => process.env[variable])
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
};

/**
 * The browser's path. Throws an Error whose message is one sentence when none can be had.
 *
 * @param {(line: string) => void} [report] told of what takes long
 * @returns {string}
 */
export function findChromium(report = () => {}) {
  const found = installedChromium(process.env);
  if (found) return found;
  const reasons = [];
  for (const install of [installDebianPackage, downloadWithPlaywright]) {
    const reason = install(report);
    const installed = installedChromium(process.env);
    if (installed) return installed;
    reasons.push(reason);
  }
  throw new Error(
    `No Chrome or Chromium was found, and none could be installed (${reasons.join('; ')}); ` +
      'install one, or set CHROME_PATH to its program.',
  );
}

/**
 * A browser that is there already, or undefined. Throws when CHROME_PATH names none.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function installedChromium(env) {
  if (env.CHROME_PATH) {
    if (isProgram(env.CHROME_PATH)) return env.CHROME_PATH;
    throw new Error(
      `CHROME_PATH is "${env.CHROME_PATH}", which is not a program; set it to Chrome's or Chromium's, or unset it.`,
    );
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = PROGRAM_NAMES.flatMap((name) => folders.map((dir) => join(dir, name + suffix)));
  const places = [...onPath, ...(USUAL_PLACES[process.platform] ?? [])];
  return places.find(isProgram) ?? [playwrightsOwn()].find(isProgram);
}

/**
 * @param {(line: string) => void} report
 * @returns {string} why it did not install, where it did not
 */
function installDebianPackage(report) {
  if (process.getuid?.() !== 0 || !isDebian()) return "not root on Debian, so not Debian's package";
  report("Installing Debian's chromium package (once) …");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { code, output } = captureCommand('apt-get', args, env);
    if (code === 0) continue;
    console.error(lastLines(output, 10));
    return `apt-get ${args[0]} failed with exit code ${code}`;
  }
  return "Debian's package brought no chromium program";
}

/**
 * @param {(line: string) => void} report
 * @returns {string} why it did not install, where it did not
 */
function downloadWithPlaywright(report) {
  const cli = join(ROOT, 'node_modules', 'playwright-core', 'cli.js');
  if (!existsSync(cli)) return 'playwright-core is not installed, run node scripts/bootstrap.mjs';
  report("Downloading Playwright's Chromium (once) …");
  const code = runCommand(process.execPath, [cli, 'install', 'chromium'], {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  return code === 0 ? 'its program was not found' : "Playwright's download failed";
}

function playwrightsOwn() {
  try {
    const require = createRequire(join(ROOT, 'package.json'));
    return require('playwright-core').chromium.executablePath();
  } catch {
    return undefined;
  }
}

function isDebian() {
  const release = '/etc/os-release';
  return existsSync(release) && /^ID=debian$/m.test(readFileSync(release, 'utf8'));
}

/** @param {string | undefined} path */
function isProgram(path) {
  if (!path) return false;
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

if (isMainScript(import.meta.url)) {
  try {
    console.log(`Chromium: ${findChromium(console.log)}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
