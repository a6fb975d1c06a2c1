import type { Said } from '@pastiche/core/sentence';
import { type Answering, createAnswering, type ReadHandlers } from './answering.js';
import { type Asking, createAsking } from './asking.js';
import type { Channel, ChannelOptions, Contract } from './channel.js';
import { toWireError } from './wire-error.js';
import { readWireMessage, sealMessage, type WireMessage } from './wire-message.js';

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * One end of a pipe on which both sides ask and tell. Everything that arrives is read by the
 * contract's readers; what is not a message of this channel is reported to `onProblem` and changes
 * nothing. A wrong request is answered with an error, a wrong reply rejects its request.
 *
 * @example
 * const channel = createChannel({ transport: portTransport(worker), timers, mine: PAGE, handlers, theirs: ENGINE });
 * const painted = await channel.request('paint', { size: 256 }, { timeoutMs: null }).reply;
 */
export function createChannel<Mine extends Contract, Theirs extends Contract>(
  options: ChannelOptions<Mine, Theirs>,
): Channel<Theirs> {
  const { transport, timers, name = 'main', timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const report = reporter(options.onProblem);
  const post = (message: WireMessage, transfer?: readonly object[]) => {
    transport.post(sealMessage(message, name), transfer);
  };
  const send = (message: WireMessage, transfer?: readonly object[]) => {
    try {
      post(message, transfer);
    } catch (error) {
      report(`The message ${message.kind} could not be sent: ${toWireError(error).message}`);
    }
  };
  // A contract types its handlers by its readers; past the readers they are all alike.
  const handlers = options.handlers as unknown as ReadHandlers;
  const answering = createAnswering({ mine: options.mine, handlers, post, report });
  const asking = createAsking({ theirs: options.theirs, timers, timeoutMs, post, report });
  let closed = false;
  let stopListening = () => {};
  const end = (reason: Said) => {
    closed = true;
    stopListening();
    asking.close(reason);
    answering.close();
  };

  const take = takerOf({ answering, asking, end });

  stopListening = transport.listen((value) => {
    if (closed) return report('A message was ignored: it came after the channel was closed.');
    try {
      const message = readWireMessage(value, name);
      if (message !== null) take(message);
    } catch (error) {
      report(`A message was ignored: ${toWireError(error).message}`);
    }
  });
  // A pipe may deliver while it is being listened to, and what it delivers may be a close.
  if (closed) stopListening();

  return {
    request: (request, body, requestOptions) =>
      asking.request(request, body, requestOptions) as never,
    tell(event, body, transfer) {
      if (closed) report(`The event "${event}" was not sent: the channel is closed.`);
      else send({ kind: 'event', name: event, body }, transfer);
    },
    close(reason) {
      if (closed) return;
      send({ kind: 'close', reason });
      end(reason);
    },
    get closed() {
      return closed;
    },
  };
}

interface Halves {
  readonly answering: Answering;
  readonly asking: Asking;
  end(reason: Said): void;
}

/** Hands each kind of message to the half that it is for. */
function takerOf({ answering, asking, end }: Halves): (message: WireMessage) => void {
  return (message) => {
    switch (message.kind) {
      case 'request':
        return answering.answer(message);
      case 'event':
        return answering.hear(message);
      case 'cancel':
        return answering.cancel(message.id);
      case 'reply':
      case 'failure':
        return asking.settle(message);
      case 'close':
        return end(message.reason);
    }
  };
}

function reporter(onProblem: (problem: string) => void = () => {}): (problem: string) => void {
  return (problem) => {
    try {
      onProblem(problem);
    } catch {
      // Whoever reports must not bring down the listening.
    }
  };
}
