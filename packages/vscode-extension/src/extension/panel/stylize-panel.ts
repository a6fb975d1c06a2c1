import { type Channel, REALM_TIMERS } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import { serveHost } from '@pastiche/panel/host';
import type { Uri, WebviewPanel } from 'vscode';
import type { PAGE_CONTRACT, Working } from '../../shared/extension-contract.js';
import type { PanelState } from '../../shared/panel-state.js';
import { webviewTransport } from '../pages/webview-transport.js';
import { sentenceOf } from '../ports/extension-error.js';
import type { Log } from '../ports/log.js';
import type { RecentPresets } from '../presets/recent-presets.js';
import type { WeightsStore } from '../weights/weights-store.js';
import { createKeptState } from './kept-state.js';
import { createPageWishes, type PageWish, tellWish } from './page-wishes.js';
import { openPanelChannel } from './panel-channel.js';
import type { Sessions } from './sessions.js';
import type { TabNames } from './tab-names.js';
import type { Turns } from './turns.js';
import { createUseNotes } from './use-notes.js';
import {
  createWorkspaceHost,
  type WorkspaceHost,
  type WorkspaceHostOptions,
} from './workspace-host.js';

/** Tells of a file that changes by itself. @returns ends the watching */
export type WatchFile = (
  file: Uri,
  events: {
    readonly changed: () => void;
    /** @param made files of the workspace that are new, the newest last; the file may have become one of them */
    readonly removed: (made: readonly Uri[]) => void | Promise<void>;
  },
) => () => void;

/** What all panels share. */
export interface PanelServices
  extends Omit<WorkspaceHostOptions, 'picture' | 'isVisible' | 'onPlace' | 'weightsBase'> {
  readonly log: Log;
  readonly weights: WeightsStore;
  readonly watch: WatchFile;
  readonly sessions: Sessions;
  readonly turns: Turns;
  readonly tabNames: TabNames;
  /** Told when a picture was moved without the editor. */
  onMoved(from: Uri, to: Uri): void;
  readonly recent: Pick<RecentPresets, 'add'>;
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
  /** Something was moved, which may be the picture or what it lies in. */
  follow(from: Uri, to: Uri): Promise<void>;
  /** Does something in the page, now or as soon as it listens. */
  wish(wish: PageWish): void;
  close(): void;
}

export function createStylizePanel(
  options: StylizePanelOptions,
  services: PanelServices,
): StylizePanel {
  const { webviewPanel, picture, state } = options;
  const transport = webviewTransport(webviewPanel.webview);
  const onProblem = (problem: string) => services.log.warn(problem);
  let channel: Channel<typeof PAGE_CONTRACT> | null = null;
  const host = createWorkspaceHost({
    ...services,
    picture,
    weightsBase: options.weightsBase,
    isVisible: () => webviewPanel.visible,
    onPlace: (place) => {
      tab.showPlace(place);
      channel?.tell('placeChanged', { uri: place.toString() });
    },
  });
  const tab = panelTab(webviewPanel, host, services);
  const wishes = createPageWishes((wish) => {
    if (channel !== null) tellWish(channel, wish);
  });
  const session = createKeptState(services);
  const noteUse = createUseNotes(services);
  channel = openPanelChannel({
    ...services,
    transport,
    onProblem,
    host,
    state,
    onWorking: (working) => {
      tab.showWorking(working);
      options.onWorking(working);
    },
    onState: (kept) => {
      session.keep(kept);
      noteUse(kept);
    },
    onOpen: wishes.open,
  });
  const service = serveHost(host, { transport, timers: REALM_TIMERS, onProblem });
  tab.showPlace(picture);
  webviewPanel.webview.html = options.html;
  webviewPanel.onDidDispose(() => {
    tab.close();
    session.end();
    services.turns.release(host);
    host.close();
    service.close(sentence`The panel was closed.`);
    channel?.close(sentence`The panel was closed.`);
    options.onWorking({ kind: 'idle', share: null });
    options.onClosed();
  });
  return asSeenOutside(webviewPanel, host, wishes.add);
}

function asSeenOutside(
  webviewPanel: WebviewPanel,
  host: WorkspaceHost,
  wish: StylizePanel['wish'],
): StylizePanel {
  return {
    get picture() {
      return host.picture;
    },
    get isActive() {
      return webviewPanel.active;
    },
    reveal: () => webviewPanel.reveal(),
    follow: host.follow,
    wish,
    close: () => webviewPanel.dispose(),
  };
}

/** A panel's tab: its title, and the watch over the file of the picture that it shows. */
function panelTab(webviewPanel: WebviewPanel, host: WorkspaceHost, services: PanelServices) {
  const { tabNames } = services;
  let stopWatching = () => {};
  let name: string | null = null;
  let working: Working | null = null;
  const showTitle = () => {
    const title = titleOf(name, working);
    if (webviewPanel.title !== title) webviewPanel.title = title;
  };
  return {
    showPlace: (place: Uri | null) => {
      working = null;
      showTitle();
      stopWatching();
      if (place === null) return;
      stopWatching = watchPicture(place, host, services, () => name ?? '');
      tabNames.show(host, place, (told) => {
        name = told;
        showTitle();
      });
    },
    showWorking: (now: Working) => {
      working = now;
      showTitle();
    },
    close: () => {
      stopWatching();
      tabNames.close(host);
    },
  };
}

function watchPicture(
  place: Uri,
  host: WorkspaceHost,
  services: PanelServices,
  name: () => string,
): () => void {
  const { watch, log, ui, say } = services;
  return watch(place, {
    changed: () => {
      host.refresh().catch((error: unknown) => log.warn(sentenceOf(error)));
    },
    removed: async (made) => {
      const now = await host.findPicture(made);
      if (now !== null) return services.onMoved(place, now);
      const message = say(sentence`${name()} was deleted; the panel keeps it until it is closed.`);
      void ui.tell(message);
    },
  });
}

function titleOf(name: string | null, working: Working | null): string {
  if (working?.kind !== 'painting') return name === null ? 'Pastiche' : `Pastiche: ${name}`;
  return `${Math.floor((working.share ?? 0) * 100)} % ${name ?? 'Pastiche'}`;
}
