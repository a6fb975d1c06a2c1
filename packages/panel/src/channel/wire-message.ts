import type { Said } from '@pastiche/core/sentence';
import { readSaid } from './read-said.js';
import { anything, literal, record, tagged, text } from './readers.js';
import { readWireError, type WireError } from './wire-error.js';

/** Asks for something; the other side answers once with `reply` or `failure`, unless it is told `cancel`. */
export interface RequestMessage {
  readonly kind: 'request';
  readonly id: string;
  readonly name: string;
  readonly body: unknown;
}

/** What was asked for. */
export interface ReplyMessage {
  readonly kind: 'reply';
  readonly id: string;
  readonly body: unknown;
}

/** The error that came instead of what was asked for. */
export interface FailureMessage {
  readonly kind: 'failure';
  readonly id: string;
  readonly error: WireError;
}

/** Tells something; no answer. */
export interface EventMessage {
  readonly kind: 'event';
  readonly name: string;
  readonly body: unknown;
}

/** The answer to a request is no longer wanted. */
export interface CancelMessage {
  readonly kind: 'cancel';
  readonly id: string;
}

/** The sender listens no longer. */
export interface CloseMessage {
  readonly kind: 'close';
  readonly reason: Said;
}

/** Everything that one end of a channel says to the other. */
export type WireMessage =
  | RequestMessage
  | ReplyMessage
  | FailureMessage
  | EventMessage
  | CancelMessage
  | CloseMessage;

const FORMAT = 1;
const ENVELOPE = { pastiche: literal(FORMAT), channel: text() };

const readMessage = tagged('kind', {
  request: record({
    ...ENVELOPE,
    kind: literal('request'),
    id: text(),
    name: text(),
    body: anything,
  }),
  reply: record({ ...ENVELOPE, kind: literal('reply'), id: text(), body: anything }),
  failure: record({ ...ENVELOPE, kind: literal('failure'), id: text(), error: readWireError }),
  event: record({ ...ENVELOPE, kind: literal('event'), name: text(), body: anything }),
  cancel: record({ ...ENVELOPE, kind: literal('cancel'), id: text() }),
  close: record({ ...ENVELOPE, kind: literal('close'), reason: readSaid }),
});

/** The message in the envelope of its channel, as it is posted. */
export function sealMessage(message: WireMessage, channel: string): object {
  const sealed = { pastiche: FORMAT, channel, ...message };
  if ('body' in sealed && sealed.body === undefined) {
    // Not every pipe carries `undefined`; a missing body is read as one.
    const { body: _, ...rest } = sealed;
    return rest;
  }
  return sealed;
}

/**
 * Reads what arrived on a pipe. `null`: it is for another channel on the same pipe.
 *
 * @throws MisreadError when it is no message of Pastiche's
 */
export function readWireMessage(value: unknown, channel: string): WireMessage | null {
  const message = readMessage(value);
  return message.channel === channel ? message : null;
}
