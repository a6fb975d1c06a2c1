import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LANES, type Lane, type LaneName } from './lanes.js';
import { runNpm } from './run-npm.js';

/** A lane on this machine. */
export interface InstalledLane {
  readonly lane: Lane;
  readonly folder: string;
  /** The Node program that runs it. */
  readonly node: string;
}

/** Counted up when the steps below change, so that older installations are not taken for new ones. */
const RECIPE = 1;

/** Why a lane cannot be had here, or `undefined`. */
export function laneObstacle(
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): string | undefined {
  if (['linux', 'darwin'].includes(platform) && ['x64', 'arm64'].includes(arch)) return undefined;
  return `VS Code's server is not made for ${platform} on ${arch}, so it was not tested here`;
}

/**
 * Installs a lane into the cache folder, where it is not there yet. An installation that was
 * interrupted leaves nothing that could be taken for a whole one.
 *
 * @param report told when it takes long
 * @throws Error when npm fails
 */
export async function installLane(
  name: LaneName,
  report: (line: string) => void = () => {},
): Promise<InstalledLane> {
  const lane = LANES[name];
  const folder = join(cacheFolder(), `vscode-${name}-${fingerprint(lane)}`);
  if (!existsSync(folder)) {
    report(`Installing VS Code ${lane.vscodeVersion} into ${folder} (once) …`);
    await mkdir(cacheFolder(), { recursive: true });
    const part = await mkdtemp(join(cacheFolder(), `part-vscode-${name}-`));
    try {
      await fill(part, lane);
      await settle(part, folder);
    } finally {
      await rm(part, { recursive: true, force: true });
    }
  }
  return { lane, folder, node: nodeOf(folder, lane) };
}

/** Where lanes are kept: `$XDG_CACHE_HOME/pastiche`, or `~/.cache/pastiche`. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'pastiche');
}

async function fill(folder: string, lane: Lane): Promise<void> {
  const node = lane.node === undefined ? [] : [`${nodePackage()}@${lane.node}`];
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  // engines: code-server names the Node that it is run with, not the one that runs npm.
  await runNpm(folder, ['install', '--no-save', '--force', ...node, ...lane.packages]);
  if (lane.server !== undefined) {
    await runNpm(join(folder, lane.server), ['install', '--omit=dev', '--force']);
    await keepOwnRipgrep(join(folder, lane.server));
  }
  for (const path of lane.pruned) {
    await rm(join(folder, path), { recursive: true, force: true });
  }
  for (const name of lane.stubbed) await stub(folder, name);
}

/** Somebody else may have installed the same meanwhile: theirs is as good. */
async function settle(part: string, folder: string): Promise<void> {
  try {
    await rename(part, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** It brings its program for each system there is. */
async function keepOwnRipgrep(server: string): Promise<void> {
  const folder = join(server, 'node_modules/@vscode/ripgrep-universal/bin');
  if (!existsSync(folder)) return;
  const own = `${process.platform}-${process.arch}`;
  for (const name of await readdir(folder)) {
    if (name !== own) await rm(join(folder, name), { recursive: true });
  }
}

async function stub(folder: string, name: string): Promise<void> {
  const place = [`node_modules/code-server/node_modules/${name}`, `node_modules/${name}`]
    .map((path) => join(folder, path))
    .find((path) => existsSync(path));
  if (place === undefined) return;
  await rm(place, { recursive: true });
  await mkdir(place);
  await writeFile(join(place, 'index.js'), 'module.exports = {};\n');
}

function nodeOf(folder: string, lane: Lane): string {
  if (lane.node === undefined) return process.execPath;
  return join(folder, 'node_modules', nodePackage(), 'bin', 'node');
}

function nodePackage(): string {
  return `node-${process.platform}-${process.arch}`;
}

function fingerprint(lane: Lane): string {
  const text = JSON.stringify([RECIPE, lane, process.platform, process.arch]);
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
