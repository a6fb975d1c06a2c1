import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { patience } from '../patience/patience.js';
import { freePort } from './free-port.js';
import type { InstalledLane } from './install-lane.js';
import { type SmallMount, withMounts } from './small-mounts.js';

export interface WorkbenchServerOptions {
  readonly lane: InstalledLane;
  /** Packed extensions, installed by the server's own command line as a person's would be. */
  readonly extensions: readonly string[];
  /** User settings besides {@link QUIET_SETTINGS}. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** `restricted`: folders are not trusted until somebody says so. */
  readonly trust?: 'everything' | 'restricted';
  /** Workspaces with their files, by the name of their folder; more can be made later. */
  readonly workspaces?: Readonly<Record<string, WorkspaceFiles>>;
  /** Workspaces that are file systems of their own. */
  readonly mounts?: Readonly<Record<string, Omit<SmallMount, 'folder'>>>;
  /** More arguments of the server. */
  readonly args?: readonly string[];
}

/** VS Code's server on a loopback port, with data of its own that `stop` removes. */
export interface WorkbenchServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** Folder for workspaces, settings and all else. */
  readonly root: string;
  /** Makes a folder to be opened. @param files by path below it @returns its path */
  makeWorkspace(name: string, files: WorkspaceFiles): Promise<string>;
  /** The path of a folder that was made. */
  workspace(name: string): string;
  stop(): Promise<void>;
}

export type WorkspaceFiles = Readonly<Record<string, Uint8Array | string>>;

const START_MS = 60_000;
const POLL_MS = 200;

/** No news, no walkthroughs, no questions, no traffic. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  // A tooltip that opens beneath the pointer would cover what is clicked next; ms.
  'workbench.hover.delay': 1_000_000_000,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.commandCenter': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'files.simpleDialog.enable': true,
};

/**
 * Starts a lane's server. Who started it stops it.
 *
 * @throws Error with the end of its log when it does not start or refuses an extension
 */
export async function startWorkbenchServer(
  options: WorkbenchServerOptions,
): Promise<WorkbenchServer> {
  const { lane, settings = {}, trust = 'everything', workspaces = {}, args = [] } = options;
  const root = await mkdtemp(join(tmpdir(), 'workbench-'));
  await mkdir(join(root, 'data', 'User'), { recursive: true });
  const kept = JSON.stringify({ ...QUIET_SETTINGS, ...settings });
  await writeFile(join(root, 'data', 'User', 'settings.json'), kept);
  // Settings of the machine count where the extension runs.
  await mkdir(join(root, 'data', 'Machine'));
  await writeFile(join(root, 'data', 'Machine', 'settings.json'), JSON.stringify(settings));
  // Without one of its own it would write into the person's.
  await writeFile(join(root, 'server.yaml'), '{}');
  for (const [name, files] of Object.entries(workspaces)) await fillFolder(root, name, files);
  for (const extension of options.extensions) {
    const installing = run(lane, root, ['--install-extension', extension]);
    const code = await ended(installing);
    if (code !== 0) throw new Error(await failure(root, `did not install ${extension}`));
  }
  const port = await freePort();
  const mounts = await mountPlaces(root, options.mounts ?? {});
  const serving = [
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--ignore-last-opened'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...(trust === 'everything' ? ['--disable-workspace-trust'] : []),
    ...args,
  ];
  const server = run(lane, root, serving, mounts);
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    server.kill('SIGTERM');
    await ended(server);
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await answering(`${url}/healthz`, server, root);
  } catch (error) {
    await stop();
    throw error;
  }
  const makeWorkspace = (name: string, files: WorkspaceFiles) => fillFolder(root, name, files);
  return { url, root, makeWorkspace, workspace: (name) => join(root, name), stop };
}

function run(
  { folder, node }: InstalledLane,
  root: string,
  args: readonly string[],
  mounts: readonly SmallMount[] = [],
): ChildProcess {
  const entry = join(folder, 'node_modules/code-server/out/node/entry.js');
  const places = { config: 'server.yaml', 'user-data-dir': 'data', 'extensions-dir': 'extensions' };
  const placed = Object.entries(places).flatMap(([name, path]) => [`--${name}`, join(root, path)]);
  const [program = node, ...rest] = withMounts(mounts, [node, entry, ...placed, ...args]);
  const log = openSync(join(root, 'server.log'), 'a');
  try {
    return spawn(program, rest, {
      // From a terminal inside a VS Code it would talk to that one instead.
      env: { ...process.env, VSCODE_IPC_HOOK_CLI: '' },
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

async function mountPlaces(
  root: string,
  mounts: Readonly<Record<string, Omit<SmallMount, 'folder'>>>,
): Promise<SmallMount[]> {
  const placed = Object.entries(mounts).map(([name, mount]) => ({
    ...mount,
    folder: join(root, name),
  }));
  for (const { folder } of placed) await mkdir(`${folder}.mount`, { recursive: true });
  return placed;
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', resolve);
  });
}

async function answering(url: string, server: ChildProcess, root: string): Promise<void> {
  for (const end = Date.now() + patience(START_MS); Date.now() < end; await pause(POLL_MS)) {
    if (server.exitCode !== null) break;
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
  }
  throw new Error(await failure(root, 'did not start'));
}

async function failure(root: string, what: string): Promise<string> {
  const log = await readFile(join(root, 'server.log'), 'utf8').catch(() => '');
  return `VS Code's server ${what}; the end of its log:\n${log.slice(-2000)}`;
}

async function fillFolder(root: string, name: string, files: WorkspaceFiles): Promise<string> {
  const folder = join(root, name);
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
