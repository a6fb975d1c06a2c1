import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createChannel } from './create-channel.js';
import { pipeTransport } from './pipe-transport.js';
import { list, nothing, number, record, text } from './readers.js';

const SIDE = {
  requests: {
    add: {
      body: record({ numbers: list(number(), { maxLength: 3 }), unit: text() }),
      reply: text(),
    },
    wait: { body: nothing, reply: text() },
  },
  events: { progress: record({ step: number() }) },
} as const;
const timers = { set: () => null, clear: () => {} };

const valid = fc.constantFrom<Record<string, unknown>>(
  { kind: 'request', id: 'x', name: 'add', body: { numbers: [1, 2], unit: 'px' } },
  { kind: 'request', id: 'x', name: 'wait' },
  { kind: 'reply', id: 'x', body: 'late' },
  { kind: 'failure', id: 'x', error: { code: 'a', name: 'b', message: 'c', details: 'd' } },
  { kind: 'event', name: 'progress', body: { step: 1 } },
  { kind: 'cancel', id: 'x' },
);
const envelope = { pastiche: 1, channel: 'main' };
const key = fc.constantFrom(
  ...['pastiche', 'channel', 'kind', 'id', 'name', 'body', 'error', 'constructor', 'more'],
);
/** A valid message with a field that is replaced, removed or too many, at the top or in its body. */
const mutated = fc.oneof(
  fc.tuple(valid, key, fc.anything()).map(([message, name, value]) => ({
    ...envelope,
    ...message,
    [name]: value,
  })),
  fc.tuple(valid, key).map(([message, name]) => {
    const { [name]: _, ...rest } = { ...envelope, ...message } as Record<string, unknown>;
    return rest;
  }),
  fc.tuple(valid, fc.anything()).map(([message, body]) => ({ ...envelope, ...message, body })),
  fc
    .tuple(valid, fc.constantFrom('numbers', 'unit', 'step', '__proto__'), fc.anything())
    .map(([message, name, value]) => ({
      ...envelope,
      ...message,
      body: Object.defineProperty({ ...(message.body as object) }, name, {
        value,
        enumerable: true,
      }),
    })),
);
// A message that says `close` is obeyed, whoever sends it.
const junk = fc
  .oneof(fc.anything(), mutated)
  .filter((value) => (value as { kind?: unknown } | null | undefined)?.kind !== 'close');

it('junk changes nothing: no throw, no wrong body in a handler, every request still answered', async () => {
  let mutations = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(junk, { minLength: 1, maxLength: 12 }), async (messages) => {
      const [left, right] = pipeTransport();
      const problems: string[] = [];
      const release: ((text: string) => void)[] = [];
      const end = (transport: typeof left) =>
        createChannel({
          transport: {
            ...transport,
            listen: (receive) =>
              transport.listen((message) => expect(receive(message)).toBe(undefined)),
          },
          timers,
          mine: SIDE,
          handlers: {
            requests: {
              add({ numbers, unit }) {
                expect(numbers.every(Number.isFinite)).toBe(true);
                expect(typeof unit).toBe('string');
                return `${numbers.reduce((sum, item) => sum + item, 0)} ${unit}`;
              },
              wait: () => new Promise<string>((resolve) => release.push(resolve)),
            },
            events: { progress: ({ step }) => expect(Number.isFinite(step)).toBe(true) },
          },
          theirs: SIDE,
          onProblem: (problem) => problems.push(problem),
        });
      const [here, there] = [end(left), end(right)];
      const waiting = here.request('wait', undefined).reply;
      for (const message of messages) {
        left.post(message);
        right.post(message);
      }
      const sum = await here.request('add', { numbers: [1, 2], unit: 'px' }).reply;
      for (const resolve of release) resolve('done');

      expect(sum).toBe('3 px');
      expect(await waiting).toBe('done');
      expect([here.closed, there.closed]).toEqual([false, false]);
      expect(problems.filter((problem) => /handler|listener/.test(problem))).toEqual([]);
      mutations += problems.length;
    }),
    { numRuns: 300 },
  );
  // The junk did reach the channels: most of it was reported.
  expect(mutations).toBeGreaterThan(300);
});
