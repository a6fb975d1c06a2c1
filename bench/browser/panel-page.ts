// Runs inside the page of first-preview.ts: opens the panel on a picture, chooses a style and presses
// Stylize as soon as that can be pressed, and notes when what happened.

import { keptPresets } from '../../packages/page/src/kept-presets.js';
import { pageAssets } from '../../packages/page/src/page-assets.js';
import { createPageHost } from '../../packages/page/src/page-host.js';
import type { Engine } from '../../packages/panel/src/engine/engine.js';
import { startEngine } from '../../packages/panel/src/engine/start-engine.js';
import type { Host } from '../../packages/panel/src/host/host.js';
import { mountPanel } from '../../packages/panel/src/mount-panel.js';
import type { OpeningTimes, PanelJob } from './first-preview.js';

/** The page's time of its opening is 0. */
const now = () => performance.now();

async function openPanel(job: PanelJob): Promise<OpeningTimes> {
  const longestTask = watchTasks();
  const content = new Uint8Array(await (await fetch('content.png')).arrayBuffer());
  const host: Host = {
    ...createPageHost({ presets: keptPresets(), samples: [] }),
    readContent: async () => ({ name: 'content', bytes: content }),
    readSettings: async () => job.settings,
    writeSettings: async () => {},
  };
  const { root, painting } = mountNoted(host);
  const option = await found(() => root.querySelector<HTMLElement>('[role="option"]'));
  const shown = now();
  option.click();
  const stylize = await found(() => pressable(root, 'Stylize'));
  const pressed = now();
  stylize.click();
  const { backend, preview } = await painting;
  // A task is told of only after it has ended.
  await new Promise((resolve) => setTimeout(resolve, 500));
  return {
    backend,
    shown,
    pressed,
    preview: preview ?? Number.NaN,
    longestTaskOpening: longestTask(0, pressed),
    longestTaskPainting: longestTask(pressed, Number.POSITIVE_INFINITY),
  };
}

/** Notes the long tasks of the page. @returns the longest that began between two times, ms; 0: none */
function watchTasks(): (from: number, to: number) => number {
  const tasks: { start: number; ms: number }[] = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      tasks.push({ start: startTime, ms: duration });
    }
  }).observe({ type: 'longtask', buffered: true });
  return (from, to) =>
    Math.max(0, ...tasks.filter(({ start }) => start >= from && start < to).map(({ ms }) => ms));
}

interface NotedPainting {
  readonly backend: string;
  /** When the first preview came; `null`: none did. */
  readonly preview: number | null;
}

/** Mounts the panel. `painting` resolves when the first run has ended. */
function mountNoted(host: Host): { root: HTMLElement; painting: Promise<NotedPainting> } {
  const assets = pageAssets();
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = 'panel.css';
  const root = document.createElement('div');
  document.body.append(style, root);
  const painting = new Promise<NotedPainting>((resolve) => {
    mountPanel(root, {
      host,
      assets,
      dress: 'plain',
      startEngine: async (start) => {
        const engine = await startEngine({ assets, ...start });
        return { ...engine, run: notedRun(engine, resolve) };
      },
    });
  });
  return { root, painting };
}

function notedRun(engine: Engine, ended: (painting: NotedPainting) => void): Engine['run'] {
  let preview: number | null = null;
  return (request, listener) => {
    const run = engine.run(request, (event) => {
      if (event.kind === 'preview') preview ??= now();
      listener(event);
    });
    void run.result.finally(() => ended({ backend: engine.facts.backend, preview }));
    return run;
  };
}

function pressable(root: HTMLElement, name: string): HTMLElement | null {
  const buttons = [...root.querySelectorAll<HTMLElement>('button')];
  const button = buttons.find(({ textContent }) => textContent?.trim() === name);
  return button?.getAttribute('aria-disabled') === 'true' ? null : (button ?? null);
}

async function found(look: () => HTMLElement | null): Promise<HTMLElement> {
  for (;;) {
    const element = look();
    if (element !== null) return element;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

Object.assign(globalThis, { openPanel });
