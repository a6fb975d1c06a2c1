import { expect, it, vi } from 'vitest';
import { dropEvent, type EngineConnection } from './connect-engine.js';
import type { RunEvent, RunRequest, RunResult } from './engine.js';
import { createRunClient } from './run-client.js';

const REQUEST = {} as RunRequest;

/** A connection whose runs end as the test says. */
function connect() {
  const ends: { finish(result: RunResult): void; fail(error: Error): void }[] = [];
  const listeners: EngineConnection['listeners'] = {
    runEvent: dropEvent,
    loadProgress: () => {},
  };
  const channel = {
    request: () => ({
      reply: new Promise((finish, fail) => {
        ends.push({ finish, fail });
      }),
    }),
    tell: vi.fn(),
  };
  const connection = { channel, listeners } as unknown as EngineConnection;
  return { run: createRunClient(connection), ends, listeners };
}

function preview() {
  const close = vi.fn();
  const event: RunEvent = { kind: 'preview', bitmap: { width: 1, height: 1, close } };
  return { event, close };
}

it('gives previews to the listener while a run goes on, and closes them before and after', async () => {
  const { run, ends, listeners } = connect();
  const [early, shown, late] = [preview(), preview(), preview()];
  const heard: RunEvent[] = [];
  listeners.runEvent(early.event);
  const { result } = run(REQUEST, (event) => heard.push(event));
  listeners.runEvent(shown.event);
  ends[0]!.finish({} as RunResult);
  await result;
  listeners.runEvent(late.event);
  expect(heard).toEqual([shown.event]);
  expect(shown.close).not.toHaveBeenCalled();
  expect(early.close).toHaveBeenCalledOnce();
  expect(late.close).toHaveBeenCalledOnce();
});

it('closes them after a run that failed, too', async () => {
  const { run, ends, listeners } = connect();
  const late = preview();
  const listener = vi.fn();
  const { result } = run(REQUEST, listener);
  ends[0]!.fail(new Error('It was cancelled.'));
  await expect(result).rejects.toThrow('It was cancelled.');
  listeners.runEvent(late.event);
  expect(listener).not.toHaveBeenCalled();
  expect(late.close).toHaveBeenCalledOnce();
});

it('a second run that is refused takes nothing from the first one’s listener', async () => {
  const { run, ends, listeners } = connect();
  const shown = preview();
  const [first, second] = [vi.fn(), vi.fn()];
  run(REQUEST, first);
  const { result } = run(REQUEST, second);
  ends[1]!.fail(new Error('One picture is painted at a time.'));
  await expect(result).rejects.toThrow('One picture');
  listeners.runEvent(shown.event);
  expect(first).toHaveBeenCalledExactlyOnceWith(shown.event);
  expect(second).not.toHaveBeenCalled();
  expect(shown.close).not.toHaveBeenCalled();
});
