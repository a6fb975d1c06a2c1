import { parseParameters } from '@pastiche/core';
import type { BodyOf, Call, Handlers } from '../../channel/index.js';
import type { WeightsProgress } from '../engine.js';
import type { EngineContract } from '../engine-contract.js';
import { takeStatistics } from './networks/take-statistics.js';
import { reducePicture } from './pictures/encode-picture.js';
import type { Pictures } from './pictures/pictures.js';
import { maskOver } from './pictures/read-mask.js';
import type { Services } from './services.js';

export interface EngineHandlersOptions {
  readonly pictures: Pictures;
  /** Starts the services, or hands out those that are there. */
  readonly start: (body: BodyOf<EngineContract, 'start'>) => Promise<Services>;
  /** The services. @throws StyleTransferError before they were started. */
  readonly services: () => Promise<Services>;
  readonly tellLoaded: (progress: Required<WeightsProgress>) => void;
}

type Requests = Handlers<EngineContract>['requests'];

/** What the engine does when the panel asks or tells; large things are handed over, not copied. */
export function engineHandlers(options: EngineHandlersOptions): Handlers<EngineContract> {
  const { pictures, services } = options;
  return {
    requests: {
      start: async (body) => (await options.start(body)).facts(),
      ...pictureRequests(pictures),
      ...statisticsRequests(options),
      ...runRequests(services),
      ...weightRequests(options),
      memory: async () => (await services()).memory(),
    },
    events: {
      removePicture: ({ id }) => pictures.remove(id),
      changeRun: async (changes) => (await services()).runner.change(changes),
      steerRun: async ({ action }) => (await services()).runner.steer(action),
    },
  };
}

function pictureRequests(
  pictures: Pictures,
): Pick<Requests, 'addPicture' | 'reducePicture' | 'readMask'> {
  return {
    async addPicture({ bytes }, call) {
      const picture = await pictures.add(bytes);
      call.transfer([picture.preview]);
      return picture;
    },
    async reducePicture({ id, ...limit }, call) {
      const reduced = await reducePicture(pictures.get(id), limit);
      call.transfer([reduced.bytes.buffer]);
      return reduced;
    },
    async readMask({ bytes, over, size }, call) {
      const data = await maskOver(bytes, pictures.get(over), size);
      call.transfer([data.buffer]);
      return { ...size, data };
    },
  };
}

function statisticsRequests({
  pictures,
  services,
}: EngineHandlersOptions): Pick<Requests, 'addStatistics' | 'takeStatistics'> {
  return {
    addStatistics: ({ files }) => ({ id: pictures.addStatistics(files) }),
    async takeStatistics({ id, parameters, network }, call) {
      const { networks } = await services();
      const taken = await takeStatistics({
        networks,
        picture: pictures.get(id),
        parameters: parseParameters(parameters),
        network,
        signal: signalOf(call),
      });
      call.transfer(taken.map(({ bytes }) => bytes.buffer));
      return taken;
    },
  };
}

function runRequests(
  services: EngineHandlersOptions['services'],
): Pick<Requests, 'run' | 'timelapse'> {
  return {
    async run(request, call) {
      const { runner } = await services();
      call.onCancel(() => runner.steer('cancel'));
      const result = await runner.run(request);
      call.transfer([result.preview, result.png.buffer]);
      return result;
    },
    async timelapse(_, call) {
      const gif = await (await services()).runner.timelapse();
      call.transfer([gif.buffer]);
      return gif;
    },
  };
}

function weightRequests({
  services,
  tellLoaded,
}: EngineHandlersOptions): Pick<Requests, 'loadVgg19' | 'vgg19State' | 'removeStoredWeights'> {
  return {
    async loadVgg19(_, call) {
      const { networks } = await services();
      await networks.vgg19({
        layers: [],
        signal: signalOf(call),
        onProgress: (loaded, total, phase) => tellLoaded({ loaded, total, phase }),
      });
      return undefined;
    },
    vgg19State: async () => (await services()).networks.vgg19State(),
    async removeStoredWeights() {
      await (await services()).networks.removeStored();
      return undefined;
    },
  };
}

function signalOf(call: Call): AbortSignal {
  const giveUp = new AbortController();
  call.onCancel(() => giveUp.abort());
  return giveUp.signal;
}
