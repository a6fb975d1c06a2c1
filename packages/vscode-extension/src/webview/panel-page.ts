import { mountPanel, type PanelModel, startEngine } from '@pastiche/panel';
import {
  type Channel,
  createChannel,
  type Handlers,
  REALM_TIMERS,
  type ReplyOf,
} from '@pastiche/panel/channel';
import { hostOverChannel } from '@pastiche/panel/host';
import {
  EXTENSION_CHANNEL,
  EXTENSION_CONTRACT,
  PAGE_CONTRACT,
} from '../shared/extension-contract.js';
import { clipboardHost } from './clipboard-host.js';
import { engineInTurn, type Turn } from './engine-in-turn.js';
import { engineWithKeptWeights } from './engine-with-kept-weights.js';
import { followModel } from './follow-model.js';
import { keptWeights } from './kept-weights.js';
import './panel-page.css';
import { whenTrue } from '@pastiche/panel/when-true';
import { pageFacts, resourceAssets } from './resource-assets.js';
import { restoreStyles } from './restore-styles.js';
import { connectVsCode, type VsCode } from './vscode-api.js';

/** How long a page waits for presets, the picture and the engine after a reload, ms. */
const PATIENCE_MS = 60_000;

type ExtensionChannel = Channel<typeof EXTENSION_CONTRACT>;
type Opening = ReplyOf<typeof EXTENSION_CONTRACT, 'opening'>;

void begin(connectVsCode());

async function begin(vscode: VsCode): Promise<void> {
  const { root, language, ...facts } = pageFacts();
  let model: PanelModel | null = null;
  let uri: string | null = null;
  let keep = () => {};
  const channel: ExtensionChannel = createChannel({
    transport: vscode.transport,
    timers: REALM_TIMERS,
    name: EXTENSION_CHANNEL,
    mine: PAGE_CONTRACT,
    handlers: wishHandlers(
      () => model,
      (loaded, total) => weights.hear(loaded, total),
      (place) => {
        uri = place;
        keep();
      },
    ),
    theirs: EXTENSION_CONTRACT,
  });
  const weights = keptWeights(channel);
  const turn = turnFrom(channel);
  const remote = await hostOverChannel({
    transport: vscode.transport,
    timers: REALM_TIMERS,
    onProblem: (message) => channel.tell('problem', { message }),
  });
  const assets = resourceAssets(facts);
  const panel = mountPanel(root, {
    host: clipboardHost(remote),
    assets,
    dress: 'vscode',
    language,
    startEngine: async (start) =>
      engineWithKeptWeights(engineInTurn(await startEngine({ assets, ...start }), turn), weights),
  });
  const mounted = panel.model;
  model = mounted;
  // Asked only now: the reply sets off the wishes that waited, and they need the model.
  const opening = await channel.request('opening', undefined).reply;
  uri = opening.uri;
  keep = followModel({
    model: mounted,
    uri: () => uri,
    now: () => performance.now(),
    tell: (working) => channel.tell('working', working),
    keep: (state) => {
      vscode.setState(state);
      channel.tell('stateKept', state);
    },
  });
  // Where nothing was written in time, what the editor itself kept is better than nothing.
  if (!(await mounted.restored)) await restore(mounted, opening);
}

/** What the extension wishes of the panel. */
function wishHandlers(
  model: () => PanelModel | null,
  onWeights: (loaded: number, total: number) => void,
  onPlace: (uri: string) => void,
): Handlers<typeof PAGE_CONTRACT> {
  return {
    requests: {},
    events: {
      weightsProgress: ({ loaded, total }) => onWeights(loaded, total),
      placeChanged: ({ uri }) => onPlace(uri),
      useStyle: ({ name, bytes }) => void model()?.addStyle(name, bytes),
      choosePreset: ({ id }) => {
        const opened = model();
        if (opened !== null) void choose(opened, id);
      },
      steer: ({ action }) => steer(model(), action),
    },
  };
}

/** The window's turn to paint, which the extension gives. */
function turnFrom(channel: ExtensionChannel): Turn {
  return {
    take: () => channel.request('takeTurn', undefined, { timeoutMs: null }).reply,
    release: () => channel.tell('turnOver', undefined),
    timers: REALM_TIMERS,
  };
}

/** Presets come a moment after the page. */
async function choose(model: PanelModel, id: string): Promise<void> {
  const isThere = () => model.shelf.value.some((item) => item.id === id);
  if (await whenTrue(isThere, PATIENCE_MS)) await model.chooseStyle(id);
}

function steer(model: PanelModel | null, action: 'stylize' | 'stop' | 'cancel'): void {
  if (action === 'stylize') void model?.stylize();
  else if (action === 'stop') model?.stopAndKeep();
  else model?.cancel();
}

/** What was chosen before a reload; a painting that it interrupted begins anew, with the same seed. */
async function restore(model: PanelModel, { styles, begin: paints }: Opening): Promise<void> {
  await restoreStyles(model, styles, PATIENCE_MS);
  if (!paints) return;
  const isReady = () => model.engine.value.kind === 'ready' && model.content.value.kind === 'ready';
  if (await whenTrue(isReady, PATIENCE_MS)) await model.stylize();
}
