import { StyleTransferError, sentence } from '@pastiche/core';
import { type Channel, createChannel, type Transport } from '../../channel/index.js';
import { ENGINE_CONTRACT, PANEL_CONTRACT, type PanelContract } from '../engine-contract.js';
import { timers } from '../timers.js';
import { engineHandlers } from './engine-handlers.js';
import { createPictures } from './pictures.js';
import { type Services, startServices } from './services.js';

/**
 * Serves the engine over a pipe, from a worker or from the page's own thread: says `hello`, and
 * does what the panel asks until the channel is closed.
 */
export function serveEngine(transport: Transport): void {
  const pictures = createPictures();
  let started: Promise<Services> | null = null;
  const channel: Channel<PanelContract> = createChannel({
    transport,
    timers,
    name: 'engine',
    mine: ENGINE_CONTRACT,
    theirs: PANEL_CONTRACT,
    handlers: engineHandlers({
      pictures,
      start(body) {
        started ??= startServices(body, channel, pictures);
        return started;
      },
      async services() {
        if (started !== null) return started;
        throw new StyleTransferError(
          'backend-unavailable',
          sentence`The engine should be started before it is used, but it was not; start it anew.`,
        );
      },
      tellLoaded: (progress) => channel.tell('loadProgress', progress),
    }),
  });
  channel.tell('hello', undefined);
}
