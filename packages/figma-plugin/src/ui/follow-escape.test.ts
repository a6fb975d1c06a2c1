import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { createEscape, type EscapeOptions } from './follow-escape.js';

function create(painted: readonly string[] = []) {
  const done: string[] = [];
  const model = {
    busy: signal(false),
    job: signal({ kind: 'idle' }),
    history: signal(painted.map((id) => ({ id }))),
    stopAndKeep: () => {
      done.push('keep');
      model.job.value = { kind: 'ending' };
    },
    cancel: () => void done.push('cancel'),
  };
  const state = {
    paintingAll: signal(false),
    placed: signal<ReadonlySet<string>>(new Set()),
    leaving: signal(0),
  };
  const queue = {
    stop: () => {
      done.push('stop all');
      state.paintingAll.value = false;
    },
  };
  const options = { model, state, queue, dismiss: () => done.push('close') };
  return { press: createEscape(options as unknown as EscapeOptions), model, state, done };
}

describe('Escape', () => {
  it('keeps what is painted so far, and discards it when it is pressed once more', () => {
    const { press, model, done } = create();
    model.busy.value = true;
    press();
    expect(done).toEqual(['keep']);
    press();
    expect(done).toEqual(['keep', 'cancel']);
  });

  it('ends a queue, also between two layers', () => {
    const { press, state, done } = create();
    state.paintingAll.value = true;
    press();
    expect(done).toEqual(['stop all']);
  });

  it('closes the window at once where every painting was placed, or there is none', () => {
    const nothing = create();
    nothing.press();
    expect(nothing.done).toEqual(['close']);
    const placed = create(['1', '2']);
    placed.state.placed.value = new Set(['1', '2']);
    placed.press();
    expect(placed.done).toEqual(['close']);
  });

  it('asks first about paintings that were not placed, and discards them when it is pressed once more', () => {
    const { press, state, done } = create(['1', '2', '3']);
    state.placed.value = new Set(['2']);
    press();
    expect(state.leaving.value).toBe(2);
    expect(done).toEqual([]);
    press();
    expect(done).toEqual(['close']);
  });
});
