import { type Said, sentence } from '@pastiche/core/sentence';
import type { Channel, Timers, Transport } from '../channel/channel.js';
import { createChannel } from '../channel/create-channel.js';
import type { Host, PictureEncoding } from './host.js';
import { hostAnswers } from './host-answers.js';
import { HOST_CHANNEL, HOST_CLIENT_CONTRACT, HOST_CONTRACT } from './host-contract.js';
import { createHostNews } from './host-news.js';
import { plainPicture } from './plain-host-data.js';

export interface ServeHostOptions {
  readonly transport: Transport;
  readonly timers: Timers;
  /** Told of messages that were ignored. */
  readonly onProblem?: (problem: string) => void;
}

export interface HostService {
  /** Ends the answering; what the panel still waits for fails with `reason`, a sentence. */
  close(reason?: Said): void;
}

const DEFAULT_REASON = sentence`The host ended it.`;

/**
 * Answers a panel out of `host`, at the far end of the pipe that the panel opens with
 * `hostOverChannel`. Tells it of events from the moment in which it asks for the capabilities, with
 * the latest that happened before.
 *
 * @example
 * const service = serveHost(host, { transport: webviewTransport(webview), timers });
 * onDidDispose(() => service.close());
 */
export function serveHost(host: Host, options: ServeHostOptions): HostService {
  const { transport, timers, onProblem = () => {} } = options;
  const news = createHostNews();
  let panelListens = false;
  const channel: Channel<typeof HOST_CLIENT_CONTRACT> = createChannel({
    transport,
    timers,
    name: HOST_CHANNEL,
    mine: HOST_CONTRACT,
    handlers: hostAnswers(host, { onPanel: beginNews, encodeResult }),
    theirs: HOST_CLIENT_CONTRACT,
    onProblem,
  });
  const stopListening = host.listen(news);
  channel.tell('ready', undefined);

  function beginNews(): void {
    if (panelListens) return;
    panelListens = true;
    news.listen({
      contentChanged(picture) {
        channel.tell('contentChanged', { picture: picture && plainPicture(picture) });
      },
      presetsChanged: () => channel.tell('presetsChanged', undefined),
    });
  }

  function encodeResult(id: string, { mediaType, quality }: PictureEncoding) {
    // As long as a file of some megabytes takes on a slow pipe.
    return channel.request(
      'encodeResult',
      { id, mediaType, quality: quality ?? null },
      { timeoutMs: null },
    ).reply;
  }

  return {
    close(reason: Said = DEFAULT_REASON) {
      stopListening();
      channel.close(reason);
    },
  };
}
