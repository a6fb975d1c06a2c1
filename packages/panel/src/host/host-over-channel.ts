import { type Said, sentence } from '@pastiche/core/sentence';
import type {
  BodyOf,
  Channel,
  ReplyOf,
  RequestName,
  Timers,
  Transport,
} from '../channel/channel.js';
import { createChannel } from '../channel/create-channel.js';
import { toWireError } from '../channel/wire-error.js';
import type { Host, HostCapabilities } from './host.js';
import { HOST_CHANNEL, HOST_CLIENT_CONTRACT, HOST_CONTRACT, hostTimeout } from './host-contract.js';
import { createHostNews, type HostNews } from './host-news.js';
import { createPendingResults, type PendingResults } from './pending-results.js';
import { plainBytes, plainFile, plainPreset, plainResult } from './plain-host-data.js';

export interface HostOverChannelOptions {
  readonly transport: Transport;
  readonly timers: Timers;
  /** Told of messages that were ignored. */
  readonly onProblem?: (problem: string) => void;
}

/** A host at the other end of a pipe. */
export interface RemoteHost extends Host {
  /** Fails what is pending, and tells the other end; `reason` is a sentence. */
  close(reason: Said): void;
}

type HostChannel = Channel<typeof HOST_CONTRACT>;
type HostRequest = RequestName<typeof HOST_CONTRACT>;

/**
 * The host that `serveHost` serves at the other end of a pipe. It asks for the capabilities at
 * once, and again when the other end says that it listens only now, so that neither end needs to
 * be the first. Events from before the first `listen` are told then, the latest of each kind.
 *
 * @throws ChannelError (rejects) `timed-out` when nobody answers within 30 s
 *
 * @example
 * const host = await hostOverChannel({ transport: webviewTransport(window), timers });
 */
export async function hostOverChannel(options: HostOverChannelOptions): Promise<RemoteHost> {
  const { transport, timers, onProblem = () => {} } = options;
  const news = createHostNews();
  const results = createPendingResults();
  let askAgain = () => {};
  const channel: HostChannel = createChannel({
    transport,
    timers,
    name: HOST_CHANNEL,
    mine: HOST_CLIENT_CONTRACT,
    handlers: {
      requests: { encodeResult: results.encode },
      events: {
        ready: () => askAgain(),
        contentChanged: ({ picture }) => news.contentChanged(picture),
        presetsChanged: () => news.presetsChanged(),
      },
    },
    theirs: HOST_CONTRACT,
    onProblem,
  });
  try {
    const capabilities = await new Promise<HostCapabilities>((resolve, reject) => {
      const opening = openingOf(channel, resolve, reject);
      askAgain = opening;
      opening();
    });
    return remoteHost(channel, capabilities, { news, results, onProblem });
  } catch (error) {
    channel.close(sentence`It did not open.`);
    throw error;
  }
}

/** Asks for the capabilities each time it is called, until they came; only the last asking may fail. */
function openingOf(
  channel: HostChannel,
  resolve: (capabilities: HostCapabilities) => void,
  reject: (error: Error) => void,
): () => void {
  let asked = 0;
  let open = false;
  return () => {
    if (open) return;
    const mine = ++asked;
    asking(channel, 'capabilities', undefined).then(
      (capabilities) => {
        open = true;
        resolve(capabilities);
      },
      (error: Error) => {
        if (mine === asked) reject(error);
      },
    );
  };
}

/** What the host's end of the pipe asks and tells. */
interface PanelSide {
  readonly news: HostNews;
  readonly results: PendingResults;
  onProblem(problem: string): void;
}

function remoteHost(
  channel: HostChannel,
  capabilities: HostCapabilities,
  { news, results, onProblem }: PanelSide,
): RemoteHost {
  const ask = <N extends HostRequest>(name: N, body: BodyOf<typeof HOST_CONTRACT, N>) =>
    asking(channel, name, body);
  return {
    capabilities,
    readContent: ({ pick }) => ask('readContent', { pick }),
    readStyle: () => ask('readStyle', undefined),
    listPresets: () => ask('listPresets', undefined),
    savePreset: (preset) => ask('savePreset', plainPreset(preset)),
    deletePreset: (id) => ask('deletePreset', { id }),
    weights: () => ask('weights', undefined),
    readWeights: (file) => ask('readWeights', { file }),
    writeResult: (result, action) =>
      results.during(result, (id) =>
        ask('writeResult', { result: plainResult(id, result), action }),
      ),
    writeFile: (file) => ask('writeFile', plainFile(file)),
    readSettings: async () => JSON.parse(await ask('readSettings', undefined)),
    writeSettings: async (settings) =>
      ask('writeSettings', { json: JSON.stringify(settings ?? null) }),
    readSession: () => ask('readSession', undefined),
    writeSession: (session) => ask('writeSession', { session: session && plainBytes(session) }),
    notify(message, kind) {
      ask('notify', { message, kind }).catch((error: unknown) => {
        onProblem(`A notice was not shown: ${toWireError(error).message}`);
      });
    },
    listen: (events) => news.listen(events),
    close: (reason) => channel.close(reason),
  };
}

function asking<N extends HostRequest>(
  channel: HostChannel,
  name: N,
  body: BodyOf<typeof HOST_CONTRACT, N>,
): Promise<ReplyOf<typeof HOST_CONTRACT, N>> {
  return channel.request(name, body, { timeoutMs: hostTimeout(name, body) }).reply;
}
