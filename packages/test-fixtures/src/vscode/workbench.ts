import type {
  BrowserContext,
  ConsoleMessage,
  Frame,
  FrameLocator,
  Locator,
  Page,
} from 'playwright-core';
import { patience } from '../patience/patience.js';
import { repeated, succeeds } from '../patience/repeated.js';

export interface WorkbenchOptions {
  readonly context: BrowserContext;
  /** Of the server, without a slash at the end. */
  readonly url: string;
  /** The folder to open; VS Code for the Web knows its own. */
  readonly folder?: string;
}

/** A VS Code window, used as a person uses it. */
export interface Workbench {
  readonly page: Page;
  /** What the window asked of any place but its own server. */
  readonly strangers: readonly string[];
  /** Everything that was written to the console as an error, with where it came from. */
  readonly errors: readonly string[];
  /** A row of the Explorer. */
  row(name: string): Locator;
  /** Selects these rows of the Explorer besides those that are selected, and opens none. */
  select(...names: readonly string[]): Promise<void>;
  /**
   * Chooses an item of a context menu; of a submenu, when several are given. Waits for the item: it is
   * missing until the extension host knows its extensions.
   */
  chooseInMenu(target: Locator, ...items: readonly string[]): Promise<void>;
  /** The items of a context menu. */
  menuItems(target: Locator): Promise<string[]>;
  /** Waits until a context menu holds an item; a selection of several rows is made afterwards. */
  offered(target: Locator, item: string): Promise<void>;
  /** Runs a command by its whole title in the Command Palette. */
  command(title: string): Promise<void>;
  /** The notification that holds a text. */
  notification(text: string | RegExp): Locator;
  /** The tab with a text. */
  tab(text: string | RegExp): Locator;
  /** Inside of the webview that is in sight. */
  webview(): FrameLocator;
  /** The same, to run scripts in. */
  webviewFrame(): Promise<Frame>;
  /**
   * As the browser's reload button; resolves when the Explorer is there again. A window in a browser
   * writes down every few seconds which tabs are open: a note that holds these texts is waited for.
   */
  reload(...noted: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

const PATIENCE_MS = 90_000;
const MENU_MS = 1500;
const POLL_MS = 250;
/** Answered inside the browser, by the service worker of webviews. */
const RESOURCE = /^https:\/\/[^/]+\.vscode-resource\.vscode-cdn\.net\//;

/** Whether an entry of the window's databases holds all texts; runs in the page, of which this realm knows nothing. */
const KEPT = `async (texts) => {
  const ended = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const names = (await indexedDB.databases()).map(({ name }) => name);
  for (const name of names.filter((one) => one.startsWith('vscode-web-state-db-'))) {
    const database = await ended(indexedDB.open(name));
    try {
      const items = database.transaction('ItemTable').objectStore('ItemTable');
      const entries = (await ended(items.getAll())).map((entry) => String(entry));
      if (entries.some((entry) => texts.every((text) => entry.includes(text)))) return true;
    } finally {
      database.close();
    }
  }
  return false;
}`;

/** Opens a window and waits for the Explorer. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { context, url } = options;
  const page = await context.newPage();
  const strangers: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    if (isStranger(request.url(), url)) strangers.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(describe(message));
  });
  page.on('pageerror', (error) => errors.push(`${error.message} ${error.stack ?? ''}`));
  const explorer = () =>
    page
      .locator('.explorer-folders-view')
      .first()
      .waitFor({ timeout: patience(PATIENCE_MS) });
  await page.goto(addressOf(options), { waitUntil: 'domcontentloaded' });
  await explorer();
  const menu = menuOf(page);
  const row = (name: string) =>
    page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).first();
  return {
    page,
    strangers,
    errors,
    ...menu,
    row,
    select: (...names) =>
      repeated(`a selection of ${names.join(', ')}`, async () => {
        const isSelected = async (name: string) =>
          (await row(name).getAttribute('aria-selected')) === 'true';
        for (const name of names) {
          if (!(await isSelected(name))) await row(name).click({ modifiers: ['ControlOrMeta'] });
        }
        return (await Promise.all(names.map(isSelected))).every(Boolean);
      }),
    command: (title) => runCommand(page, title),
    notification: (text) => page.locator('.notification-toast', { hasText: text }).first(),
    tab: (text) => page.locator('.tabs-container .tab', { hasText: text }).first(),
    ...webviewOf(page),
    reload: async (...noted) => {
      await repeated(`a note of ${noted.join(', ')}`, async () => {
        if (await page.evaluate<boolean>(`(${KEPT})(${JSON.stringify(noted)})`)) return true;
        await page.waitForTimeout(POLL_MS);
        return false;
      });
      await page.reload({ waitUntil: 'domcontentloaded' });
      await explorer();
    },
    close: () => page.close({ runBeforeUnload: false }),
  };
}

/** The webview that is in sight in a window. */
export function webviewOf(page: Page): Pick<Workbench, 'webview' | 'webviewFrame'> {
  const element = () => page.locator('iframe.webview.ready:visible').last();
  return {
    webview: () => element().contentFrame().frameLocator('#active-frame'),
    webviewFrame: async () => innerFrame(element()),
  };
}

function addressOf({ url, folder }: WorkbenchOptions): string {
  return `${url}/?${new URLSearchParams(folder === undefined ? {} : { folder })}`;
}

function isStranger(address: string, url: string): boolean {
  if (address.startsWith(`${url}/`) || /^(data|blob|chrome-error):/.test(address)) return false;
  // Webviews of VS Code for the Web have hosts of their own on the same server.
  const { hostname, port } = new URL(address);
  if (hostname.endsWith('.localhost') && port === new URL(url).port) return false;
  return !RESOURCE.test(address);
}

function describe(message: ConsoleMessage): string {
  return `${message.text()} (${message.location().url})`;
}

function menuOf(page: Page): Pick<Workbench, 'chooseInMenu' | 'menuItems' | 'offered'> {
  const labels = page.locator('.monaco-menu .action-label:not(.separator)');
  const item = (name: string) => labels.filter({ hasText: name }).first();
  /** A menu that opens after its wait has ended covers the window: no click gets through to `target`. */
  const opened = async (target: Locator, wanted = labels.first()) => {
    const clicking = target.click({ button: 'right', timeout: patience(2 * MENU_MS) });
    if ((await succeeds(clicking)) && (await shown(wanted, MENU_MS))) return true;
    // Without a menu it would end the selection of several rows.
    if (await labels.first().isVisible()) await page.keyboard.press('Escape');
    return false;
  };
  const listed = async (target: Locator) => {
    let texts: string[] = [];
    // An editor that opens takes the focus, and with it the menu.
    await repeated('a menu', async () => {
      if (await opened(target)) texts = await labels.allInnerTexts();
      return texts.length > 0;
    });
    await repeated('an end of the menu', async () => {
      await page.keyboard.press('Escape');
      return gone(labels.first());
    });
    return texts;
  };
  return {
    chooseInMenu: (target, first, ...rest) =>
      repeated(`a menu item "${[first, ...rest].join('", "')}"`, async () => {
        if (!(await opened(target, item(first)))) return false;
        const [last = first, ...parents] = [first, ...rest].reverse();
        for (const parent of parents.reverse()) await item(parent).hover();
        return clickedAway(item(last), labels.first());
      }),
    menuItems: listed,
    offered: (target, name) =>
      repeated(`a menu item "${name}"`, async () =>
        (await listed(target)).some((text) => text.includes(name)),
      ),
  };
}

async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  const hit = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  await repeated(`a command "${title}"`, async () => {
    await page.keyboard.press('F1');
    await input.fill(`>${title}`);
    if (await shown(hit, 2 * MENU_MS)) return true;
    await page.keyboard.press('Escape');
    return false;
  });
  await hit.click();
}

function shown(target: Locator, timeout: number): Promise<boolean> {
  return succeeds(target.waitFor({ timeout: patience(timeout) }));
}

/** A menu that has just opened lets no click through, and one may close before it is clicked. */
async function clickedAway(item: Locator, menu: Locator): Promise<boolean> {
  for (let attempt = 0; attempt < 3; attempt++) {
    if (!(await succeeds(item.click({ timeout: patience(2 * MENU_MS) })))) return false;
    if (await gone(menu)) return true;
  }
  return false;
}

function gone(target: Locator): Promise<boolean> {
  return succeeds(target.waitFor({ timeout: patience(MENU_MS), state: 'detached' }));
}

async function innerFrame(element: Locator): Promise<Frame> {
  const inner = element.contentFrame().locator('#active-frame');
  await inner.waitFor({ timeout: patience(PATIENCE_MS) });
  const frame = await (await inner.elementHandle())?.contentFrame();
  if (!frame) throw new Error('The webview should hold a page, but it holds none.');
  return frame;
}
