import {
  type Channel,
  createChannel,
  type EventOf,
  type Handlers,
  REALM_TIMERS,
} from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import { serveHost } from '@pastiche/panel/host';
import type { Uri, WebviewPanel } from 'vscode';
import {
  EXTENSION_CHANNEL,
  EXTENSION_CONTRACT,
  PAGE_CONTRACT,
} from '../../shared/extension-contract.js';
import { webviewTransport } from '../pages/webview-transport.js';
import { weightsAnswers } from '../pages/weights-answers.js';
import { nameOf } from '../pictures/place-names.js';
import { sentenceOf } from '../ports/extension-error.js';
import type { Log } from '../ports/log.js';
import type { WeightsStore } from '../weights/weights-store.js';
import { createPageWishes, type PageWish } from './page-wishes.js';
import type { PanelState } from './panel-state.js';
import type { Sessions } from './sessions.js';
import type { Turns } from './turns.js';
import {
  createWorkspaceHost,
  type WorkspaceHost,
  type WorkspaceHostOptions,
} from './workspace-host.js';

export type Working = EventOf<typeof EXTENSION_CONTRACT, 'working'>;

/** Tells of a file that changes by itself. @returns ends the watching */
export type WatchFile = (
  file: Uri,
  events: { readonly changed: () => void; readonly removed: () => void },
) => () => void;

/** What all panels share. */
export interface PanelServices
  extends Omit<WorkspaceHostOptions, 'picture' | 'isVisible' | 'onPlace' | 'weightsBase'> {
  readonly log: Log;
  readonly weights: WeightsStore;
  readonly watch: WatchFile;
  readonly sessions: Sessions;
  readonly turns: Turns;
  /** Told when VGG19 came or went. */
  onWeights(): void;
}

export interface StylizePanelOptions {
  /** With its options set and its page not yet loaded. */
  readonly webviewPanel: WebviewPanel;
  readonly picture: Uri | null;
  /** What is left from before a reload. */
  readonly state: PanelState | null;
  /** The page's HTML. */
  readonly html: string;
  readonly weightsBase: string;
  /** Told how the painting goes on, also `idle` at the end. */
  onWorking(working: Working): void;
  onClosed(): void;
}

/** One webview, in which one picture is painted. */
export interface StylizePanel {
  readonly picture: Uri | null;
  readonly isActive: boolean;
  reveal(): void;
  /** Does something in the page, now or as soon as it listens. */
  wish(wish: PageWish): void;
  close(): void;
}

export function createStylizePanel(
  options: StylizePanelOptions,
  services: PanelServices,
): StylizePanel {
  const { webviewPanel, picture, state } = options;
  const { webview } = webviewPanel;
  const transport = webviewTransport(webview);
  const onProblem = (problem: string) => services.log.warn(problem);
  let stopWatching = () => {};
  let channel: Channel<typeof PAGE_CONTRACT> | null = null;
  const host = createWorkspaceHost({
    ...services,
    picture,
    weightsBase: options.weightsBase,
    isVisible: () => webviewPanel.visible,
    onPlace: (place) => {
      showPlace(place);
      channel?.tell('placeChanged', { uri: place.toString() });
    },
  });
  const wishes = createPageWishes((wish) => {
    if (channel !== null) fulfil(channel, wish);
  });
  const showPlace = (place: Uri | null) => {
    webviewPanel.title = titleOf(place, null);
    stopWatching();
    stopWatching = place === null ? () => {} : watchPicture(place, host, services);
  };
  const tellWorking = (working: Working) => {
    const title = titleOf(host.picture, working);
    if (webviewPanel.title !== title) webviewPanel.title = title;
    options.onWorking(working);
  };
  const opening = openingOf(state, host);
  const session = sessionOf(services);
  const parts = { transport, onProblem, services, host, opening, tellWorking, session };
  channel = openChannel(parts, () => wishes.open());
  const service = serveHost(host, { transport, timers: REALM_TIMERS, onProblem });
  showPlace(picture);
  webview.html = options.html;
  webviewPanel.onDidDispose(() => {
    stopWatching();
    session.end();
    services.turns.release(host);
    host.close();
    service.close(sentence`The panel was closed.`);
    channel?.close(sentence`The panel was closed.`);
    options.onWorking({ kind: 'idle', share: null });
    options.onClosed();
  });
  return {
    get picture() {
      return host.picture;
    },
    get isActive() {
      return webviewPanel.active;
    },
    reveal: () => webviewPanel.reveal(),
    wish: wishes.add,
    close: () => webviewPanel.dispose(),
  };
}

interface ChannelParts {
  readonly transport: ReturnType<typeof webviewTransport>;
  readonly onProblem: (problem: string) => void;
  readonly services: PanelServices;
  readonly host: WorkspaceHost;
  readonly opening: () => Opening;
  readonly tellWorking: (working: Working) => void;
  readonly session: ReturnType<typeof sessionOf>;
}

type PageHandlers = Handlers<typeof EXTENSION_CONTRACT>;
type Opening = Awaited<ReturnType<PageHandlers['requests']['opening']>>;

function openChannel(parts: ChannelParts, onOpen: () => void): Channel<typeof PAGE_CONTRACT> {
  const { services, host, transport, onProblem } = parts;
  const tellProgress = (loaded: number, total: number) =>
    channel.tell('weightsProgress', { loaded, total });
  const handlers: PageHandlers = {
    requests: {
      ...weightsAnswers(services.weights, tellProgress, services.onWeights),
      opening: () => {
        // A page that was loaded anew paints nothing yet.
        services.turns.release(host);
        // After the reply, which goes out once this has returned.
        REALM_TIMERS.set(onOpen, 0);
        return parts.opening();
      },
      takeTurn: async () => {
        await services.turns.take(host);
        return undefined;
      },
      planSaving: (order) => host.saver.plan(order),
    },
    events: {
      working: parts.tellWorking,
      stateKept: parts.session.keep,
      turnOver: () => services.turns.release(host),
      problem: ({ message }) => services.log.error(message),
    },
  };
  const channel = createChannel({
    transport,
    timers: REALM_TIMERS,
    name: EXTENSION_CHANNEL,
    mine: EXTENSION_CONTRACT,
    handlers,
    theirs: PAGE_CONTRACT,
    onProblem,
  });
  return channel;
}

/** What was left applies to the first page only; one that is loaded anew keeps its own state. */
function openingOf(state: PanelState | null, host: WorkspaceHost): () => Opening {
  let left = state;
  return () => {
    const mine = left;
    left = null;
    return {
      uri: host.picture?.toString() ?? null,
      styles: mine?.styles ?? [],
      begin: mine?.painting ?? false,
    };
  };
}

/** What one panel keeps; under another name once it shows another picture. */
function sessionOf({ sessions, sessionFiles }: PanelServices) {
  let uri: string | null = null;
  const end = () => {
    if (uri !== null) {
      sessions.forget(uri);
      void sessionFiles.remove(uri);
    }
    uri = null;
  };
  return {
    keep: (state: PanelState) => {
      if (uri !== state.uri) end();
      uri = state.uri;
      sessions.keep(state);
    },
    end,
  };
}

function fulfil(channel: Channel<typeof PAGE_CONTRACT>, wish: PageWish): void {
  switch (wish.kind) {
    case 'useStyle':
      channel.tell('useStyle', { name: wish.name, bytes: new Uint8Array(wish.bytes) });
      break;
    case 'choosePreset':
      channel.tell('choosePreset', { id: wish.id });
      break;
    case 'steer':
      channel.tell('steer', { action: wish.action });
      break;
  }
}

function watchPicture(place: Uri, host: WorkspaceHost, services: PanelServices): () => void {
  const { watch, log, ui, t } = services;
  return watch(place, {
    changed: () => {
      host.refresh().catch((error: unknown) => log.warn(sentenceOf(error)));
    },
    removed: () => {
      const message = t('{0} was deleted; the panel keeps it until it is closed.', nameOf(place));
      void ui.tell(message);
    },
  });
}

function titleOf(place: Uri | null, working: Working | null): string {
  const name = place === null ? 'Pastiche' : nameOf(place);
  if (working?.kind !== 'painting') return place === null ? name : `Pastiche: ${name}`;
  return `${Math.floor((working.share ?? 0) * 100)} % ${name}`;
}
