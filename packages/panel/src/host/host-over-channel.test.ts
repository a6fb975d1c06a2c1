import { sentence } from '@pastiche/core/sentence';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Transport } from '../channel/channel.js';
import { pipeTransport } from '../channel/pipe-transport.js';
import { REALM_TIMERS } from '../channel/realm-timers.js';
import type { Host, HostCapabilities, HostEvents, HostResult } from './host.js';
import { hostOverChannel } from './host-over-channel.js';
import { type HostService, serveHost } from './serve-host.js';

const capabilities: HostCapabilities = {
  actions: [{ id: 'beside', label: sentence`Place beside` }],
  picksContent: false,
  styleLabel: 'Layer as style',
  contentNoun: null,
  pickLabel: sentence`Use selection`,
  pickHint: null,
  keepsPresets: true,
  keepsSessions: true,
  keepsStyles: true,
};
// Node's files come as a Buffer that looks into a larger one.
const pooled = Buffer.from(new Uint8Array([0, 1, 2, 3]).buffer, 1, 2);
const picture = { name: 'Harbour', bytes: pooled };
const pictureThere = {
  name: 'Harbour',
  bytes: new Uint8Array([1, 2]),
  id: null,
  protect: null,
};
const described = {
  width: 20,
  height: 10,
  suggestedName: 'harbour.mosaic',
  recipe: '{"pastiche":1}',
  contentName: 'Harbour',
  contentId: '1:2',
  preset: '{}',
  painted: { width: 10, height: 5 },
};
const result = { ...described, encode: async () => new Uint8Array([9]) };
const resultThere = { ...described, encode: expect.any(Function) };
const file = { name: 'a.gif', mediaType: 'image/gif', bytes: new Uint8Array([7]) };

/** A host that answers everything, and what it heard. */
function createHost(change: Partial<Host> = {}) {
  const listeners = new Set<HostEvents>();
  const host = {
    capabilities,
    readContent: vi.fn<Host['readContent']>(async () => picture),
    readStyle: vi.fn<Host['readStyle']>(async () => null),
    listPresets: vi.fn<Host['listPresets']>(async () => [{ id: 'a', document: '{}' }]),
    savePreset: vi.fn<Host['savePreset']>(async () => {}),
    deletePreset: vi.fn<Host['deletePreset']>(async () => {}),
    weights: vi.fn<Host['weights']>(async () => ({ kind: 'files' })),
    readWeights: vi.fn<Host['readWeights']>(async () => pooled),
    writeResult: vi.fn<Host['writeResult']>(async () => 'Placed beside Harbour.'),
    writeFile: vi.fn<Host['writeFile']>(async () => null),
    readSettings: vi.fn<Host['readSettings']>(async () => ({ parameters: { size: 256 } })),
    writeSettings: vi.fn<Host['writeSettings']>(async () => {}),
    notify: vi.fn<Host['notify']>(),
    listen: vi.fn<Host['listen']>((events) => {
      listeners.add(events);
      return () => listeners.delete(events);
    }),
    ...change,
  };
  return { host, listeners };
}

/** What a pipe as narrow as Figma's would refuse in a value, by its path. */
function foreignParts(value: unknown, path = 'message'): string[] {
  if (value === null || ['string', 'boolean', 'number'].includes(typeof value)) return [];
  if (typeof value !== 'object') return [path];
  const kind = value.constructor;
  if (kind === Uint8Array) {
    return (value as Uint8Array).byteLength === (value as Uint8Array).buffer.byteLength
      ? []
      : [path];
  }
  if (kind !== Object && kind !== Array) return [path];
  return Object.entries(value).flatMap(([key, item]) => foreignParts(item, `${path}.${key}`));
}

/** A pipe that copies, as real ones do, and refuses all but plain data and bytes. */
function narrowPipe() {
  const posted: string[] = [];
  const ends = pipeTransport().map(
    (end): Transport => ({
      ...end,
      post(message, transfer = []) {
        expect(foreignParts(message)).toEqual([]);
        expect(transfer).toEqual([]);
        posted.push((message as { name?: string }).name ?? '');
        end.post(structuredClone(message));
      },
    }),
  );
  return { left: ends[0], right: ends[1], posted };
}

const services: HostService[] = [];

async function connect(change: Partial<Host> = {}) {
  const { left, right, posted } = narrowPipe();
  const problems: string[] = [];
  const onProblem = (problem: string) => problems.push(problem);
  const { host, listeners } = createHost(change);
  const service = serveHost(host, { transport: right, timers: REALM_TIMERS, onProblem });
  services.push(service);
  const remote = await hostOverChannel({ transport: left, timers: REALM_TIMERS, onProblem });
  return { remote, host, listeners, service, posted, problems };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const error = (code: string, message: string) => expect.objectContaining({ code, message });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  for (const service of services.splice(0)) service.close();
  vi.useRealTimers();
});

describe('a host over a channel', () => {
  it('has the capabilities of the host', async () => {
    const { remote } = await connect();
    expect(remote.capabilities).toEqual(capabilities);
  });

  it.each<[keyof Host, readonly unknown[], unknown, (readonly unknown[])?]>([
    ['readContent', [{ pick: true }], pictureThere],
    ['readContent', [{ pick: false }], pictureThere],
    ['readStyle', [], null],
    ['listPresets', [], [{ id: 'a', document: '{}' }]],
    ['savePreset', [{ id: 'a', document: '{}' }], undefined],
    ['deletePreset', ['a'], undefined],
    ['weights', [], { kind: 'files', kept: false }],
    ['readWeights', ['model.json'], new Uint8Array([1, 2])],
    ['writeResult', [result, 'beside'], 'Placed beside Harbour.', [resultThere, 'beside']],
    ['writeFile', [file], null],
    ['readSettings', [], { parameters: { size: 256 } }],
    ['writeSettings', [{ size: 1, list: [null] }], undefined],
    ['notify', ['Done.', 'info'], undefined],
  ])('%s%j reaches it and brings its answer', async (method, given, answer, there = given) => {
    const { remote, host, problems, posted } = await connect();
    const ask = remote[method] as (...given: readonly unknown[]) => unknown;
    expect(await ask(...given)).toEqual(answer);
    await settle();
    expect(host[method]).toHaveBeenCalledExactlyOnceWith(...there);
    expect(posted).toContain(method);
    expect(problems).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('answers null and the other forms of an answer', async () => {
    const { remote } = await connect({
      readContent: async () => null,
      readStyle: async () => picture,
      weights: async () => ({ kind: 'address', baseUrl: null, cache: true }),
      writeResult: async () => null,
      writeFile: async () => 'Saved.',
      readSettings: async () => undefined,
    });
    expect(await remote.readContent({ pick: false })).toBe(null);
    expect(await remote.readStyle()).toEqual(pictureThere);
    expect(await remote.weights()).toEqual({ kind: 'address', baseUrl: null, cache: true });
    expect(await remote.writeResult(result, 'beside')).toBe(null);
    expect(await remote.writeFile(file)).toBe('Saved.');
    expect(await remote.readSettings()).toBe(null);
  });

  it('brings with a content what of it may stay as it is', async () => {
    const protect = { label: sentence`Keep text`, bytes: pooled };
    const { remote, listeners } = await connect({
      readContent: async () => ({ ...picture, protect }),
    });
    const there = {
      ...pictureThere,
      protect: { label: protect.label, bytes: new Uint8Array([1, 2]) },
    };
    expect(await remote.readContent({ pick: false })).toEqual(there);
    const events = { contentChanged: vi.fn(), presetsChanged: vi.fn() };
    remote.listen(events);
    for (const listener of listeners) listener.contentChanged({ ...picture, protect });
    await settle();
    expect(events.contentChanged.mock.calls).toEqual([[there]]);
  });

  it('sends only what the contract names, whatever else the objects carry', async () => {
    const extra = { more: () => {}, none: undefined };
    const { remote, host } = await connect({
      capabilities: { ...capabilities, ...extra },
      readContent: async () => ({ ...picture, ...extra }),
      listPresets: async () => [{ id: 'a', document: '{}', ...extra }],
      weights: async () => ({ kind: 'files', ...extra }),
    });
    expect(await remote.readContent({ pick: false })).toEqual(pictureThere);
    expect(await remote.listPresets()).toEqual([{ id: 'a', document: '{}' }]);
    expect(await remote.weights()).toEqual({ kind: 'files', kept: false });
    await remote.writeResult({ ...result, ...extra }, 'beside');
    await remote.writeFile({ ...file, ...extra });
    await remote.savePreset({ id: 'a', document: '{}', ...extra });
    await remote.writeSettings({ kept: 1, none: undefined });
    expect(host.writeResult).toHaveBeenCalledWith(resultThere, 'beside');
    expect(host.writeSettings).toHaveBeenCalledWith({ kept: 1 });
  });

  it('asks for the file of a result as it wants it, while it writes it and no longer', async () => {
    let there: HostResult | null = null;
    const { remote } = await connect({
      writeResult: async (given) => {
        there = given;
        const files = [
          await given.encode({ mediaType: 'image/jpeg', quality: 0.5 }),
          await given.encode({ mediaType: 'image/png' }),
        ];
        return files.map((file) => file.join()).join(' and ');
      },
    });
    const encode = vi.fn<HostResult['encode']>(async () => Buffer.from([8, 9]));
    const other = vi.fn<HostResult['encode']>(async () => new Uint8Array([7]));
    const writing = remote.writeResult({ ...result, encode }, 'beside');
    expect(await remote.writeResult({ ...result, encode: other }, 'beside')).toBe('7 and 7');
    expect(await writing).toBe('8,9 and 8,9');
    expect(encode.mock.calls).toEqual([
      [{ mediaType: 'image/jpeg', quality: 0.5 }],
      [{ mediaType: 'image/png', quality: undefined }],
    ]);
    await expect((there as HostResult | null)?.encode({ mediaType: 'image/png' })).rejects.toThrow(
      'is being written.',
    );
  });

  it('writeResult rejects with what its encoding threw', async () => {
    const { remote } = await connect({
      writeResult: async (given) => String(await given.encode({ mediaType: 'image/webp' })),
    });
    const full = Object.assign(new Error('The memory is full.'), { code: 'out-of-memory' });
    const encode = () => Promise.reject(full);
    await expect(remote.writeResult({ ...result, encode }, 'beside')).rejects.toThrow(
      error('out-of-memory', 'The memory is full.'),
    );
  });

  it('sends bytes as a plain Uint8Array that is all of its buffer', async () => {
    const wholeBuffer = Buffer.from(new Uint8Array([5, 6]).buffer);
    const { remote, host } = await connect({ readWeights: async () => wholeBuffer });
    expect(await remote.readWeights('model.json')).toStrictEqual(new Uint8Array([5, 6]));
    const window = new Uint8Array([1, 2, 3]).subarray(1);
    await remote.writeFile({ ...file, bytes: window });
    expect(vi.mocked(host.writeFile).mock.calls[0][0].bytes).toStrictEqual(new Uint8Array([2, 3]));
  });

  it.each<[keyof Host, readonly unknown[]]>([
    ['readContent', [{ pick: true }]],
    ['readStyle', []],
    ['listPresets', []],
    ['savePreset', [{ id: 'a', document: '{}' }]],
    ['deletePreset', ['a']],
    ['weights', []],
    ['readWeights', ['model.json']],
    ['writeResult', [result, 'beside']],
    ['writeFile', [file]],
    ['readSettings', []],
    ['writeSettings', [1]],
  ])('%s rejects with the sentence and the code of the host', async (method, given) => {
    const full = Object.assign(new Error('The disk is full; free some space.'), { code: 'full' });
    const { remote } = await connect({ [method]: () => Promise.reject(full) });
    const ask = remote[method] as (...given: readonly unknown[]) => Promise<unknown>;
    await expect(ask(...given)).rejects.toThrow(
      error('full', 'The disk is full; free some space.'),
    );
  });

  it('notify never rejects; what goes wrong is reported', async () => {
    const { remote, problems } = await connect({
      notify() {
        throw new Error('No window is open.');
      },
    });
    expect(remote.notify('Done.', 'info')).toBe(undefined);
    await settle();
    expect(problems).toEqual(['A notice was not shown: No window is open.']);
  });

  it('waits for ever where a person chooses, else 30 s', async () => {
    const never = () => new Promise<never>(() => {});
    const { remote } = await connect({
      readContent: never,
      readStyle: never,
      writeResult: never,
      writeFile: never,
      listPresets: never,
      readSettings: never,
    });
    const late: string[] = [];
    const failed: string[] = [];
    const watch = (name: string, reply: Promise<unknown>) => {
      late.push(name);
      reply.catch((reason: { code: string }) => failed.push(`${name} ${reason.code}`));
    };
    watch('pick', remote.readContent({ pick: true }));
    watch('style', remote.readStyle());
    watch('result', remote.writeResult(result, 'beside'));
    watch('file', remote.writeFile(file));
    watch('content', remote.readContent({ pick: false }));
    watch('presets', remote.listPresets());
    watch('settings', remote.readSettings());
    await vi.advanceTimersByTimeAsync(29_999);
    expect(failed).toEqual([]);
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(failed).toEqual(['content timed-out', 'presets timed-out', 'settings timed-out']);
  });
});

describe('opening', () => {
  it('works whichever end comes first', async () => {
    const { left, right, posted } = narrowPipe();
    const opened = hostOverChannel({ transport: left, timers: REALM_TIMERS });
    // The first asking is lost: nobody listens.
    await vi.advanceTimersByTimeAsync(29_000);
    services.push(serveHost(createHost().host, { transport: right, timers: REALM_TIMERS }));
    expect((await opened).capabilities).toEqual(capabilities);
    expect(posted).toEqual(['capabilities', 'ready', 'capabilities', '']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await opened).capabilities).toEqual(capabilities);
  });

  it('goes by the last asking, and asks no more once it is open', async () => {
    const { left, right, posted } = narrowPipe();
    const asked: string[] = [];
    right.listen((message) => {
      const { kind, id } = message as { kind: string; id: string };
      if (kind === 'request') asked.push(id);
    });
    const send = (message: object) => right.post({ pastiche: 1, channel: 'host', ...message });
    const opened = hostOverChannel({ transport: left, timers: REALM_TIMERS });
    await vi.advanceTimersByTimeAsync(29_000);
    send({ kind: 'event', name: 'ready' });
    // The first asking is out of time by now, the second is not.
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toHaveLength(2);
    send({ kind: 'reply', id: asked[1], body: capabilities });
    expect((await opened).capabilities).toEqual(capabilities);
    send({ kind: 'event', name: 'ready' });
    await settle();
    expect(posted.filter((name) => name === 'capabilities')).toHaveLength(2);
  });

  it('is refused when nobody answers within 30 s, and the pipe is left', async () => {
    const { left, right } = narrowPipe();
    const outcome = vi.fn();
    const seen: unknown[] = [];
    right.listen((message) => seen.push(message));
    hostOverChannel({ transport: left, timers: REALM_TIMERS }).catch(outcome);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(outcome).toHaveBeenCalledExactlyOnceWith(
      error('timed-out', '"capabilities" got no answer within 30 s; try again.'),
    );
    expect(seen.at(-1)).toMatchObject({ kind: 'close', reason: { pattern: 'It did not open.' } });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('loses no event: not one from before the panel came, nor one from before it listens', async () => {
    const { left, right } = narrowPipe();
    const { host, listeners } = createHost();
    services.push(serveHost(host, { transport: right, timers: REALM_TIMERS }));
    const [events] = listeners;
    events.contentChanged({ name: 'First', bytes: new Uint8Array(1) });
    events.contentChanged(picture);
    events.presetsChanged();
    const remote = await hostOverChannel({ transport: left, timers: REALM_TIMERS });
    await settle();

    const first = { contentChanged: vi.fn(), presetsChanged: vi.fn() };
    const second = { contentChanged: vi.fn(), presetsChanged: vi.fn() };
    remote.listen(first);
    expect(first.contentChanged.mock.calls).toEqual([[pictureThere]]);
    expect(first.presetsChanged).toHaveBeenCalledOnce();

    const stop = remote.listen(second);
    events.contentChanged(null);
    events.presetsChanged();
    await settle();
    stop();
    events.presetsChanged();
    await settle();
    expect(first.contentChanged.mock.calls).toEqual([[pictureThere], [null]]);
    expect(second.contentChanged.mock.calls).toEqual([[null]]);
    expect(first.presetsChanged).toHaveBeenCalledTimes(3);
    // Nobody missed these, so they are not told again.
    const third = { contentChanged: vi.fn(), presetsChanged: vi.fn() };
    remote.listen(third);
    expect(third.contentChanged).not.toHaveBeenCalled();
    expect(third.presetsChanged).not.toHaveBeenCalled();
    expect(second.presetsChanged).toHaveBeenCalledTimes(1);
  });

  it('serves a panel that is loaded again', async () => {
    const { left, right } = narrowPipe();
    const { host, listeners } = createHost();
    services.push(serveHost(host, { transport: right, timers: REALM_TIMERS }));
    const open = () => hostOverChannel({ transport: left, timers: REALM_TIMERS });
    await open();
    const again = await open();
    const contentChanged = vi.fn();
    again.listen({ contentChanged, presetsChanged() {} });
    for (const events of listeners) events.contentChanged(null);
    await settle();
    expect(contentChanged).toHaveBeenCalledExactlyOnceWith(null);
    expect(await again.readStyle()).toBe(null);
  });
});

describe('closing', () => {
  const waiting = () => connect({ readStyle: () => new Promise(() => {}) });

  it('by the host fails what the panel waits for, and ends the listening to the host', async () => {
    const { remote, service, listeners } = await waiting();
    const style = remote.readStyle();
    await settle();
    service.close('The window was closed.');
    await expect(style).rejects.toThrow(
      error(
        'channel-closed',
        '"readStyle" got no answer, because the connection was closed: The window was closed.',
      ),
    );
    await expect(remote.listPresets()).rejects.toMatchObject({ code: 'channel-closed' });
    expect(listeners.size).toBe(0);
  });

  it('by the panel fails what it waits for', async () => {
    const { remote, host } = await waiting();
    const style = remote.readStyle();
    remote.close('The panel was closed.');
    await expect(style).rejects.toMatchObject({ code: 'channel-closed' });
    await settle();
    remote.notify('Done.', 'info');
    await settle();
    expect(host.notify).not.toHaveBeenCalled();
  });
});
