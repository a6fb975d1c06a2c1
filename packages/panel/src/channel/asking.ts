import { type Said, sentence } from '@pastiche/core/sentence';
import type { Contract, Pending, Reader, RequestOptions, Timers } from './channel.js';
import { ChannelError } from './channel-error.js';
import { DISAGREEMENT } from './disagreement.js';
import { idMaker } from './id-maker.js';
import { ownField } from './own-field.js';
import { valueInWords } from './value-in-words.js';
import { fromWireError, toWireError } from './wire-error.js';
import type { FailureMessage, ReplyMessage, WireMessage } from './wire-message.js';

export interface AskingOptions {
  readonly theirs: Contract;
  readonly timers: Timers;
  readonly timeoutMs: number;
  /** @throws when the pipe refuses the message */
  readonly post: (message: WireMessage, transfer?: readonly object[]) => void;
  readonly report: (problem: string) => void;
}

/** The half of a channel that asks. */
export interface Asking {
  request(name: string, body: unknown, options?: RequestOptions): Pending<unknown>;
  settle(message: ReplyMessage | FailureMessage): void;
  /** Rejects everything that waits, and every later request. */
  close(reason: Said): void;
}

interface Waiting {
  readonly name: string;
  readonly read: Reader<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly disarm: () => void;
}

/** Sends requests of `theirs` and matches what comes back with them. */
export function createAsking(options: AskingOptions): Asking {
  const { theirs, timers, post, report } = options;
  const waiting = new Map<string, Waiting>();
  const createId = idMaker();
  let closedBecause: Said | null = null;

  const take = (id: string) => {
    const request = waiting.get(id);
    waiting.delete(id);
    request?.disarm();
    return request;
  };
  const abandon = (id: string, error: ChannelError) => {
    const request = take(id);
    if (request === undefined) return;
    request.reject(error);
    try {
      post({ kind: 'cancel', id });
    } catch (refusal) {
      report(`A cancelling could not be sent: ${toWireError(refusal).message}`);
    }
  };

  return {
    request(name, body, { timeoutMs = options.timeoutMs, transfer } = {}) {
      if (closedBecause !== null) return refused(closed(name, closedBecause));
      const read = ownField(theirs.requests, name)?.reply;
      if (read === undefined) return refused(unknown(name));
      const id = createId();
      const disarm = armed(timers, timeoutMs, (ms) => abandon(id, timedOut(name, ms)));
      const reply = new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { name, read, resolve, reject, disarm });
      });
      try {
        post({ kind: 'request', id, name, body }, transfer);
      } catch (error) {
        take(id)?.reject(unsendable(name, error));
      }
      return pending(reply, () => abandon(id, cancelled(name)));
    },
    settle(message) {
      const request = take(message.id);
      if (request === undefined) {
        return report(
          `A ${message.kind} was ignored: no request ${valueInWords(message.id)} waits.`,
        );
      }
      if (message.kind === 'failure') return request.reject(fromWireError(message.error));
      settleReply(request, message.body, report);
    },
    close(reason) {
      closedBecause ??= reason;
      for (const id of [...waiting.keys()]) {
        const request = take(id);
        request?.reject(closed(request.name, reason));
      }
    },
  };
}

/** Calls `onLate` after so many ms, unless it is disarmed before; `null`: never. @returns what disarms it */
function armed(timers: Timers, ms: number | null, onLate: (ms: number) => void): () => void {
  if (ms === null) return () => {};
  const handle = timers.set(() => onLate(ms), ms);
  return () => timers.clear(handle);
}

function settleReply(request: Waiting, body: unknown, report: (problem: string) => void): void {
  let value: unknown;
  try {
    value = request.read(body);
  } catch (error) {
    const problem = `The reply to ${valueInWords(request.name)} cannot be used: ${toWireError(error).message}`;
    report(problem);
    request.reject(new ChannelError('bad-message', problem, { said: DISAGREEMENT }));
    return;
  }
  request.resolve(value);
}

function pending(reply: Promise<unknown>, cancel: () => void): Pending<unknown> {
  // Who cancels or closes need not listen for the rejection that this causes.
  reply.catch(() => {});
  return { reply, cancel };
}

function refused(error: ChannelError): Pending<unknown> {
  return pending(Promise.reject(error), () => {});
}

function closed(name: string, reason: Said): ChannelError {
  return new ChannelError(
    'channel-closed',
    sentence`${valueInWords(name)} got no answer, because the connection was closed: ${reason}`,
  );
}

function cancelled(name: string): ChannelError {
  return new ChannelError('aborted', sentence`${valueInWords(name)} was cancelled.`);
}

function timedOut(name: string, ms: number): ChannelError {
  return new ChannelError(
    'timed-out',
    sentence`${valueInWords(name)} got no answer within ${ms / 1000} s; try again.`,
  );
}

function unknown(name: string): ChannelError {
  return new ChannelError(
    'unknown-request',
    `This side has no request ${valueInWords(name)} to send.`,
    {
      said: DISAGREEMENT,
    },
  );
}

function unsendable(name: string, error: unknown): ChannelError {
  const { message, details } = toWireError(error);
  return new ChannelError('bad-message', `${valueInWords(name)} could not be sent: ${message}`, {
    details,
    said: DISAGREEMENT,
  });
}
