import { readFile } from 'node:fs/promises';
import { openPage } from '@pastiche/test-fixtures/browser-page';
import { bundlePage } from '@pastiche/test-fixtures/bundle-page';
import { panelFiles } from '../../packages/panel/test/panel-files.js';

/** What the page opens the panel with. */
export interface PanelJob {
  /** As the panel keeps them. */
  readonly settings: object;
}

/** Milliseconds since the page was asked for, and the longest tasks on the interface's thread, ms. */
export interface OpeningTimes {
  readonly backend: string;
  /** The styles can be chosen. */
  readonly shown: number;
  /** Stylize was pressed, as soon as it could be. */
  readonly pressed: number;
  /** The first preview arrived in the page. */
  readonly preview: number;
  readonly longestTaskOpening: number;
  readonly longestTaskPainting: number;
}

const SETTINGS = {
  network: 'vgg19-lite',
  backend: 'wasm',
  parameters: { size: 256, quality: 'draft', iterations: 40 },
};

/** How long after opening the first preview is there: vgg19-lite, 256 px, WASM; best of `rounds`. */
export async function measureFirstPreview(
  chromePath: string,
  rounds: number,
): Promise<OpeningTimes> {
  const built = await panelFiles();
  const content = await readFile(new URL('../../samples/content.png', import.meta.url));
  const files = { ...built, 'content.png': content };
  const { script } = await bundlePage(new URL('panel-page.ts', import.meta.url), { minify: true });
  const times: OpeningTimes[] = [];
  for (let round = 0; round < rounds; round++) {
    console.error(`Measuring the first preview, ${round + 1} of ${rounds} …`);
    const { page, errors, close } = await openPage({ chromePath, bundle: script, files });
    try {
      const job: PanelJob = { settings: SETTINGS };
      times.push((await page.evaluate(`openPanel(${JSON.stringify(job)})`)) as OpeningTimes);
      if (errors.length > 0) throw new Error(`The page reported: ${errors.join('; ')}`);
    } finally {
      await close();
    }
  }
  const [best] = times.sort((a, b) => a.preview - b.preview);
  if (best === undefined) throw new Error('The first preview needs at least one round.');
  return best;
}
