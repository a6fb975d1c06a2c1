import type { BrowserContext, Page } from 'playwright-core';
import { patience } from '../patience/patience.js';

export interface InHostOptions {
  readonly context: BrowserContext;
  /** Of the window, with what names the extension and its suite. */
  readonly address: string;
  /** Newer VS Codes run suites only in windows that say that they are being tested. */
  readonly saysTested?: boolean;
  /** Uses the window while the suite runs. */
  readonly drive?: (page: Page) => Promise<void>;
}

/** How a suite ended that ran in the extension host. */
export interface InHostOutcome {
  readonly passed: boolean;
  /** What it logged, a line each. */
  readonly log: readonly string[];
}

const PATIENCE_MS = 240_000;

/**
 * Has the window say so. A server that says so, says it to all its windows, and those show no
 * notifications then; runs in the page, of which this realm knows nothing.
 */
const SAYS_TESTED = `(() => {
  const read = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    const value = read.call(this, name);
    const isConfiguration = this.id === 'vscode-workbench-web-configuration';
    if (!isConfiguration || name !== 'data-settings') return value;
    const settings = JSON.parse(value);
    const developmentOptions = { ...settings.developmentOptions, enableSmokeTestDriver: true };
    return JSON.stringify({ ...settings, developmentOptions });
  };
})()`;

/** Opens a window whose extension host runs a suite, and waits for the end of it. */
export async function runInHost(options: InHostOptions): Promise<InHostOutcome> {
  const page = await options.context.newPage();
  if (options.saysTested) await page.addInitScript(SAYS_TESTED);
  const log: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    const ended = new Promise<number>((resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`The suite should have ended, but it still runs:\n${log.join('\n')}`));
      }, patience(PATIENCE_MS));
      // VS Code's own names, by which its runner of suites talks to whoever drives the browser.
      void page.exposeFunction('codeAutomationExit', resolve);
      void page.exposeFunction('codeAutomationLog', (type: string, texts: readonly unknown[]) => {
        log.push(`[${type}] ${texts.map(String).join(' ')}`);
      });
    });
    await page.goto(options.address, { waitUntil: 'domcontentloaded' });
    // A suite that has failed is told of, whatever its driver still waits for.
    const driven = options.drive?.(page).then(() => ended) ?? ended;
    return { passed: (await Promise.race([ended, driven])) === 0, log };
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
