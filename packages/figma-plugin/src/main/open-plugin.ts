import { type Channel, createChannel, type Handlers, REALM_TIMERS } from '@pastiche/panel/channel';
import { serveHost } from '@pastiche/panel/host';
import { inEnglish, type Said } from '@pastiche/panel/sentence';
import {
  type ActionNotes,
  type Arrival,
  SANDBOX_CONTRACT,
  WINDOW_CHANNEL,
  WINDOW_CONTRACT,
} from '../window-contract.js';
import { wordsOf } from './base/main-error.js';
import type { Speech } from './base/speech.js';
import { createFigmaHost, type FigmaHost } from './figma-host.js';
import { keptEvents, keptRequests } from './kept/kept-requests.js';
import { createLayerQueue, type LayerQueue, queueOf } from './layer/layer-queue.js';
import type { Target } from './layer/target.js';
import { createTargetNews, type TargetNews } from './layer/target-news.js';
import { watchChanges } from './layer/watch-changes.js';
import { type Beginning, beginningOf } from './opening/beginning.js';
import { tellActionNotes } from './placement/action-notes.js';
import { followDrops } from './placement/canvas-drops.js';
import { createPresetShelf, type PresetShelf } from './preset-shelf.js';
import { layersOfResults } from './recipe/result-source.js';
import { createVgg19Files, type Vgg19Files } from './vgg19-files.js';
import { windowPipe } from './window-pipe.js';

/** CSS px; the height follows the content between these. */
const WINDOW = { width: 320, least: 240, most: 720 };

type WindowChannel = Channel<typeof WINDOW_CONTRACT>;

/** Opens the plugin's window and answers it until it is closed. */
export function openPlugin(
  command: string,
  parameters: ParameterValues | undefined,
  speech: Speech,
): void {
  figma.showUI(__html__, { width: WINDOW.width, height: 560, themeColors: true });
  const readOnly = isReadOnly();
  const queue = createLayerQueue({
    notify: (said) => host.toast(said, 'info'),
    onRead: (contentId, target) => {
      if (!readOnly) tellNotes(channel, contentId, target);
    },
  });
  const vgg19 = createVgg19Files(fetch);
  const begun = beginningOf(command, parameters).then((beginning) => {
    queue.fill(beginning.layers);
    return beginning;
  });
  const transport = windowPipe(figma.ui);
  const host: FigmaHost = createFigmaHost({
    queue,
    say: speech.say,
    shelf: presetShelf(),
    readOnly,
    begun,
    readWeights: vgg19.read,
    takeDrop: followDrops(() => channel.tell('resultDropped', undefined)),
    onPlaced: (contentId, target) => tellNotes(channel, contentId, target),
    onQueue: () => tellQueue(channel, queue),
    onProblem: log,
  });
  const channel: WindowChannel = createChannel({
    transport,
    timers: REALM_TIMERS,
    name: WINDOW_CHANNEL,
    mine: SANDBOX_CONTRACT,
    handlers: windowHandlers({
      begun,
      queue,
      host,
      vgg19,
      readOnly,
      speech,
      told: () => tellQueue(channel, queue),
    }),
    theirs: WINDOW_CONTRACT,
    onProblem: log,
  });
  serveHost(host, { transport, timers: REALM_TIMERS, onProblem: log });
  const targets = createTargetNews();
  figma.on('selectionchange', () => void follow({ channel, queue, host, begun, targets }));
  watchChanges(
    () => queue.current()?.id ?? null,
    REALM_TIMERS,
    () => tellTarget({ channel, queue, host, targets }, true),
  );
}

/** The presets of this file and of the person. */
export function presetShelf(): PresetShelf {
  return createPresetShelf({
    root: figma.root,
    storage: figma.clientStorage,
    readOnly: isReadOnly(),
    commitUndo: () => figma.commitUndo(),
    onProblem: log,
  });
}

/** Dev Mode reads only; in every other place where plugins run, they may write. */
function isReadOnly(): boolean {
  return figma.editorType === 'dev';
}

interface Asked {
  readonly begun: Promise<Beginning>;
  readonly queue: LayerQueue;
  readonly host: FigmaHost;
  readonly vgg19: Vgg19Files;
  readonly readOnly: boolean;
  readonly speech: Speech;
  /** Tells the window of the queue as it is now. */
  told(): void;
}

function windowHandlers({
  begun,
  queue,
  host,
  vgg19,
  readOnly,
  speech,
  told,
}: Asked): Handlers<typeof SANDBOX_CONTRACT> {
  return {
    requests: {
      async opening({ language }) {
        speech.speak(language);
        const { layers: _, sentence, ...beginning } = await begun;
        if (sentence !== null) host.toast(sentence, 'error');
        return { ...beginning, queue: shownQueue(queue), readOnly };
      },
      async nextLayer() {
        if (!queue.advance()) return { isThere: false, skipped: [] };
        return readOn(queue, host).finally(told);
      },
      async takeResults({ ids }) {
        queue.fill(await layersOfResults(ids));
        return readOn(queue, host).finally(told);
      },
      ...keptRequests(queue),
    },
    events: {
      resized: ({ height }) => {
        const fitting = Math.min(WINDOW.most, Math.max(WINDOW.least, Math.ceil(height)));
        figma.ui.resize(WINDOW.width, fitting);
      },
      ...keptEvents(queue, told),
      dismissed: () => figma.closePlugin(),
      weightsDamaged: ({ file }) => vgg19.forget(file),
      problem: ({ message }) => log(message),
    },
  };
}

/** Makes the present layer the content, or the first after it that can be read. */
async function readOn(queue: LayerQueue, { news }: FigmaHost): Promise<Arrival> {
  const skipped: Said[] = [];
  do {
    try {
      news.contentChanged(await queue.read());
      return { isThere: true, skipped };
    } catch (error) {
      skipped.push(wordsOf(error));
    }
  } while (queue.advance());
  return { isThere: false, skipped };
}

interface Following {
  readonly channel: WindowChannel;
  readonly queue: LayerQueue;
  readonly host: FigmaHost;
  readonly targets: TargetNews;
}

function shownQueue(queue: LayerQueue) {
  const shown = queue.shown();
  return shown && { index: shown.index, names: [...shown.names] };
}

function tellQueue(channel: WindowChannel, queue: LayerQueue): void {
  channel.tell('queueChanged', { queue: shownQueue(queue) });
}

/**
 * Takes the first selection after a beginning without one; later ones change nothing, for a person
 * selects while it paints. Deleting a layer changes the selection, too.
 */
async function follow(following: Following & { readonly begun: Promise<unknown> }): Promise<void> {
  const { channel, queue, host, begun } = following;
  try {
    await begun;
    if (queue.current() !== null) {
      await tellTarget(following, false);
      return;
    }
    const { layers } = queueOf(figma.currentPage.selection);
    if (layers.length === 0 || !queue.isEmpty()) return;
    queue.fill(layers);
    host.news.contentChanged(await readOrEmpty(queue));
    tellQueue(channel, queue);
  } catch (error) {
    host.toast(wordsOf(error), 'error');
  }
}

/** Tells the window what is to be known before a result becomes a fill of its layer. */
function tellNotes(channel: WindowChannel, contentId: string, target: Target): void {
  const tell = (notes: ActionNotes) =>
    channel.tell('actionsNoted', { contentId, notes: [...notes] });
  // What it cannot tell is decided when the result is placed.
  tellActionNotes(target, tell).catch((error) => log(inEnglish(wordsOf(error))));
}

/** Tells the window what became of the present layer. */
async function tellTarget(
  { channel, queue, host, targets }: Following,
  closely: boolean,
): Promise<void> {
  const target = queue.current();
  if (target === null) return;
  try {
    const sentence = await targets.sentenceOn(target, closely);
    if (queue.current() === target) channel.tell('targetChanged', { sentence });
  } catch (error) {
    host.toast(wordsOf(error), 'error');
  }
}

/** A layer that cannot be read must not stand in the way of the next selection. */
async function readOrEmpty(queue: LayerQueue) {
  try {
    return await queue.read();
  } catch (error) {
    queue.fill([]);
    throw error;
  }
}

function log(message: string): void {
  // biome-ignore lint/suspicious/noConsole: Figma's console is the only log that a plugin has.
  console.warn(`Pastiche: ${message}`);
}
