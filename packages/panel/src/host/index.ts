// What a host answers, and that answering across a channel. ES only, like the channel: it also runs
// where there is neither a DOM nor Node.

export type { AssetName, Assets, WorkerKind } from './assets.js';
export type {
  ActionNote,
  Host,
  HostAction,
  HostCapabilities,
  HostEvents,
  HostFile,
  HostMask,
  HostPicture,
  HostPreset,
  HostResult,
  HostSample,
  HostWeights,
  PictureEncoding,
} from './host.js';
export { HOST_CLIENT_CONTRACT, HOST_CONTRACT } from './host-contract.js';
export {
  type HostOverChannelOptions,
  hostOverChannel,
  type RemoteHost,
} from './host-over-channel.js';
export { type HostService, type ServeHostOptions, serveHost } from './serve-host.js';
