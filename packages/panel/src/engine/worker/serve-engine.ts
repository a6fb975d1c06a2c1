import { StyleTransferError, sentence } from '@pastiche/core';
import { type Channel, createChannel, REALM_TIMERS, type Transport } from '../../channel/index.js';
import {
  ENGINE_CLIENT_CONTRACT,
  ENGINE_CONTRACT,
  type EngineClientContract,
} from '../engine-contract.js';
import { engineHandlers } from './engine-handlers.js';
import { createPictures } from './pictures/pictures.js';
import { type Services, startServices } from './services.js';

/**
 * Serves the engine over a pipe, from a worker or from the page's own thread: says `hello`, and
 * does what the panel asks until the channel is closed.
 */
export function serveEngine(transport: Transport): void {
  const pictures = createPictures();
  let started: Promise<Services> | null = null;
  const channel: Channel<EngineClientContract> = createChannel({
    transport,
    timers: REALM_TIMERS,
    name: 'engine',
    mine: ENGINE_CONTRACT,
    theirs: ENGINE_CLIENT_CONTRACT,
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
