import {
  type Channel,
  createChannel,
  type Handlers,
  REALM_TIMERS,
  type ReplyOf,
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
import type { Turns } from './turns.js';
import type { WorkspaceHost } from './workspace-host.js';

export interface PanelChannelOptions {
  readonly transport: Transport;
  readonly host: Pick<WorkspaceHost, 'picture'>;
  readonly turns: Turns;
  readonly weights: WeightsStore;
  readonly log: Log;
  /** What is left from before a reload. */
  readonly state: PanelState | null;
  onProblem(problem: string): void;
  /** Told when VGG19 came or went. */
  onWeights(): void;
  onWorking(working: Working): void;
  /** Told of what a reload must bring back. */
  onState(state: PanelState): void;
  /** The page listens. */
  onOpen(): void;
}

/** Answers a panel's page in what the `Host` port does not cover. */
export function openPanelChannel(options: PanelChannelOptions): Channel<typeof PAGE_CONTRACT> {
  const { transport, host, turns, weights, log, onProblem, onWeights, onOpen } = options;
  const opening = openingOf(options);
  const tellProgress = (loaded: number, total: number) =>
    channel.tell('weightsProgress', { loaded, total });
  const handlers: Handlers<typeof EXTENSION_CONTRACT> = {
    requests: {
      ...weightsAnswers(weights, tellProgress, onWeights),
      opening: () => {
        // A page that was loaded anew paints nothing yet.
        turns.release(host);
        // After the reply, which goes out once this has returned.
        REALM_TIMERS.set(onOpen, 0);
        return opening();
      },
      takeTurn: async () => {
        await turns.take(host);
        return undefined;
      },
    },
    events: {
      working: options.onWorking,
      stateKept: options.onState,
      turnOver: () => turns.release(host),
      problem: ({ message }) => log.error(message),
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
function openingOf({
  state,
  host,
}: PanelChannelOptions): () => ReplyOf<typeof EXTENSION_CONTRACT, 'opening'> {
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
