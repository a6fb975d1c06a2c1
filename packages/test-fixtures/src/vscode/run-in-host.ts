import type { BrowserContext } from 'playwright-core';

export interface InHostOptions {
  readonly context: BrowserContext;
  /** Of the window, with what names the extension and its suite. */
  readonly address: string;
}

/** How a suite ended that ran in the extension host. */
export interface InHostOutcome {
  readonly passed: boolean;
  /** What it logged, a line each. */
  readonly log: readonly string[];
}

const PATIENCE_MS = 240_000;

/** Opens a window whose extension host runs a suite, and waits for the end of it. */
export async function runInHost({ context, address }: InHostOptions): Promise<InHostOutcome> {
  const page = await context.newPage();
  const log: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    const ended = new Promise<number>((resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`The suite should have ended, but it still runs:\n${log.join('\n')}`));
      }, PATIENCE_MS);
      // VS Code's own names, by which its runner of suites talks to whoever drives the browser.
      void page.exposeFunction('codeAutomationExit', resolve);
      void page.exposeFunction('codeAutomationLog', (type: string, texts: readonly unknown[]) => {
        log.push(`[${type}] ${texts.map(String).join(' ')}`);
      });
    });
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    return { passed: (await ended) === 0, log };
  } finally {
    clearTimeout(timer);
    await page.close();
  }
}

/** The address of a window of code-server that runs a suite in its extension host. */
export function suiteAddress(
  url: string,
  { folder, extension, tests }: Readonly<Record<'folder' | 'extension' | 'tests', string>>,
): string {
  const remote = (path: string) => `vscode-remote://${new URL(url).host}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(tests)],
    ['skipWelcome', 'true'],
  ];
  return `${url}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) })}`;
}
