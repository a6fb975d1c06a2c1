import { fileURLToPath } from 'node:url';
import { patience } from '@pastiche/test-fixtures/patience';
import {
  installLane,
  type LaneName,
  openWorkbench,
  startWorkbenchBrowser,
  startWorkbenchServer,
  type Workbench,
  type WorkbenchBrowser,
  type WorkbenchServer,
  type WorkbenchServerOptions,
  type WorkspaceFiles,
} from '@pastiche/test-fixtures/vscode';
import { packedExtension } from './packed-extension.js';

/** A server of one lane with the packed extension, and a browser. */
export interface WorkbenchLab {
  readonly server: WorkbenchServer;
  readonly browser: WorkbenchBrowser;
  /** Opens a window with a new folder. */
  open(name: string, files: WorkspaceFiles): Promise<LabWindow>;
  close(): Promise<void>;
}

export interface LabWindow {
  readonly workbench: Workbench;
  /** The path of its folder. */
  readonly folder: string;
}

export interface WorkbenchLabOptions extends Partial<Omit<WorkbenchServerOptions, 'lane'>> {
  readonly lane: LaneName;
  readonly chromePath: string;
  readonly graphics?: 'software' | 'none';
}

/** Installing a lane may take minutes, once. */
export const LAB_MS = patience(600_000);

/** Who opens it closes it. */
export async function openLab(options: WorkbenchLabOptions): Promise<WorkbenchLab> {
  const lane = await installLane(options.lane, (line) => process.stdout.write(`${line}\n`));
  const extensions = options.extensions ?? [await packedExtension()];
  const server = await startWorkbenchServer({ ...options, lane, extensions });
  const browser = await startWorkbenchBrowser(options).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const { context } = browser;
  return {
    server,
    browser,
    open: async (name, files) => {
      const folder = await server.makeWorkspace(name, files);
      return { folder, workbench: await openWorkbench({ context, url: server.url, folder }) };
    },
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

/** Where pictures of failures go. */
const FAILURES = new URL('../../../node_modules/.cache/pastiche/failures/', import.meta.url);

/** A picture of each window, for who has to find out why a test failed. */
export async function keepPictures(
  { browser }: Pick<WorkbenchLab, 'browser'>,
  test: string,
): Promise<void> {
  for (const [index, page] of browser.context.pages().slice(1).entries()) {
    const name = `${test.replace(/[^a-z0-9]+/gi, '-').slice(0, 80)}-${index}.png`;
    const path = fileURLToPath(new URL(name, FAILURES));
    await page.screenshot({ path, timeout: patience(10_000) }).catch(() => {});
  }
}

/** Errors on the console that come from the extension: the others are the editor's own. */
export function ownErrors({ errors }: Workbench): string[] {
  return errors.filter((error) => /pastiche\.pastiche|blob:|panel-page|batch-page/.test(error));
}
