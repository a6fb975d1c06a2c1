import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call, Handlers, RequestOptions, Transport } from './channel.js';
import { ChannelError } from './channel-error.js';
import { createChannel } from './create-channel.js';
import { pipeTransport } from './pipe-transport.js';
import { literal, nothing, number, record, text } from './readers.js';
import { REALM_TIMERS } from './realm-timers.js';

const ENGINE = {
  requests: {
    double: { body: number(), reply: number() },
    forget: { body: nothing, reply: nothing },
    wait: { body: nothing, reply: text() },
  },
  events: { progress: record({ step: number() }) },
} as const;
const PAGE = {
  requests: { theme: { body: nothing, reply: literal('light', 'dark') } },
  events: {},
} as const;
type PageHandlers = Handlers<typeof PAGE>;
/** What the page believes the engine answers: more than it does. */
const WISHFUL = {
  requests: { ...ENGINE.requests, fly: { body: nothing, reply: nothing } },
  events: { ...ENGINE.events, landed: nothing },
} as const;

interface Change {
  readonly requests?: Partial<Handlers<typeof ENGINE>['requests']>;
  readonly theme?: PageHandlers['requests']['theme'];
  readonly progress?: (body: { readonly step: number }) => void;
  readonly pipe?: readonly [Transport, Transport];
}

/** A page and an engine on one pipe, what they found wrong, and the `wait` that the engine answers. */
function connect(change: Change = {}) {
  const [left, right] = change.pipe ?? pipeTransport();
  const problems: string[] = [];
  const waits: { readonly call: Call; readonly answer: (text: string) => void }[] = [];
  const onProblem = (problem: string) => problems.push(problem);
  const theme: PageHandlers['requests']['theme'] = change.theme ?? (() => 'dark');
  const page = createChannel({
    transport: left,
    timers: REALM_TIMERS,
    mine: PAGE,
    handlers: { requests: { theme }, events: {} },
    theirs: WISHFUL,
    onProblem,
  });
  const engine = createChannel({
    transport: right,
    timers: REALM_TIMERS,
    mine: ENGINE,
    handlers: {
      requests: {
        double: (body) => body * 2,
        forget: () => undefined,
        wait: (_, call) => new Promise((answer) => waits.push({ call, answer })),
        ...change.requests,
      },
      events: { progress: change.progress ?? (() => {}) },
    },
    theirs: PAGE,
    onProblem,
  });
  const raw = (message: object) => left.post({ pastiche: 1, channel: 'main', ...message });
  return { page, engine, left, right, problems, waits, raw };
}

/** Lets every message and every promise arrive. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const error = (code: string, message: string) => expect.objectContaining({ code, message });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('asking', () => {
  it('matches replies with requests, whichever comes first', async () => {
    const { page, waits } = connect();
    const first = page.request('wait', undefined).reply;
    const second = page.request('wait', undefined).reply;
    await settle();
    waits[1].answer('second');
    waits[0].answer('first');
    expect(await Promise.all([first, second])).toEqual(['first', 'second']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes both ways on one pipe', async () => {
    const { page, engine } = connect();
    expect(
      await Promise.all([
        page.request('double', 21).reply,
        engine.request('theme', undefined).reply,
      ]),
    ).toEqual([42, 'dark']);
  });

  it('carries no body where there is none', async () => {
    const [left, right] = pipeTransport();
    const seen: unknown[] = [];
    right.listen((message) => seen.push(message));
    left.listen((message) => seen.push(message));
    const { page } = connect({ pipe: [left, right] });
    expect(await page.request('forget', undefined).reply).toBe(undefined);
    expect(seen).toStrictEqual([
      { pastiche: 1, channel: 'main', kind: 'request', id: expect.any(String), name: 'forget' },
      { pastiche: 1, channel: 'main', kind: 'reply', id: expect.any(String) },
    ]);
  });

  it('hands over what the reply and the request say is to be handed over', async () => {
    const [left, right] = pipeTransport();
    const handed: (readonly object[] | undefined)[] = [];
    const noting = (transport: Transport): Transport => ({
      ...transport,
      post(message, transfer) {
        handed.push(transfer);
        transport.post(message);
      },
    });
    const [here, there] = [new ArrayBuffer(1), new ArrayBuffer(2)];
    const { page } = connect({
      pipe: [noting(left), noting(right)],
      requests: {
        double(body, call) {
          call.transfer([there]);
          return body;
        },
      },
    });
    await page.request('double', 1, { transfer: [here] }).reply;
    page.tell('progress', { step: 1 }, [there]);
    expect(handed).toEqual([[here], [there], [there]]);
  });
});

describe('errors', () => {
  const thrown = async (error: unknown) => {
    const { page } = connect({
      requests: {
        double() {
          throw error;
        },
      },
    });
    return page.request('double', 1).reply.then(
      () => expect.unreachable(),
      (rejection: ChannelError) => rejection,
    );
  };

  it('arrive with code, name, message and the stack of the other side', async () => {
    const diverged = Object.assign(new Error('The picture diverged; lower the style weight.'), {
      code: 'diverged',
      name: 'StyleTransferError',
    });
    const rejection = await thrown(diverged);
    expect(rejection).toBeInstanceOf(ChannelError);
    expect(rejection).toBeInstanceOf(Error);
    expect(rejection).toMatchObject({
      code: 'diverged',
      name: 'StyleTransferError',
      message: 'The picture diverged; lower the style weight.',
      details: diverged.stack,
    });
  });

  it('bring the stacks of their causes, also when they go in circles', async () => {
    const inner = new Error('inner');
    const outer = new Error('outer', { cause: inner });
    inner.cause = outer;
    const { details } = await thrown(outer);
    expect(details.startsWith(`${outer.stack}\ncaused by ${inner.stack}\ncaused by `)).toBe(true);
    expect(details.split('\ncaused by ')).toHaveLength(5);
  });

  it('keep the details of the realm where they began over a second channel', async () => {
    const rejection = await thrown(
      new ChannelError('lost', 'It is lost.', { details: 'far away' }),
    );
    expect(rejection).toMatchObject({ code: 'lost', details: 'far away' });
  });

  it.each([
    ['a text', 'no ink', 'failed', 'no ink'],
    ['an error without code', new Error('no ink'), 'failed', 'no ink'],
    ['a DOMException', new DOMException('no ink', 'DataCloneError'), 'failed', 'no ink'],
    [
      'nothing',
      undefined,
      'failed',
      'Something went wrong at the other side, and the error says no more.',
    ],
    [
      'an error that throws',
      Object.defineProperty({}, 'message', { get: () => expect.unreachable() }),
      'failed',
      'Something went wrong at the other side, and the error says no more.',
    ],
  ])('are rebuilt from %s', async (_, error, code, message) => {
    expect(await thrown(error)).toMatchObject({ code, message });
  });

  it('come from handlers that reject, too', async () => {
    const { page } = connect({ requests: { wait: () => Promise.reject(new Error('later')) } });
    await expect(page.request('wait', undefined).reply).rejects.toThrow('later');
  });
});

describe('what the contract does not allow', () => {
  it('an unknown request is answered with an error', async () => {
    const { page } = connect();
    await expect(page.request('fly', undefined).reply).rejects.toThrow(
      error(
        'unknown-request',
        'The other side does not know the request "fly"; both sides must be of the same version.',
      ),
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])('so is one named %s', async (name) => {
    const { left, raw } = connect();
    const answers: unknown[] = [];
    left.listen((message) => answers.push(message));
    raw({ kind: 'request', id: 'x', name });
    raw({ kind: 'event', name });
    await settle();
    expect(answers).toEqual([
      expect.objectContaining({
        kind: 'failure',
        id: 'x',
        error: expect.objectContaining({ code: 'unknown-request' }),
      }),
    ]);
  });

  it.each(['__proto__', 'constructor'])('a request named %s is not even sent', async (name) => {
    const { page } = connect();
    await expect(page.request(name as 'forget', undefined).reply).rejects.toThrow(
      error('unknown-request', `This side has no request "${name}" to send.`),
    );
  });

  it('a wrong body is answered with an error and reaches no handler', async () => {
    const double = vi.fn(() => 1);
    const { page, problems } = connect({ requests: { double } });
    const sentence = 'The request "double" was refused: Expected a number, but "two" came.';
    await expect(page.request('double', 'two' as unknown as number).reply).rejects.toThrow(
      error('bad-message', sentence),
    );
    expect(double).not.toHaveBeenCalled();
    expect(problems).toEqual([sentence]);
  });

  it('a wrong reply rejects its request', async () => {
    const { page, problems } = connect({ requests: { double: () => 'many' as unknown as number } });
    const sentence = 'The reply to "double" cannot be used: Expected a number, but "many" came.';
    await expect(page.request('double', 1).reply).rejects.toThrow(error('bad-message', sentence));
    expect(problems).toEqual([sentence]);
  });

  it('a wrong or unknown event is reported and reaches no handler', async () => {
    const progress = vi.fn();
    const { page, problems } = connect({ progress });
    page.tell('progress', { step: '1' } as unknown as { step: number });
    page.tell('landed', undefined);
    await settle();
    expect(progress).not.toHaveBeenCalled();
    expect(problems).toEqual([
      'The event "progress" was ignored: Expected a number at step, but "1" came.',
      'An unknown event was ignored: "landed".',
    ]);
  });

  it('an event handler that throws or rejects is reported', async () => {
    const progress = vi
      .fn()
      .mockImplementationOnce(() => {
        throw new Error('at once');
      })
      .mockRejectedValueOnce(new Error('later'));
    const { page, problems } = connect({ progress });
    page.tell('progress', { step: 1 });
    page.tell('progress', { step: 2 });
    await settle();
    expect(problems).toEqual([
      'The handler of "progress" threw: at once',
      'The handler of "progress" threw: later',
    ]);
  });
});

describe('time-outs', () => {
  const ask = (options?: RequestOptions) => {
    const { page, waits } = connect();
    const outcome = vi.fn();
    page.request('wait', undefined, options).reply.then(outcome, outcome);
    return { outcome, waits };
  };

  it('count from the sending: 10 s', async () => {
    const { outcome, waits } = ask();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(outcome).not.toHaveBeenCalled();
    expect(waits[0].call.cancelled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome).toHaveBeenCalledExactlyOnceWith(
      error('timed-out', '"wait" got no answer within 10 s; try again.'),
    );
    expect(waits[0].call.cancelled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are as the request says', async () => {
    const { outcome } = ask({ timeoutMs: 1500 });
    await vi.advanceTimersByTimeAsync(1500);
    expect(outcome).toHaveBeenCalledExactlyOnceWith(
      error('timed-out', '"wait" got no answer within 1.5 s; try again.'),
    );
  });

  it('need not be', async () => {
    const { outcome, waits } = ask({ timeoutMs: null });
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(outcome).not.toHaveBeenCalled();
    waits[0].answer('at last');
    await settle();
    expect(outcome).toHaveBeenCalledExactlyOnceWith('at last');
  });

  it('leave alone what comes too late', async () => {
    const { page, waits, raw, right, problems } = connect();
    const request = page.request('wait', undefined);
    const seen: { id: string }[] = [];
    right.listen((message) => seen.push(message as { id: string }));
    await vi.advanceTimersByTimeAsync(10_000);
    waits[0].answer('too late');
    right.post({ pastiche: 1, channel: 'main', kind: 'reply', id: seen[0].id, body: 'too late' });
    raw({ kind: 'cancel', id: 'unknown' });
    await settle();
    await expect(request.reply).rejects.toMatchObject({ code: 'timed-out' });
    expect(problems).toEqual([`A reply was ignored: no request "${seen[0].id}" waits.`]);
  });
});

describe('cancel', () => {
  it('rejects here, and tells the handler there once', async () => {
    const { page, waits, problems } = connect();
    const request = page.request('wait', undefined);
    await settle();
    const [early, late] = [vi.fn(), vi.fn()];
    waits[0].call.onCancel(early);
    request.cancel();
    request.cancel();
    await expect(request.reply).rejects.toThrow(error('aborted', '"wait" was cancelled.'));
    await settle();
    waits[0].call.onCancel(late);
    expect(early).toHaveBeenCalledOnce();
    expect(late).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);

    // What the handler still answers stays there, and other requests are not touched.
    const other = page.request('wait', undefined).reply;
    await settle();
    waits[0].answer('unwanted');
    waits[1].answer('wanted');
    expect(await other).toBe('wanted');
    expect(problems).toEqual([]);
  });

  it('does nothing after the reply', async () => {
    const { page, problems } = connect();
    const request = page.request('double', 2);
    expect(await request.reply).toBe(4);
    request.cancel();
    await settle();
    expect(await request.reply).toBe(4);
    expect(problems).toEqual([]);
  });

  it('reports a listener that throws, and tells the next', async () => {
    const { page, waits, problems } = connect();
    const request = page.request('wait', undefined);
    await settle();
    const next = vi.fn();
    waits[0].call.onCancel(() => {
      throw new Error('clumsy');
    });
    waits[0].call.onCancel(next);
    request.cancel();
    await settle();
    expect(next).toHaveBeenCalledOnce();
    expect(problems).toEqual(['A listener threw: clumsy']);
  });
});

describe('close', () => {
  it.each(['page', 'engine'] as const)('by the %s fails what waits at both ends', async (who) => {
    const ends = connect({ theme: () => new Promise(() => {}) });
    const { page, engine, waits } = ends;
    const asked = page.request('wait', undefined).reply;
    await settle();
    const cancelled = vi.fn();
    waits[0].call.onCancel(cancelled);
    const theme = engine.request('theme', undefined, { timeoutMs: null }).reply;
    ends[who].close('The window was shut.');
    await expect(asked).rejects.toThrow(
      error(
        'channel-closed',
        '"wait" got no answer, because the connection was closed: The window was shut.',
      ),
    );
    await expect(theme).rejects.toThrow(
      error(
        'channel-closed',
        '"theme" got no answer, because the connection was closed: The window was shut.',
      ),
    );
    expect(cancelled).toHaveBeenCalledOnce();
    expect([page.closed, engine.closed]).toEqual([true, true]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('refuses later requests and says nothing more', async () => {
    const { page, engine, right, problems } = connect();
    const seen: unknown[] = [];
    right.listen((message) => seen.push(message));
    page.close('Over.');
    page.close('Again.');
    page.tell('progress', { step: 1 });
    const sentence = '"double" got no answer, because the connection was closed: Over.';
    const late = page.request('double', 1);
    late.cancel();
    await expect(late.reply).rejects.toThrow(error('channel-closed', sentence));
    await settle();
    await expect(engine.request('theme', undefined).reply).rejects.toMatchObject({
      code: 'channel-closed',
    });
    expect(seen).toEqual([{ pastiche: 1, channel: 'main', kind: 'close', reason: 'Over.' }]);
    expect(problems).toEqual(['The event "progress" was not sent: the channel is closed.']);
  });

  it('ends the listening; a pipe that goes on delivering is reported', async () => {
    let receive: (message: unknown) => void = () => {};
    const stop = vi.fn();
    const transport: Transport = {
      post() {},
      listen(listener) {
        receive = listener;
        return stop;
      },
    };
    const { page, problems } = connect({ pipe: [transport, pipeTransport()[0]] });
    page.close('Over.');
    expect(stop).toHaveBeenCalledOnce();
    receive({ pastiche: 1, channel: 'main', kind: 'event', name: 'x' });
    expect(problems).toEqual(['A message was ignored: it came after the channel was closed.']);
  });

  it('may come while listening begins', () => {
    const stop = vi.fn();
    const transport: Transport = {
      post() {},
      listen(receive) {
        receive({ pastiche: 1, channel: 'main', kind: 'close', reason: 'Never began.' });
        return stop;
      },
    };
    const { page } = connect({ pipe: [transport, pipeTransport()[0]] });
    expect(page.closed).toBe(true);
    expect(stop).toHaveBeenCalledOnce();
  });
});

describe('the pipe', () => {
  const refusing = (kinds: readonly string[]): readonly [Transport, Transport] => {
    const ends = pipeTransport();
    const [left, right] = ends.map(
      (end): Transport => ({
        ...end,
        post(message) {
          if (kinds.includes((message as { kind: string }).kind)) {
            throw new Error('it cannot be cloned.');
          }
          end.post(message);
        },
      }),
    );
    return [left, right];
  };

  it('may refuse a request', async () => {
    const { page } = connect({ pipe: refusing(['request']) });
    await expect(page.request('double', 1).reply).rejects.toThrow(
      error('bad-message', '"double" could not be sent: it cannot be cloned.'),
    );
    expect(vi.getTimerCount()).toBe(0);
  });

  it('may refuse a reply: the error is sent instead', async () => {
    const { page } = connect({ pipe: refusing(['reply']) });
    await expect(page.request('double', 1).reply).rejects.toThrow(
      error('failed', 'it cannot be cloned.'),
    );
  });

  it('may refuse everything: that is reported', async () => {
    const { page, problems } = connect({
      pipe: refusing(['reply', 'failure', 'event', 'cancel', 'close']),
    });
    const request = page.request('double', 1);
    page.tell('progress', { step: 1 });
    await settle();
    request.cancel();
    page.close('Over.');
    expect(problems).toEqual([
      'The message event could not be sent: it cannot be cloned.',
      'An error could not be sent: it cannot be cloned.',
      'A cancelling could not be sent: it cannot be cloned.',
      'The message close could not be sent: it cannot be cloned.',
    ]);
  });

  it('may answer while it is posted to', async () => {
    let receive: (message: unknown) => void = () => {};
    const echoing: Transport = {
      post(message) {
        const { id } = message as { id: string };
        receive({ pastiche: 1, channel: 'main', kind: 'reply', id, body: 7 });
      },
      listen(listener) {
        receive = listener;
        return () => {};
      },
    };
    const { page } = connect({ pipe: [echoing, pipeTransport()[0]] });
    expect(await page.request('double', 1).reply).toBe(7);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('may be shared by channels of other names', async () => {
    const pipe = pipeTransport();
    const { page, problems } = connect({ pipe });
    const named = (transport: Transport, factor: number) =>
      createChannel({
        transport,
        timers: REALM_TIMERS,
        name: 'second',
        mine: ENGINE,
        handlers: {
          requests: { double: (body) => body * factor, forget: () => undefined, wait: () => '' },
          events: { progress: () => {} },
        },
        theirs: ENGINE,
        onProblem: (problem) => problems.push(problem),
      });
    const [here, there] = [named(pipe[0], 20), named(pipe[1], 30)];
    const asked = [
      here.request('double', 1),
      page.request('double', 1),
      there.request('double', 1),
    ];
    expect(await Promise.all(asked.map(({ reply }) => reply))).toEqual([30, 2, 20]);
    here.close('Over.');
    await settle();
    expect([there.closed, page.closed]).toEqual([true, false]);
    expect(problems).toEqual([]);
  });

  it('brings no trouble when the reporter throws', async () => {
    const [left, right] = pipeTransport();
    const handlers: PageHandlers = { requests: { theme: () => 'light' }, events: {} };
    const page = createChannel({
      transport: left,
      timers: REALM_TIMERS,
      mine: PAGE,
      handlers,
      theirs: PAGE,
      onProblem() {
        throw new Error('no log');
      },
    });
    right.post('junk');
    await settle();
    expect(page.closed).toBe(false);
  });
});

it('a second request with an id that is being answered is ignored', async () => {
  const { raw, waits, problems } = connect();
  raw({ kind: 'request', id: 'x', name: 'wait' });
  raw({ kind: 'request', id: 'x', name: 'wait' });
  await settle();
  expect(waits).toHaveLength(1);
  expect(problems).toEqual(['A second request with the id "x" was ignored.']);
});

it('a page that is loaded again gets no reply to what the former page asked', async () => {
  const pipe = pipeTransport();
  const { page, waits } = connect({ pipe });
  const former = page.request('wait', undefined).reply;
  const again = createChannel({
    transport: pipe[0],
    timers: REALM_TIMERS,
    mine: { requests: {}, events: {} },
    handlers: { requests: {}, events: {} },
    theirs: ENGINE,
  });
  const own = again.request('wait', undefined).reply;
  await settle();
  waits[0].answer('to the former page');
  waits[1].answer('to this page');
  expect(await Promise.all([former, own])).toEqual(['to the former page', 'to this page']);
});

it('a second reply is ignored', async () => {
  const { page, right, problems } = connect();
  const ids: string[] = [];
  right.listen((message) => ids.push((message as { id: string }).id));
  const { reply } = page.request('double', 4);
  await settle();
  right.post({ pastiche: 1, channel: 'main', kind: 'reply', id: ids[0], body: 9 });
  await settle();
  expect(await reply).toBe(8);
  expect(problems).toEqual([`A reply was ignored: no request "${ids[0]}" waits.`]);
});
