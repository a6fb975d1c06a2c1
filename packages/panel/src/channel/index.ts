// The public names of the channel: pipes, and the readers that contracts are made of. ES only: it also
// runs where there is neither a DOM nor Node.

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
export { REALM_TIMERS } from './realm-timers.js';
export {
  type HearingWindow,
  type WindowLike,
  type WindowMessage,
  type WindowTransportOptions,
  windowTransport,
} from './window-transport.js';
