import { inEnglish, type Said } from '@pastiche/panel/core';
import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { createPaintQueue, type PaintQueueOptions } from './paint-queue.js';

/** Paints each layer with the outcome that is given for it; a painting is called like its layer. */
function create(outcomes: readonly string[], written = true) {
  const done: string[] = [];
  const job = signal({ kind: 'idle', entry: '' });
  const selected = signal<string | null>(null);
  const state = {
    paintingAll: signal(false),
    finished: signal(false),
    trouble: signal<Said | null>(null),
  };
  let layer = 0;
  const model = {
    capabilities: { actions: [{ id: 'beside', label: 'Place beside' }] },
    job,
    busy: signal(false),
    content: signal<object>({ kind: 'ready' }),
    engine: signal<object>({ kind: 'ready' }),
    styles: signal([{ state: 'ready' }]),
    obstacle: signal<string | null>(null),
    selected,
    select: (id: string) => {
      selected.value = id;
    },
    stylize: async () => {
      // The panel's tells why as a notice.
      if (model.obstacle.value !== null) return;
      selected.value = null;
      model.busy.value = true;
      done.push(`paint ${layer}`);
      setTimeout(() => {
        job.value = { kind: outcomes[layer], entry: `${layer}` };
        model.busy.value = false;
      }, 1);
    },
    save: async (action: string) => done.push(`${action} ${selected.value ?? job.value.entry}`),
    stopAndKeep: () => {
      done.push(`keep ${layer}`);
    },
  };
  const options = {
    model,
    state,
    written: () => written,
    nextLayer: async () => {
      layer += 1;
      const skipped: string[] = [];
      while (outcomes[layer] === 'gone') skipped.push(`“${layer++}” is gone.`);
      return { isThere: layer < outcomes.length, skipped };
    },
  };
  const queue = createPaintQueue(options as unknown as PaintQueueOptions);
  return { queue, state, model, done, options };
}

describe('painting all layers', () => {
  it('paints and places one after another', async () => {
    const { queue, state, done } = create(['done', 'done', 'done']);
    const all = queue.paintAll();
    expect(state.paintingAll.value).toBe(true);
    await all;
    expect(done.join()).toBe('paint 0,beside 0,paint 1,beside 1,paint 2,beside 2');
    expect(state.paintingAll.value).toBe(false);
  });

  it('skips what cannot be read, and says so at the end', async () => {
    const { queue, state, done } = create(['done', 'gone', 'done', 'gone']);
    await queue.paintAll(async (index) => void done.push(`prepare ${index}`));
    expect(done.join()).toBe('prepare 0,paint 0,beside 0,prepare 2,paint 2,beside 2');
    expect(inEnglish(state.trouble.value as Said)).toBe(
      'Layers that were skipped: 2. “1” is gone. “3” is gone.',
    );
    expect(state.finished.value).toBe(true);
  });

  it('counts those that were skipped before it begins', async () => {
    const { queue, state, done } = create(['done']);
    await queue.paintAll(async (index) => void done.push(`prepare ${index}`), ['“A” is gone.']);
    expect(done.join()).toBe('prepare 1,paint 0,beside 0');
    expect(inEnglish(state.trouble.value as Said)).toBe(
      'Layers that were skipped: 1. “A” is gone.',
    );
  });

  it('is not finished where it was stopped', async () => {
    const { queue, state } = create(['done', 'cancelled', 'done']);
    await queue.paintAll();
    expect(state.finished.value).toBe(false);
  });

  it.each(['failed', 'cancelled'])('ends with a painting that %s', async (outcome) => {
    const { queue, state, done } = create(['done', outcome, 'done']);
    await queue.paintAll();
    expect(done.join()).toBe('paint 0,beside 0,paint 1');
    expect(state.paintingAll.value).toBe(false);
  });

  it('makes each ready first, and ends with one that cannot be', async () => {
    const { queue, state, done } = create(['done', 'done', 'done']);
    await queue.paintAll(async (index) => {
      done.push(`prepare ${index}`);
      if (index === 1) throw new Error('The preset is damaged.');
    });
    expect(done.join()).toBe('prepare 0,paint 0,beside 0,prepare 1');
    expect(state.trouble.value).toBe('The preset is damaged.');
  });

  it('ends with what stands in the way of a layer, and places no earlier painting for it', async () => {
    const { queue, state, model, done } = create(['done', 'done', 'done']);
    await queue.paintAll(async (index) => {
      if (index === 1) model.obstacle.value = 'Choose a style.';
    });
    expect(done.join()).toBe('paint 0,beside 0');
    expect(state.trouble.value).toBe('Choose a style.');
    expect(state.paintingAll.value).toBe(false);
  });

  it('places no earlier painting where none was begun', async () => {
    const { model, done, options } = create(['done', 'done']);
    const { stylize } = model;
    model.stylize = () => (done.length === 0 ? stylize() : Promise.resolve());
    await createPaintQueue(options as unknown as PaintQueueOptions).paintAll();
    expect(done.join()).toBe('paint 0,beside 0');
  });

  it('waits for a style that is still read', async () => {
    const { queue, state, model, done } = create(['done']);
    const all = queue.paintAll(async () => {
      model.styles.value = [{ state: 'loading' }];
      model.obstacle.value = 'The style is being read…';
      setTimeout(() => {
        model.obstacle.value = null;
        model.styles.value = [{ state: 'ready' }];
      }, 1);
    });
    await all;
    expect(done.join()).toBe('paint 0,beside 0');
    expect(state.trouble.value).toBeNull();
  });

  it('places what was painted, although an older painting is looked at', async () => {
    const { queue, model, done } = create(['done', 'done']);
    const all = queue.paintAll();
    await vi.waitFor(() => expect(done.at(-1)).toBe('paint 1'), { interval: 0 });
    model.select('0');
    await all;
    expect(done.join()).toBe('paint 0,beside 0,paint 1,beside 1');
  });

  it.each(['content', 'engine'] as const)('ends at once where the %s has failed', async (part) => {
    const { queue, state, model, done } = create(['done']);
    model[part].value = { kind: 'loading' };
    const all = queue.paintAll();
    await Promise.resolve();
    model[part].value = { kind: 'failed', problem: { message: 'It is damaged.' } };
    await all;
    expect(done).toEqual([]);
    expect(state.trouble.value).toBe('It is damaged.');
    expect(state.paintingAll.value).toBe(false);
  });

  it('stops while it waits, without a word', async () => {
    const { queue, state, model, done } = create(['done']);
    model.content.value = { kind: 'loading' };
    const all = queue.paintAll();
    queue.stop();
    await all;
    expect(done).toEqual([]);
    expect(state.trouble.value).toBeNull();
  });

  it('says that a layer is not there in time', async () => {
    vi.useFakeTimers();
    const { queue, state, model } = create(['done']);
    model.content.value = { kind: 'loading' };
    const all = queue.paintAll();
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    await all;
    expect(inEnglish(state.trouble.value ?? '')).toBe(
      'The layer’s picture or its style was not there within a minute; open Pastiche on it again.',
    );
  });

  it('ends where a result could not be placed', async () => {
    const { queue, done } = create(['done', 'done'], false);
    await queue.paintAll();
    expect(done.join()).toBe('paint 0,beside 0');
  });

  it('stops with the painting under way, and places nothing more', async () => {
    const { queue, done } = create(['done', 'done']);
    const all = queue.paintAll();
    await new Promise((resolve) => setTimeout(resolve, 0));
    queue.stop();
    await all;
    expect(done.join()).toBe('paint 0,keep 0');
  });

  it('is one job, however often it is begun', async () => {
    const { queue, done } = create(['done']);
    await Promise.all([queue.paintAll(), queue.paintAll()]);
    expect(done.join()).toBe('paint 0,beside 0');
  });

  it('says why the next layer could not be read', async () => {
    const { state, options } = create(['done', 'done']);
    options.nextLayer = async () => {
      throw new Error('The layer “Card” is gone.');
    };
    const again = createPaintQueue(options as unknown as PaintQueueOptions);
    await again.paintAll();
    expect(state.trouble.value).toBe('The layer “Card” is gone.');
  });
});
