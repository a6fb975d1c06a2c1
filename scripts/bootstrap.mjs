// Brings the pinned pnpm and the dependencies with nothing but Node and npm; does nothing when they
// are there already. Must parse on old Nodes, to be able to say that they are too old.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureCommand, isMainScript, lastLines, ROOT } from './run-command.mjs';

/** Lies inside node_modules, so that it goes when they go. */
const STAMP = join(ROOT, 'node_modules', '.pastiche-installed');
const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|dns error|error sending request/;

/**
 * Installs the dependencies exactly as pnpm-lock.yaml says. Throws an Error whose message is one
 * sentence when it cannot.
 *
 * @param {(line: string) => void} [report] told of what takes long
 */
export function bootstrap(report = () => {}) {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  requireNode(manifest.engines.node.replace('>=', ''));
  const stamp = installationStamp();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;

  const [pnpm, version] = pnpmCommand(manifest.packageManager);
  report(`Installing the dependencies with pnpm ${version} …`);
  const [program = 'pnpm', ...args] = [...pnpm, 'install', '--frozen-lockfile'];
  // CI: pnpm must not ask before it replaces a node_modules of another layout.
  const { code, output } = captureCommand(program, args, { ...process.env, CI: 'true' });
  if (code !== 0) throw new Error(installationFailure(code, output, version));
  writeFileSync(STAMP, stamp);
}

/**
 * Throws an Error with a sentence when Node is too old.
 *
 * @param {string} minimum such as 20.20
 * @param {string} [version] such as 20.20.2
 */
export function requireNode(minimum, version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = minimum.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Error(
    `Pastiche needs Node ${minimum} or newer, and this is Node ${version}; install a newer Node and run the command again.`,
  );
}

/** One line that changes whenever the installation has to be made anew. */
function installationStamp() {
  const hash = createHash('sha256');
  const packages = readdirSync(join(ROOT, 'packages')).sort();
  const manifests = packages.map((name) => join('packages', name, 'package.json'));
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests]) {
    const path = join(ROOT, file);
    if (existsSync(path)) hash.update(file).update(readFileSync(path));
  }
  return `${process.platform}-${process.arch} node ${process.versions.node} ${hash.digest('hex')}\n`;
}

/**
 * How to run the pinned pnpm: the copy kept in .cache, else the one on PATH when it is the right one,
 * else a copy that npm brings now. Needs the network at most once.
 *
 * @param {string} packageManager such as pnpm@10.34.8
 * @returns {[command: string[], version: string]}
 */
export function pnpmCommand(packageManager) {
  const version = packageManager.split('@')[1]?.split('+')[0] ?? '';
  const folder = join(ROOT, '.cache', `pnpm-${version}`);
  const kept = [process.execPath, join(folder, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs')];
  if (existsSync(kept[1] ?? '')) return [kept, version];
  const onPath = captureCommand('pnpm', ['--version']);
  if (onPath.code === 0 && onPath.output.trim() === version) return [['pnpm'], version];

  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--prefix', folder];
  const { code, output } = captureCommand('npm', ['install', ...options, `pnpm@${version}`]);
  if (code !== 0) throw new Error(installationFailure(code, output, version));
  return [kept, version];
}

/**
 * What to tell a person when the installation failed.
 *
 * @param {number} code exit code of npm or pnpm, 127 where there is none
 * @param {string} output what it printed
 * @param {string} version pnpm's
 */
export function installationFailure(code, output, version) {
  if (code === 127) return 'npm was not found; install Node with npm and run the command again.';
  if (/OUTDATED_LOCKFILE|FROZEN_LOCKFILE/.test(output)) {
    return 'pnpm-lock.yaml does not fit the package.json files; run pnpm install and commit the lockfile.';
  }
  if (NO_NETWORK.test(output)) {
    return 'The npm registry could not be reached; connect to the network (or set npm up for your proxy) and run the command again.';
  }
  const sentence = `Installing the dependencies with pnpm ${version} failed with exit code ${code}; its last lines are above.`;
  return `${lastLines(output)}\n\n${sentence}`;
}

if (isMainScript(import.meta.url)) {
  try {
    bootstrap(console.log);
    console.log('The dependencies are installed.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
