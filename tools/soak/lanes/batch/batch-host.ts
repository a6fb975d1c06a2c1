// Runs the built extension in a simulated editor, whose tabs are pages of Chromium, and paints one batch after the
// other in it.
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { installJumpingClock, jumpClock, settleClock } from '../../processes/jumping-clock.mjs';
import { memoryHeld } from '../../processes/memory-held.js';
import { DiskUri } from '../editor/disk-uri.js';
import { createSimulatedEditor } from '../editor/simulated-editor.js';
import { openTabs } from '../editor/webview-tab.js';
import type { BatchAnswer, BatchOrder } from './batch-messages.js';

const EXTENSION = fileURLToPath(new URL('../../../../packages/vscode-extension', import.meta.url));

const chromePath = chromiumPath();
if (chromePath === undefined) throw new Error(`The batch has no pages: ${NO_CHROMIUM}.`);
const tabs = await openTabs(await launchBrowser(chromePath), EXTENSION);
const settings = {
  format: 1,
  backend: 'wasm',
  network: 'vgg19-lite',
  parameters: { size: 24, iterations: 6 },
};
const state = new Map<string, unknown>([['panelSettings', settings]]);
const editor = createSimulatedEditor({
  ...{ extension: EXTENSION, storage: process.argv[2] ?? '', state },
  openTab: tabs.open,
});

const require = createRequire(import.meta.url);
const modules: { _load(name: string, ...rest: unknown[]): unknown } = require('node:module');
const load = modules._load;
modules._load = (name, ...rest) => (name === 'vscode' ? editor.vscode : load(name, ...rest));
require(`${EXTENSION}/dist/extension.js`).activate(editor.context);

installJumpingClock();

const uncaught: string[] = [];
process.on('unhandledRejection', (error) => uncaught.push(String(error)));

process.on('message', async (order: BatchOrder) => process.send?.(await paint(order)));

async function paint(order: BatchOrder): Promise<BatchAnswer> {
  settings.backend = order.backend;
  const timers = troubles(order);
  const uris = order.pictures.map(DiskUri.file);
  await editor.run('pastiche.applyBuiltIn.oil-whirls', uris[0], uris);
  // The extension waits for no notification of a command that failed.
  await pause(20);
  for (const timer of timers) clearTimeout(timer);
  settleClock();
  const shown = editor.shown();
  return {
    told: shown.at(-1)?.kind ?? null,
    words: shown.map(({ words }) => words).join('\n'),
    uncaught: [...uncaught.splice(0), ...tabs.uncaught()],
    ...(await memoryHeld()),
  };
}

function troubles(order: BatchOrder): NodeJS.Timeout[] {
  const timers: NodeJS.Timeout[] = [];
  const after = (ms: number | null, act: () => void) => {
    if (ms !== null) timers.push(setTimeout(act, ms));
  };
  const inPage = (call: string) => void tabs.page?.evaluate(`soak.${call}`).catch(() => {});
  after(order.cancelsAfterMs, editor.cancel);
  after(order.closesTabAfterMs, tabs.closeLast);
  after(order.losesContextAfterMs, () => inPage('loseContext()'));
  after(order.killsWorkerAfterMs, () => inPage('killWorker()'));
  for (const { afterMs, byMs } of order.jumps) {
    after(afterMs, () => {
      jumpClock(byMs);
      inPage(`jump(${byMs})`);
    });
  }
  return timers;
}

process.send?.('ready');
