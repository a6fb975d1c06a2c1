import {
  type Channel,
  createChannel,
  type Handlers,
  REALM_TIMERS,
  type Transport,
} from '@pastiche/panel/channel';
import {
  EXTENSION_CHANNEL,
  EXTENSION_CONTRACT,
  PAGE_CONTRACT,
  type Working,
} from '../../shared/extension-contract.js';
import type { PanelState } from '../../shared/panel-state.js';
import { weightsAnswers } from '../pages/weights-answers.js';
import type { Log } from '../ports/log.js';
import type { WeightsStore } from '../weights/weights-store.js';
import type { PageWish } from './page-wishes.js';
import type { Turns } from './turns.js';
import type { WorkspaceHost } from './workspace-host.js';

/** The way to a panel's page. */
export type PanelChannel = Channel<typeof PAGE_CONTRACT>;

type PageHandlers = Handlers<typeof EXTENSION_CONTRACT>;
type Opening = Awaited<ReturnType<PageHandlers['requests']['opening']>>;

export interface PanelChannelOptions {
  readonly transport: Transport;
  readonly weights: WeightsStore;
  readonly turns: Turns;
  readonly log: Log;
  readonly host: WorkspaceHost;
  /** What a page that was just loaded begins with. */
  opening(): Opening;
  /** Called once the page listens. */
  onOpen(): void;
  tellWorking(working: Working): void;
  keep(state: PanelState): void;
  /** Called when VGG19 came or went. */
  onWeights(): void;
  onProblem(problem: string): void;
}

/** Answers what a panel's page asks besides the `Host` port. */
export function openPanelChannel(options: PanelChannelOptions): PanelChannel {
  const { weights, turns, log, host } = options;
  const tellProgress = (loaded: number, total: number) =>
    channel.tell('weightsProgress', { loaded, total });
  const handlers: PageHandlers = {
    requests: {
      ...weightsAnswers(weights, tellProgress, options.onWeights),
      opening: () => {
        // A page that was loaded anew paints nothing yet.
        turns.release(host);
        // After the reply, which goes out once this has returned.
        REALM_TIMERS.set(options.onOpen, 0);
        return options.opening();
      },
      takeTurn: async () => {
        await turns.take(host);
        return undefined;
      },
    },
    events: {
      working: options.tellWorking,
      stateKept: options.keep,
      turnOver: () => turns.release(host),
      problem: ({ message }) => log.error(message),
    },
  };
  const channel = createChannel({
    transport: options.transport,
    timers: REALM_TIMERS,
    name: EXTENSION_CHANNEL,
    mine: EXTENSION_CONTRACT,
    handlers,
    theirs: PAGE_CONTRACT,
    onProblem: options.onProblem,
  });
  return channel;
}

/** What was left applies to the first page only; one that is loaded anew keeps its own state. */
export function openingOf(state: PanelState | null, host: WorkspaceHost): () => Opening {
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

/** Does in the page what somebody wishes. */
export function fulfil(channel: PanelChannel, wish: PageWish): void {
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
