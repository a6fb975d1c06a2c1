// The public names of the channel: what a host, an engine and their tests need. ES only: it also
// runs where there is neither a DOM nor Node.

export type { AssetName, Assets, WorkerKind } from '../host/assets.js';
export type {
  Host,
  HostAction,
  HostCapabilities,
  HostEvents,
  HostFile,
  HostPicture,
  HostPreset,
  HostResult,
  HostWeights,
} from '../host/host.js';
export { HOST_CONTRACT, PANEL_CONTRACT } from '../host/host-contract.js';
export {
  type HostOverChannelOptions,
  hostOverChannel,
  type RemoteHost,
} from '../host/host-over-channel.js';
export { type HostService, type ServeHostOptions, serveHost } from '../host/serve-host.js';
export type {
  BodyOf,
  Call,
  Channel,
  ChannelOptions,
  Contract,
  EventName,
  EventOf,
  Handlers,
  Pending,
  Reader,
  ReplyOf,
  RequestName,
  RequestOptions,
  Timers,
  Transport,
} from './channel.js';
export { ChannelError, type ChannelErrorCode, type ChannelErrorOptions } from './channel-error.js';
export { type Coalescer, type CoalescerOptions, createCoalescer } from './coalesce.js';
export { createChannel } from './create-channel.js';
export { MisreadError, misread } from './misread-error.js';
export { pipeTransport } from './pipe-transport.js';
export { type PortLike, portTransport } from './port-transport.js';
export { readSaid } from './read-said.js';
export {
  anything,
  bytes,
  dictionary,
  flag,
  list,
  literal,
  matching,
  type NumberRange,
  nothing,
  nullable,
  number,
  record,
  tagged,
  text,
  whole,
} from './readers.js';
export {
  type HearingWindow,
  type WindowLike,
  type WindowMessage,
  type WindowTransportOptions,
  windowTransport,
} from './window-transport.js';
