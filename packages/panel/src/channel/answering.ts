import type { Call, Contract } from './channel.js';
import { ChannelError } from './channel-error.js';
import { DISAGREEMENT } from './disagreement.js';
import { ownField } from './own-field.js';
import { createRunningCall, type RunningCall } from './running-call.js';
import { valueInWords } from './value-in-words.js';
import { toWireError } from './wire-error.js';
import type { EventMessage, RequestMessage, WireMessage } from './wire-message.js';

/** The handlers of a contract, as they are called once a body has been read. */
export interface ReadHandlers {
  readonly requests: { readonly [name: string]: (body: unknown, call: Call) => unknown };
  readonly events: { readonly [name: string]: (body: unknown) => void };
}

export interface AnsweringOptions {
  readonly mine: Contract;
  readonly handlers: ReadHandlers;
  /** @throws when the pipe refuses the message */
  readonly post: (message: WireMessage, transfer?: readonly object[]) => void;
  readonly report: (problem: string) => void;
}

/** The half of a channel that answers. */
export interface Answering {
  answer(message: RequestMessage): void;
  hear(message: EventMessage): void;
  cancel(id: string): void;
  /** Tells the handlers that run that nobody waits any more. */
  close(): void;
}

/** Calls the handlers of `mine` and sends what they return or throw. */
export function createAnswering(options: AnsweringOptions): Answering {
  const { mine, handlers, report } = options;
  const running = new Map<string, RunningCall>();
  const guard = listenerGuard(report);
  const { reply, fail } = createSending(options);

  async function run(id: string, call: RunningCall, handle: () => unknown): Promise<void> {
    const outcome = await settle(handle);
    // Cancelled or closed: nobody waits, and the id may be another's by now.
    if (running.get(id) !== call) return;
    running.delete(id);
    if ('thrown' in outcome) fail(id, outcome.thrown);
    else reply(id, outcome.body, call.transfers);
  }

  return {
    answer({ id, name, body }) {
      if (running.has(id))
        return report(`A second request with the id ${valueInWords(id)} was ignored.`);
      const contract = ownField(mine.requests, name);
      const handler = ownField(handlers.requests, name);
      if (contract === undefined || handler === undefined) {
        report(`An unknown request was refused: ${valueInWords(name)}.`);
        return fail(id, unknownRequest(name));
      }
      const call = createRunningCall(guard);
      running.set(id, call);
      // A body that its reader refuses is answered like a handler that throws.
      void run(id, call, () => {
        const read = readBody(
          `The request ${valueInWords(name)}`,
          () => contract.body(body),
          report,
        );
        return handler(read, call.call);
      });
    },
    hear: (message) => hearEvent(message, options),
    cancel(id) {
      const call = running.get(id);
      // The reply may have crossed the cancelling, so this is no problem to report.
      running.delete(id);
      call?.cancel();
    },
    close() {
      const calls = [...running.values()];
      running.clear();
      for (const call of calls) call.cancel();
    },
  };
}

/** Sends what became of a request; what the pipe refuses goes as a failure. */
function createSending({ post, report }: AnsweringOptions) {
  const fail = (id: string, error: unknown) => {
    try {
      post({ kind: 'failure', id, error: toWireError(error) });
    } catch (refusal) {
      report(`An error could not be sent: ${toWireError(refusal).message}`);
    }
  };
  const reply = (id: string, body: unknown, transfers: readonly object[]) => {
    try {
      post({ kind: 'reply', id, body }, transfers);
    } catch (error) {
      fail(id, error);
    }
  };
  return { reply, fail };
}

/** Calls a listener, and keeps what it throws away from the others. */
function listenerGuard(report: AnsweringOptions['report']): (listener: () => void) => void {
  return (listener) => {
    try {
      listener();
    } catch (error) {
      report(`A listener threw: ${toWireError(error).message}`);
    }
  };
}

function hearEvent(
  { name, body }: EventMessage,
  { mine, handlers, report }: AnsweringOptions,
): void {
  const reader = ownField(mine.events, name);
  const handler = ownField(handlers.events, name);
  if (reader === undefined || handler === undefined) {
    report(`An unknown event was ignored: ${valueInWords(name)}.`);
    return;
  }
  let read: unknown;
  try {
    read = reader(body);
  } catch (error) {
    report(`The event ${valueInWords(name)} was ignored: ${toWireError(error).message}`);
    return;
  }
  void settle(() => handler(read)).then((outcome) => {
    if (!('thrown' in outcome)) return;
    report(`The handler of ${valueInWords(name)} threw: ${toWireError(outcome.thrown).message}`);
  });
}

type Outcome = { readonly body: unknown } | { readonly thrown: unknown };

/** Starts `handle` at once, and waits for what becomes of it. */
async function settle(handle: () => unknown): Promise<Outcome> {
  try {
    return { body: await handle() };
  } catch (thrown) {
    return { thrown };
  }
}

function readBody<T>(what: string, read: () => T, report: (problem: string) => void): T {
  try {
    return read();
  } catch (error) {
    const problem = `${what} was refused: ${toWireError(error).message}`;
    report(problem);
    throw new ChannelError('bad-message', problem, { said: DISAGREEMENT });
  }
}

function unknownRequest(name: string): ChannelError {
  return new ChannelError(
    'unknown-request',
    `The other side does not know the request ${valueInWords(name)}; both sides must be of the same version.`,
    { said: DISAGREEMENT },
  );
}
