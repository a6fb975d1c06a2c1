import { mountPanel, type PanelModel } from '@pastiche/panel';
import {
  type Channel,
  createChannel,
  type Handlers,
  REALM_TIMERS,
  windowTransport,
} from '@pastiche/panel/channel';
import { type Said, saidBy, sayIn, sentence } from '@pastiche/panel/core';
import { type Host, type HostResult, hostOverChannel } from '@pastiche/panel/host';
import { h, render } from 'preact';
import {
  type Arrival,
  DROPPED,
  SANDBOX_CONTRACT,
  WINDOW_CHANNEL,
  WINDOW_CONTRACT,
} from '../window-contract.js';
import { beginAsTold } from './begin-as-told.js';
import { createEscape, followEscape } from './follow-escape.js';
import { followHeight } from './follow-height.js';
import { composeMask } from './kept/compose-mask.js';
import { partDrawing } from './kept/draw-part.js';
import { keepingHost } from './kept/keeping-host.js';
import { createKeptParts } from './kept/kept-parts.js';
import { keptSharp } from './kept/kept-sharp.js';
import { pageAssets } from './page-assets.js';
import { pageLanguage } from './page-language.js';
import { createPaintQueue } from './paint-queue.js';
import { createPlacements } from './placements.js';
import './plugin-window.css';
import { skippedSentence } from './skipped-layers.js';
import { Strip } from './strip.js';
import { createResultUpdate, offerUpdates } from './update-results.js';
import { verifiedWeights } from './verified-weights.js';
import { windowHost } from './window-host.js';
import { createWindowState, type WindowState } from './window-state.js';

/** Exporting a large layer takes long in Figma, ms. */
const EXPORT_MS = 60_000;

type Sandbox = Channel<typeof SANDBOX_CONTRACT>;

const language = pageLanguage(document, navigator.languages);
const say = sayIn(language);

begin().catch(showFailure);

async function begin(): Promise<void> {
  document.documentElement.lang = language.tag;
  elementOf('getting-ready').textContent = say(sentence`Getting ready…`);
  const strip = elementOf('strip');
  const panel = elementOf('panel');
  const state = createWindowState();
  // What Figma passes on comes from the frame around this one or from the window above all.
  const senders = [parent, top];
  const transport = windowTransport({
    here: window,
    there: parent,
    senders,
    field: 'pluginMessage',
  });
  const sandbox = connectSandbox(transport, state);
  const onProblem = (message: string) => sandbox.tell('problem', { message });
  const remote = await hostOverChannel({ transport, timers: REALM_TIMERS, onProblem });
  const opening = await sandbox.request('opening', { language }, { timeoutMs: EXPORT_MS }).reply;
  state.queue.value ??= opening.queue;
  state.readOnly.value = opening.readOnly;

  const readWeights = verifiedWeights(remote.readWeights, (file) =>
    sandbox.tell('weightsDamaged', { file }),
  );
  const placements = createPlacements(state, () => model.shown.peek().entry);
  const { kept, keeping, finished } = keepParts(sandbox, { ...remote, readWeights }, state);
  const host = windowHost({
    host: keeping.host,
    readOnly: opening.readOnly,
    isQueued: () => state.paintingAll.peek(),
    notesOn: (contentId) => state.notes.value.get(contentId) ?? [],
    finished,
    onWriting: placements.begin,
  });
  document.getElementById('opening')?.remove();
  const { model } = mountPanel(panel, {
    host,
    assets: pageAssets(document),
    dress: 'figma',
    language,
  });
  const nextLayer = () =>
    keeping.after(sandbox.request('nextLayer', undefined, { timeoutMs: EXPORT_MS }).reply);
  const queue = createPaintQueue({ model, state, nextLayer, written: placements.written });
  strip.classList.add('p-root', 'p-dress-figma');
  const onNext = () =>
    void goOn(nextLayer, state).catch((error: Error) => host.notify(say(saidBy(error)), 'error'));
  const dismiss = () => sandbox.tell('dismissed', undefined);
  const takeResults = (ids: readonly string[]) =>
    keeping.after(sandbox.request('takeResults', { ids }, { timeoutMs: EXPORT_MS }).reply);
  const update = createResultUpdate({ model, state, queue, takeResults });
  const onStyle = partDrawing({ kept, model }, tellTrouble(state));
  const props = { state, queue, update, kept, model, say, onNext, onStyle, onLeave: dismiss };
  render(h(Strip, props), strip);
  followHeight({ strip, panel }, (height) => sandbox.tell('resized', { height }));
  followEscape(document.body, createEscape({ model, state, queue, dismiss }));
  if (opening.command === 'update') await offerUpdates(opening, host, state);
  else state.trouble.value = await beginAsTold(model, opening, host);
  followModel(model, state);
}

function connectSandbox(
  transport: ReturnType<typeof windowTransport>,
  state: WindowState,
): Sandbox {
  const handlers: Handlers<typeof WINDOW_CONTRACT> = {
    requests: {},
    events: {
      queueChanged: ({ queue }) => {
        state.queue.value = queue;
        state.finished.value = false;
        // What became of the layer before is not about this one.
        state.target.value = null;
      },
      targetChanged: ({ sentence }) => {
        state.target.value = sentence;
      },
      actionsNoted: ({ contentId, notes }) => {
        state.notes.value = new Map([...state.notes.peek(), [contentId, notes]]);
      },
      resultDropped: () => {
        state.drops.value++;
      },
    },
  };
  return createChannel({
    transport,
    timers: REALM_TIMERS,
    name: WINDOW_CHANNEL,
    mine: WINDOW_CONTRACT,
    handlers,
    theirs: SANDBOX_CONTRACT,
  });
}

/** The host, whose contents come with what of them stays. */
function keepParts(sandbox: Sandbox, remote: Host, { trouble }: Pick<WindowState, 'trouble'>) {
  const patience = { timeoutMs: EXPORT_MS };
  const kept = createKeptParts({
    layerParts: (contentId) => sandbox.request('layerParts', { contentId }, patience).reply,
    silhouettePlan: (contentId, ids) =>
      sandbox.request('silhouettePlan', { contentId, ids: [...ids] }, patience).reply,
    silhouette: (contentId, id) => sandbox.request('silhouette', { contentId, id }, patience).reply,
    compose: composeMask,
    onChosen: (contentId, ids) => sandbox.tell('partsChosen', { contentId, ids: [...ids] }),
    onOffered: (picture) => keeping.tell(picture),
    onTrouble: tellTrouble({ trouble }),
  });
  const keeping = keepingHost(remote, kept);
  const finished = (result: HostResult) => {
    const { contentId = null, protect = [] } = result;
    const ids = [...kept.partsIn(protect)];
    if (contentId !== null) sandbox.tell('resultStays', { contentId, ids });
    return keptSharp(result, kept.contentOf);
  };
  return { kept, keeping, finished };
}

function tellTrouble({ trouble }: Pick<WindowState, 'trouble'>) {
  return (said: Said | null) => {
    trouble.value = said;
  };
}

function followModel(model: Pick<PanelModel, 'busy' | 'save'>, state: WindowState): void {
  state.drops.subscribe((drops) => {
    if (drops > 0) void model.save(DROPPED);
  });
  model.busy.subscribe((busy) => {
    if (!busy) return;
    state.trouble.value = null;
    state.leaving.value = 0;
  });
}

async function goOn(nextLayer: () => Promise<Arrival>, state: WindowState): Promise<void> {
  const { isThere, skipped } = await nextLayer();
  state.trouble.value = skippedSentence(skipped);
  state.finished.value = !isThere;
}

function elementOf(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element !== null) return element;
  throw new Error(`The page should hold #${id}; build it again.`);
}

/** Without the sandbox there is no panel; this is all that can be said. */
function showFailure(error: unknown): void {
  const line = document.createElement('p');
  line.setAttribute('role', 'alert');
  line.className = 'strip-line';
  line.textContent = say(
    sentence`Pastiche could not begin: ${saidBy(error)} Close the window and open it again.`,
  );
  document.getElementById('opening')?.remove();
  elementOf('strip').append(line);
}
