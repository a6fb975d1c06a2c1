import type { Host, HostAction, HostEvents } from '@pastiche/panel/host';
import { inEnglish, type Said, type Say, sentence } from '@pastiche/panel/sentence';
import { DROPPED, QUEUED } from '../window-contract.js';
import { MainError, wordsOf } from './base/main-error.js';
import { type LayerQueue, queueOf } from './layer/layer-queue.js';
import { shortened } from './layer/layer-refusal.js';
import { readLayer } from './layer/read-layer.js';
import type { Target } from './layer/target.js';
import type { CanvasDrop } from './placement/canvas-drops.js';
import { type Placement, placeResult } from './placement/place-result.js';
import type { PresetShelf } from './preset-shelf.js';

/** Figma shows so much of a toast. */
const TOAST_LETTERS = 100;
const SETTINGS = 'settings';

const ACTIONS: readonly (HostAction & { readonly id: Placement })[] = [
  { id: 'beside', label: sentence`Place beside` },
  { id: 'top-fill', label: sentence`Add as top fill` },
  { id: 'replace-fill', label: sentence`Replace image fill` },
];

export interface FigmaHostOptions {
  readonly queue: LayerQueue;
  readonly shelf: PresetShelf;
  readonly readOnly: boolean;
  readonly say: Say;
  /** Resolves when the queue holds what the plugin was opened for. */
  readonly begun: Promise<unknown>;
  readWeights(file: string): Promise<Uint8Array>;
  /** Where a result was dropped that is to be placed now; `null`: nowhere. */
  takeDrop(): CanvasDrop | null;
  /** A result of that content was placed, which may change what can be done with it next. */
  onPlaced(contentId: string, target: Target): void;
  /** Another queue than before. */
  onQueue(): void;
  onProblem(message: string): void;
}

/** What the panel asks of Figma. `news` are told of another content. */
export interface FigmaHost extends Host {
  readonly news: Pick<HostEvents, 'contentChanged'>;
  /** Tells the person, at once. */
  toast(said: Said, kind: 'info' | 'error'): void;
}

export function createFigmaHost(options: FigmaHostOptions): FigmaHost {
  const { queue, shelf, readOnly, begun, readWeights } = options;
  const toast = toaster(options);
  const listeners = new Set<HostEvents>();
  return {
    capabilities: {
      actions: readOnly ? [] : ACTIONS,
      picksContent: true,
      styleLabel: sentence`Selected layer as style`,
      contentNoun: sentence`a layer`,
      keepsPresets: true,
      keepsStyles: true,
    },
    news: {
      contentChanged: (picture) => {
        for (const listener of listeners) listener.contentChanged(picture);
      },
    },
    async readContent({ pick }) {
      await begun;
      if (pick) {
        takeSelection(queue);
        options.onQueue();
      }
      return queue.read();
    },
    readStyle: () => readSelectedStyle(queue),
    listPresets: () => shelf.list(),
    async savePreset(preset) {
      const told = await shelf.save(preset);
      if (told !== null) toast(told, 'info');
    },
    deletePreset: (id) => shelf.remove(id),
    weights: async () => ({ kind: 'files' }),
    readWeights,
    writeResult: resultWriter(options),
    // The window saves files itself; a sandbox has no way to.
    writeFile: async () => {
      throw new MainError(
        'refused',
        sentence`Figma’s sandbox cannot save files; download it instead.`,
      );
    },
    ...settingsMethods(options.onProblem),
    notify: toast,
    toast,
    listen(events) {
      listeners.add(events);
      return () => listeners.delete(events);
    },
  };
}

/** Places results one after another: two at once could not be told apart by undo. */
function resultWriter(options: FigmaHostOptions): Host['writeResult'] {
  const { queue, readOnly, takeDrop } = options;
  const toast = toaster(options);
  let placing: Promise<unknown> = Promise.resolve();
  return async (result, action) => {
    if (readOnly) throw refusedReadOnly();
    const { contentId = null } = result;
    const target = queue.targetOf(contentId);
    const drop = action === DROPPED ? takeDrop() : null;
    const view = action === QUEUED ? 'stay' : 'follow';
    const placement = drop === null && action !== QUEUED ? placementOf(action) : 'beside';
    const next = placing
      .catch(() => {})
      .then(async () => {
        const bytes = await result.encode({ mediaType: 'image/png' });
        const stays = queue.keptOf(contentId);
        return placeResult({ ...result, bytes, stays }, placement, target, drop, view);
      });
    placing = next;
    const { said, scale } = await next;
    if (target !== null && contentId !== null) options.onPlaced(contentId, target);
    toast(said, 'info');
    if (scale === null) return said;
    // A toast of its own: Figma would cut the end of both in one.
    toast(scale, 'info');
    return sentence`${said} ${scale}`;
  };
}

/** What the panel was set to last, on this machine. */
function settingsMethods(
  onProblem: (message: string) => void,
): Pick<Host, 'readSettings' | 'writeSettings'> {
  return {
    readSettings: async () => settingsIn(await figma.clientStorage.getAsync(SETTINGS)),
    async writeSettings(value) {
      try {
        await figma.clientStorage.setAsync(SETTINGS, { version: 1, value });
      } catch (error) {
        // Settings are a comfort: nobody should be kept from work by them.
        onProblem(`The settings were not kept: ${inEnglish(wordsOf(error))}`);
      }
    },
  };
}

function refusedReadOnly(): MainError {
  return new MainError(
    'refused',
    sentence`This file can only be read here, so the result cannot be placed; download it instead.`,
  );
}

function toaster({ say }: FigmaHostOptions): FigmaHost['toast'] {
  return (said, kind) => {
    figma.notify(shortened(say(said), TOAST_LETTERS), { error: kind === 'error' });
  };
}

function placementOf(action: string): Placement {
  const known = ACTIONS.find(({ id }) => id === action);
  if (known === undefined) {
    throw new MainError('refused', sentence`There is no way to place a result called “${action}”.`);
  }
  return known.id;
}

function takeSelection(queue: LayerQueue): void {
  const { layers, refusal } = queueOf(figma.currentPage.selection);
  if (layers.length === 0) {
    throw new MainError(
      'refused',
      refusal ?? sentence`Nothing is selected; select a layer on the canvas.`,
    );
  }
  queue.fill(layers);
}

async function readSelectedStyle(queue: LayerQueue) {
  const [node] = figma.currentPage.selection;
  if (node === undefined || node.id === queue.current()?.id) {
    throw new MainError(
      'refused',
      sentence`Select the layer whose look you want on the canvas, then press this button again.`,
    );
  }
  return (await readLayer(node)).picture;
}

function settingsIn(stored: unknown): unknown {
  const { version, value } = (stored ?? {}) as { version?: unknown; value?: unknown };
  return version === 1 ? (value ?? null) : null;
}
