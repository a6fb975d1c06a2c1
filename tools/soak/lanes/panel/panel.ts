import { join } from 'node:path';
import { launchBrowser } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { pageFiles } from '../../../../packages/page/test/page-files.js';
import { chancesOf } from '../../runs/chances.js';
import type { FaultOf } from '../../runs/faults.js';
import type { Lane, MemoryReading } from '../../runs/lane.js';
import type { Allowed, Ending } from '../../runs/observed.js';
import type { Places } from '../../runs/places.js';
import { residentBelow } from '../pages/resident.js';
import { AFTERWARDS, type PanelMaking, WHILE_PAINTING } from './panel-faults.js';
import { openPanelPage, type PanelPage } from './panel-page.js';
import { isIdle, pageEnd, pageWords, paintsAgain, savesPainting } from './panel-steps.js';

type Fault = FaultOf<'panel'>;

/** Faults that end the engine's worker, whose memory could not be followed then. */
const ENDS_WORKER: ReadonlySet<string> = new Set(['context-lost', 'worker-killed']);

const ALLOWED: Record<Fault, Allowed> = {
  none: { ends: ['painted'] },
  'context-lost': { ends: ['painted', 'told'] },
  'worker-killed': { ends: ['told'], says: /worker was ended/ },
  'clock-jumps': { ends: ['painted'] },
  'storage-full': { ends: ['painted'] },
  'clipboard-denied': { ends: ['told'] },
  'picture-changed': { ends: ['told'] },
  cancelled: { ends: ['given-up', 'painted'] },
  stopped: { ends: ['painted'] },
};

/** The panel in Chromium: one page that lives through all, one for what ends its worker. */
export async function panelLane(
  places: Places,
  pictures: ReadonlyMap<string, Uint8Array>,
): Promise<Lane> {
  const chromePath = chromiumPath();
  if (chromePath === undefined) throw new Error(`The panel cannot be opened: ${NO_CHROMIUM}.`);
  places.renew();
  const files = await pageFiles();
  const browser = await launchBrowser(chromePath);
  const steady = await openPanelPage(chromePath, browser, files, places, 'wasm');
  const struck = await openPanelPage(chromePath, browser, files, places, 'webgl');
  return {
    run: async ({ fault, seed }) => {
      places.renew();
      const panel = ENDS_WORKER.has(fault) ? struck : steady;
      const { ending, words } = await runIn(panel, fault as Fault, {
        ...{ places, pictures, chances: chancesOf(seed) },
      });
      const seen = { ending, words, touched: places.touched(), files: await places.seen() };
      return { seen: { ...seen, uncaught: panel.uncaught() }, allowed: ALLOWED[fault as Fault] };
    },
    memory: () => readings(steady, struck),
    close: async () => {
      for (const panel of [steady, struck]) await panel.close();
      await browser.close();
    },
  };
}

async function readings(steady: PanelPage, struck: PanelPage): Promise<MemoryReading[]> {
  const { page, worker } = await steady.memory.read();
  const other = await struck.memory.read();
  const live = (process: string, megabytes: number) => ({
    process,
    measure: 'live' as const,
    megabytes,
  });
  return [
    live('panel, page', page),
    ...(worker === null ? [] : [live('panel, worker', worker)]),
    live('panel, page whose worker is struck', other.page),
    { process: 'all browsers', measure: 'resident', megabytes: residentBelow(process.pid) },
  ];
}

async function runIn(
  { page }: PanelPage,
  fault: Fault,
  making: PanelMaking,
): Promise<{ ending: Ending; words: string }> {
  try {
    await paintsAgain(page);
    await page.waitForTimeout(making.chances.whole(0, 600));
    await WHILE_PAINTING[fault]?.(page, making);
    await isIdle(page);
    const after = AFTERWARDS[fault];
    if (after !== undefined) {
      const words = await after(page, making);
      return { ending: { kind: 'came-to', end: 'told' }, words };
    }
    const words = await pageWords(page);
    const end = await pageEnd(page);
    if (end === 'painted') await savesPainting(page, join(making.places.out, 'a.png'));
    return { ending: { kind: 'came-to', end }, words };
  } catch (error) {
    if (!String(error).includes('Timeout')) throw error;
    return { ending: { kind: 'hung' }, words: await pageWords(page) };
  }
}
